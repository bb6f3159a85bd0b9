/** Places whose size is asked for, and how a scenario is given another size. */
import { daysLater } from "../scenario/dates.js";
import type { Place, PlaceKind, ReadScenario } from "../scenario/scenario.js";
import { nearest } from "../scenario/suggest.js";
import type { Range } from "./bisect.js";
import { UnknownMeasure } from "./targets.js";
import type { ChangeLine } from "./variants.js";

/** A place with a limit. */
export interface SizedPlace {
  name: string;
  label: string;
  /** What its size counts: `beds`, `places`, `packages`, `visits` or `staff`. */
  counts: string;
  /** Its size on day one; where dated changes give others, they are overruled. */
  now: number;
  /** Fewer would not hold those whom the scenario's opening puts there. */
  least: number;
}

/** What the size of each kind of place counts; undefined where it has no one number, or none at all. */
const COUNTS: Record<PlaceKind, string | undefined> = {
  beds: "beds",
  caseload: "places",
  package: "packages",
  team: "staff",
  list: undefined,
  clinic: undefined,
  unlimited: undefined,
};

/** @throws {UnknownMeasure} where there is no such place, or it has no limit */
export function sizedPlace(read: ReadScenario, name: string): SizedPlace {
  const { places, labels, opening, pathways } = read.epochs[0]!.scenario;
  const place = places.find((each) => each.name === name);
  const counts = place && countsOf(place);
  if (place?.capacity === undefined || counts === undefined) throw new UnknownMeasure(notSized(name, place, places));
  const steps = pathways.flatMap((p) => p.steps.filter((s) => s.at === name).map((s) => `${p.name}.${s.name}`));
  const least = opening.filter(({ step }) => steps.includes(step)).reduce((sum, { occupied }) => sum + occupied, 0);
  return { name, label: labels[name] ?? name, counts, now: place.capacity, least };
}

function countsOf({ kind, takesVisits }: Place): string | undefined {
  return takesVisits ? "visits" : COUNTS[kind];
}

/** Why a place can't be sized, which can, and what to type. */
function notSized(name: string, place: Place | undefined, places: readonly Place[]): string {
  const sized = places.filter((each) => each.capacity !== undefined && countsOf(each) !== undefined);
  const near = nearest(
    name,
    sized.map((each) => each.name),
  );
  const [example = ""] = near === undefined ? sized.map((each) => each.name) : [near];
  const all = sized.map((each) => `${each.name} (${countsOf(each)})`).join(", ");
  const can = sized.length === 0 ? "no place here has a number to size" : `what can be sized: ${all}`;
  const type = sized.length === 0 ? "" : `; type --place ${example}`;
  if (place === undefined) {
    const meant = near === undefined ? "" : ` did you mean \`${near}\`?`;
    return `--place ${name}: there is no such place;${meant} ${can}${near === undefined ? type : ""}`;
  }
  if (place.kind === "unlimited")
    return `--place ${name}: it is unlimited, so there is always room and nothing to size; ${can}${type}`;
  return `--place ${name}: a ${place.kind} has slots for each weekday, not one number to size; lay redesigns with other \`slots:\` beside each other (careshift run), or size another place; ${can}${type}`;
}

/**
 * Where to look for a place's size: as said, and then nowhere else; otherwise from half to twice what there is, reaching
 * down to nothing and up to eight times that.
 */
export function rangeFor({ now, least }: SizedPlace, between: [number, number] | undefined): Range {
  if (between) return { from: between[0], to: between[1], least: between[0], most: between[1] };
  const to = Math.max(2 * now, now + 8);
  return { from: Math.max(least, Math.floor(now / 2)), to, least, most: Math.max(8 * now, 64) };
}

/** The lines of a redesign that give places their sizes from the first day to the last, whatever dated changes say. */
export function sizeLines(
  variant: (lines: readonly ChangeLine[]) => ReadScenario,
  sizes: readonly { place: SizedPlace; size: number }[],
): ChangeLine[] {
  const lines: ChangeLine[] = sizes.map(({ place, size }) => ({ set: pathOf(place), to: size }));
  const { epochs } = variant(lines);
  const { start, warmUp } = epochs[0]!.scenario.run;
  const later = epochs.flatMap(({ from, scenario }) =>
    sizes
      .filter(({ place, size }) => scenario.places.find((each) => each.name === place.name)?.capacity !== size)
      .map(({ place, size }) => ({ from: daysLater(start, from - warmUp), set: pathOf(place), to: size })),
  );
  return [...lines, ...later];
}

function pathOf({ name, counts }: SizedPlace): string {
  return `places.${name}.${counts}`;
}
