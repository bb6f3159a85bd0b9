import type { Bundle } from "../planning/bundle.js";
import type { Move, Option } from "../planning/option.js";

/** Views of the page. */
export const VIEWS = ["session", "see", "change", "compare", "take-away"] as const;
export type View = (typeof VIEWS)[number];

/** All that a planner made on the page; small enough for a link. */
export interface Plan {
  options: Option[];
  /** Id of the option whose levers are shown. */
  current: string;
  /** Id of the option that the others are read against. */
  against: string;
  /** Ids of the options that stand side by side. */
  compared: string[];
}

/** What is undone and done again. */
export interface History {
  past: Plan[];
  now: Plan;
  future: Plan[];
}

/** Steps that can be undone. */
const KEPT = 200;

/** Every scenario of the bundle, and one option to move levers on. */
export function firstPlan({ scenarios }: Bundle): Plan {
  const written = scenarios.map(({ file, name }, i): Option => ({ id: `s${i + 1}`, name, from: file, moves: [] }));
  const mine: Option = { id: "o1", name: "My plan", from: scenarios[0]!.file, moves: [] };
  const shipped = namedApart(written);
  const own = namedApart([...shipped, mine]).at(-1)!;
  return {
    options: [...shipped, own],
    current: own.id,
    against: shipped[0]!.id,
    compared: [...shipped.map(({ id }) => id), own.id],
  };
}

/** Whether an option is one of the bundle's own, which is not changed. */
export function isShipped({ id }: Option): boolean {
  return id.startsWith("s");
}

export function optionOf(plan: Plan, id: string): Option {
  return plan.options.find((option) => option.id === id) ?? plan.options[0]!;
}

/** A step forward; steps that continue the last one (a lever being dragged) may take its place. */
export function step({ past, now }: History, plan: Plan, continues = false): History {
  return { past: continues ? past : [...past, now].slice(-KEPT), now: plan, future: [] };
}

export function undo({ past, now, future }: History): History {
  const before = past.at(-1);
  return before ? { past: past.slice(0, -1), now: before, future: [now, ...future] } : { past, now, future };
}

export function redo({ past, now, future }: History): History {
  const [after, ...rest] = future;
  return after ? { past: [...past, now], now: after, future: rest } : { past, now, future };
}

/** A move made on the current option; on a scenario of the bundle, on a new option that begins from it. `null` puts it back. */
export function moved(plan: Plan, path: string, move: Move | null): Plan {
  const current = optionOf(plan, plan.current);
  if (isShipped(current)) return move === null ? plan : moved(copied(plan, current), path, move);
  const others = current.moves.filter((other) => other.path !== path);
  const option = { ...current, moves: move === null ? others : [...others, move] };
  return { ...plan, options: plan.options.map((each) => (each.id === option.id ? option : each)) };
}

/** A new option, made current, with the moves of another. */
export function copied(plan: Plan, from: Option): Plan {
  const numbers = plan.options.filter((option) => !isShipped(option)).map(({ id }) => Number(id.slice(1)));
  const id = `o${Math.max(0, ...numbers) + 1}`;
  const option = { ...from, id, name: freeName(plan, isShipped(from) ? `${from.name}, changed` : from.name) };
  return { ...plan, options: [...plan.options, option], current: id, compared: [...plan.compared, id] };
}

export function renamed(plan: Plan, id: string, name: string): Plan {
  const others = { ...plan, options: plan.options.filter((option) => option.id !== id) };
  const free = freeName(others, name.trim() === "" ? "My plan" : name.trim().slice(0, 80));
  return { ...plan, options: plan.options.map((option) => (option.id === id ? { ...option, name: free } : option)) };
}

export function removed(plan: Plan, id: string): Plan {
  const options = plan.options.filter((option) => option.id !== id);
  const left = (wanted: string) => (wanted === id ? options[0]!.id : wanted);
  return {
    options,
    current: left(plan.current),
    against: left(plan.against),
    compared: plan.compared.filter((each) => each !== id),
  };
}

/** The same options, those that have the name of one before them under a name of their own. */
export function namedApart(options: readonly Option[]): Option[] {
  const apart: Option[] = [];
  for (const each of options) apart.push({ ...each, name: freeName({ options: apart }, each.name) });
  return apart;
}

/** Names tell options apart wherever they are shown. */
function freeName({ options }: Pick<Plan, "options">, wanted: string): string {
  const taken = new Set(options.map(({ name }) => name));
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted} ${n}`;
    if (!taken.has(name)) return name;
  }
}
