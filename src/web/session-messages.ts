/** Every complaint about a session script: what is there, what is wanted, what to type. */
import { notOneOf, shown, unknownKey as unknown } from "../scenario/messages.js";
import { nearest } from "../scenario/suggest.js";

export const notThisVersion = (raw: unknown) =>
  `a session script begins with \`careshift-session: 1\`, not ${shown(raw)}`;
export const oneStage = () =>
  "a stage is exactly one of `brief`, `predict`, `run`, `plan`, `discuss`, `debrief`, such as `- brief: { minutes: 5 minutes, text: … }`";
export const notALeverChange = (raw: unknown) =>
  `a change is wanted, such as \`{ add: places.medical-wards.beds }\`, not ${shown(raw)}`;
export const leverVerb = () => "a lever's change has exactly one of `add`, `scale` and `set`, each with a path";
export const notANumber = (raw: unknown) => `a number is wanted here, not ${shown(raw)}`;
export const unknownKey = (key: string, known: string[]) => unknown(key, nearest(key, known), known);
export const noSuch = (what: string, name: string, known: string[]) =>
  known.length === 0
    ? `\`${name}\` is no ${what}: this session has none`
    : `${notOneOf(name, known, nearest(name, known))}`;
export const oneAnswer = () => "a question has exactly one of `choose`, `number` and `direction`";
export const badRange = (from: number, to: number) => `\`from\` (${from}) must be below \`to\` (${to})`;
export const badStep = () => "`step` must be above nought";
export const notADifference = (name: string) =>
  `the figure \`${name}\` must be a difference: write \`as: difference\` and an \`option\` where it is defined`;
export const differenceOfNothing = () => "a difference is of an option: name it with `option:`";
export const sameLabel = (label: string) => `two options are called \`${label}\`; give each its own label`;
export const noChange = () => "an option needs `changes:` or `redesign:`, or it changes nothing";
export const openBrace = (text: string) =>
  `\`${text}\` is not the name of a figure; write \`{name}\` with a name under \`figures:\``;
export const noSuchMeasure = (measure: string, place: string | undefined) =>
  `the scenario gives no \`${measure}\`${place === undefined ? " of the whole system" : ` of \`${place}\``}; \`careshift schema measures\` lists them`;
export const optionFault = (message: string) => `as a redesign of the scenario: ${message}`;
