/** Places whose size is asked for, and how a scenario is given another size. */
import { daysLater } from "../scenario/dates.js";
import type { PlaceKind, ReadScenario } from "../scenario/scenario.js";
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

const COUNTS: Partial<Record<PlaceKind, string>> = {
  beds: "beds",
  caseload: "places",
  package: "packages",
  team: "staff",
};

/** @throws {UnknownMeasure} where there is no such place, or it has no limit */
export function sizedPlace(read: ReadScenario, name: string): SizedPlace {
  const { places, labels, opening, pathways } = read.epochs[0]!.scenario;
  const place = places.find((each) => each.name === name);
  const sized = places.flatMap((each) => (each.capacity === undefined ? [] : each.name));
  if (!place) {
    const near = nearest(name, sized);
    const meant = near === undefined ? "" : ` did you mean \`${near}\`?`;
    throw new UnknownMeasure(`--place ${name}: there is no such place;${meant} there are ${sized.join(", ")}`);
  }
  const counts = place.takesVisits ? "visits" : COUNTS[place.kind];
  if (place.capacity === undefined || counts === undefined)
    throw new UnknownMeasure(`--place ${name}: it has no limit to size; those with one are ${sized.join(", ")}`);
  const steps = pathways.flatMap((p) => p.steps.filter((s) => s.at === name).map((s) => `${p.name}.${s.name}`));
  const least = opening.filter(({ step }) => steps.includes(step)).reduce((sum, { occupied }) => sum + occupied, 0);
  return { name, label: labels[name] ?? name, counts, now: place.capacity, least };
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
