/** Targets as planners type them: `occupancy <= 92%`, `wait of medical-wards <= 4 hours`. */
import type { MeasureKey } from "../care/measures.js";
import type { ReadScenario, Target } from "../scenario/scenario.js";
import { nearest } from "../scenario/suggest.js";
import { duration, parseAmount, readAmount } from "../scenario/units.js";
import { wards } from "./shocks.js";
import { isOf, UnknownMeasure } from "./targets.js";

/** A measure and the limit it is to keep, in the measure's own unit. */
export interface Wanted {
  /** As it was typed. */
  text: string;
  measure: string;
  place: string | null;
  /** Of a measure of clocks: which one. */
  clock?: string;
  unit: string;
  /** `most`: at most the limit; `least`: at least. */
  side: "most" | "least";
  limit: number;
}

/** Words that planners say for measures; the first that there is holds. With a percentage the share is meant. */
const ALIASES: Record<string, { share?: string; plain?: string }> = {
  full: { share: "days-full" },
  refused: { share: "refused-share" },
  "turned-away": { share: "refused-share", plain: "refused" },
  "delayed-transfers": { share: "delayed-share", plain: "delayed" },
  wait: { share: "waited-share" },
  waits: { share: "waited-share", plain: "wait" },
  waited: { share: "waited-share", plain: "wait" },
  readmissions: { share: "readmissions-within-30-days" },
  "bed-days": { plain: "bed-days-per-1000-aged-65-and-over" },
};
const SIDES: Record<string, Wanted["side"]> = { "<=": "most", "=<": "most", "≤": "most", "<": "most" };
const EXAMPLE = "write it like 'occupancy <= 92%' or 'wait of medical-wards <= 4 hours'";
const PER_YEAR: Record<string, number> = { year: 1, month: 12, week: 365.25 / 7, day: 365.25 };

/**
 * Reads a target. A measure without a place is that of the whole system where there is one, else that of `place`.
 * @throws {UnknownMeasure} naming what can't be used, and what is nearest
 */
export function readTarget(typed: string, keys: readonly MeasureKey[], place: string): Wanted {
  const text = typed.trim().replace(/\s+/g, " ");
  const found = /^(.+?)\s*(<=|>=|=<|=>|≤|≥|<|>|\bat most\b|\bat least\b)\s*(.+)$/i.exec(text);
  if (!found) throw new UnknownMeasure(`--target '${text}': there is no limit in it; ${EXAMPLE}`);
  const [, left = "", sign = "", right = ""] = found;
  const { key, amount } = measureFor(left, right, keys, place, text);
  const side = SIDES[sign] ?? (sign.toLowerCase() === "at most" ? "most" : "least");
  const clock = key.group !== null && "clock" in key.group ? { clock: key.group.clock } : {};
  const of = { measure: key.measure, place: key.place, ...clock, unit: key.unit };
  return { text, ...of, side, limit: limitOf(amount, key, text) };
}

/** Whether a measured value keeps a target. */
export function keeps({ side, limit }: Pick<Wanted, "side" | "limit">, value: number): boolean {
  return side === "most" ? value <= limit : value >= limit;
}

/**
 * A limit on the people in a place of beds that no number of beds up to today's can break: a forgotten `%`.
 * @throws {UnknownMeasure} saying so
 */
export function checkLimit(
  { text, measure, place, side, limit }: Wanted,
  name: string,
  beds: number | undefined,
): void {
  if (measure !== "occupancy" || place !== name || side !== "most" || beds === undefined || limit < beds) return;
  const share = `${text.replace(/\s*[a-z]+$/i, "")}%`;
  throw new UnknownMeasure(
    `--target '${text}': that is ${limit} people, and ${name} has ${beds} beds, so it could not be broken; did you mean '${share}', the share of beds occupied?`,
  );
}

function measureFor(left: string, amount: string, keys: readonly MeasureKey[], place: string, text: string) {
  const [, named = left, of] = /^(\S+)\s+(?:of|at|in)\s+(\S+)$/.exec(left) ?? [];
  const clock = keys.find(
    (key) => key.measure === named && key.group !== null && "clock" in key.group && key.group.clock === of,
  );
  if (clock) return { key: clock, amount };
  const all = keys.filter((key) => key.group === null);
  const places = [...new Set(all.flatMap((key) => key.place ?? []))];
  if (of !== undefined && !places.includes(of)) throw new UnknownMeasure(unknown(text, "place", of, places));
  const key = keyFor(named.toLowerCase(), amount.endsWith("%"), all, of, place);
  if (key) return { key, amount };
  const known = [...new Set([...all.map((each) => each.measure), ...Object.keys(ALIASES)])];
  if (!all.some((each) => each.measure === named)) throw new UnknownMeasure(unknown(text, "measure", named, known));
  throw new UnknownMeasure(`--target '${text}': there is no measure \`${named}\` of \`${of ?? place}\``);
}

function keyFor(name: string, isShare: boolean, keys: readonly MeasureKey[], of: string | undefined, place: string) {
  const alias = ALIASES[name];
  const names = [...(isShare ? [`${name}-share`, alias?.share] : []), name, alias?.plain, alias?.share];
  for (const measure of names) {
    const at = (where: string | null) => keys.find((key) => key.measure === measure && key.place === where);
    const key = of === undefined ? (at(null) ?? at(place)) : at(of);
    if (key) return key;
  }
  return undefined;
}

function unknown(text: string, what: string, name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const help = what === "measure" ? "`careshift schema measures` lists them all" : `there are ${known.join(", ")}`;
  return `--target '${text}': there is no ${what} \`${name}\`; ${near === undefined ? help : `did you mean \`${near}\`? ${help}`}`;
}

/** The limit in the measure's unit: shares as fractions, waits in days, counts a year. */
function limitOf(typed: string, { measure, unit }: MeasureKey, text: string): number {
  const refuse = (wanted: string) =>
    new UnknownMeasure(`--target '${text}': \`${measure}\` wants ${wanted}, not ${typed}`);
  const amount = parseAmount(typed);
  if (!amount) throw refuse("a number");
  const { number, pounds, unit: written } = amount;
  if (unit === "share") {
    const share = written === "%" ? number / 100 : number;
    if ((written !== "%" && written !== "") || share < 0 || share > 1)
      throw refuse("a share from 0 to 100%, such as 92%");
    return share;
  }
  if (unit === "days" && written !== "") {
    const read = readAmount(typed, duration);
    if ("wrong" in read) throw refuse("a time, such as 4 hours or 2 days");
    return read.value;
  }
  if (unit.startsWith("£")) return poundsOf(number, written) ?? raise(refuse("money a year, such as £61m"));
  if (pounds) throw refuse(`a number of ${unit}`);
  const times = PER_YEAR[/^(?:\S+ )?per (\S+)$/.exec(written)?.[1] ?? ""];
  if (unit === "per year" && times !== undefined) return number * times;
  if (written === "" || written === unit || written === "beds" || written === "people") return number;
  throw refuse(`a number of ${unit}`);
}

function poundsOf(number: number, written: string): number | undefined {
  const scale: Record<string, number> = { "": 1, k: 1e3, m: 1e6, bn: 1e9 };
  const times = scale[written.replace(/\s*(a|per) year$/, "").toLowerCase()];
  return times === undefined ? undefined : number * times;
}

function raise(error: Error): never {
  throw error;
}

/** A scenario's own targets in the same form; one with two limits is two. */
export function targetsOf(targets: readonly Target[], keys: readonly MeasureKey[]): Wanted[] {
  return targets.flatMap((target) => {
    const { name, measure, place, clock, atMost, atLeast } = target;
    const unit = keys.find((key) => isOf(target, key))?.unit ?? "";
    const of = { text: name, measure, place: place ?? null, ...(clock !== undefined && { clock }), unit };
    return [
      ...(atMost === undefined ? [] : [{ ...of, side: "most" as const, limit: atMost }]),
      ...(atLeast === undefined ? [] : [{ ...of, side: "least" as const, limit: atLeast }]),
    ];
  });
}

/** Where nobody wants anything in particular: how full the place with most beds is, its delayed, and who waits for it. Limits are infinite. */
export function watchedMeasures({ epochs }: ReadScenario, keys: readonly MeasureKey[]): Wanted[] {
  const [largest] = wards(epochs[0]!.scenario);
  return ["occupancy-share", "delayed", "waiting"].flatMap((measure) => {
    const key = keys.find((each) => each.measure === measure && each.place === largest?.name && each.group === null);
    if (!key) return [];
    return { text: measure, measure, place: key.place, unit: key.unit, side: "most", limit: Number.POSITIVE_INFINITY };
  });
}
