import { DAYS_PER_YEAR } from "../scenario/units.js";
import { Count } from "./codes.js";
import type { MeasureDefinition } from "./measures.js";
import type { PlaceLegend, Plan } from "./plan.js";
import type { Tally } from "./tally.js";

/** A measure of one place and how it is read from a tally. */
export interface PlaceMeasure extends MeasureDefinition {
  /** Where it makes sense. */
  for: (at: PlaceOfPlan) => boolean;
  of: (at: PlaceOfPlan, tally: Tally) => number;
}

/** A place of a plan. */
export interface PlaceOfPlan {
  plan: Plan;
  place: number;
  kind: string;
  legend: PlaceLegend;
  /** Has a limit in every epoch. */
  limited: boolean;
}

/** Every place. */
export const always = () => true;
/** Places with a limit in every epoch. */
export const limited = (at: PlaceOfPlan) => at.limited;
/** Places that people come to: all but the lists that policies fill. */
export const beds = (at: PlaceOfPlan) => at.kind !== "caseload";
/** Places that are held while people wait for the next. */
export const held = (at: PlaceOfPlan) => beds(at) && !isTurn(at) && at.kind !== "team";
/** Lists and clinics, which take people in turn and hold nobody. */
export const isTurn = (at: PlaceOfPlan) => at.kind === "list" || at.kind === "clinic";
/** Places with something out of the ordinary. */
export const has = (what: keyof PlaceLegend["has"]) => (at: PlaceOfPlan) => at.legend.has[what];
/** Places that people stay in. */
export const stays = (at: PlaceOfPlan) => !isTurn(at);
/** Places where treatment is given. */
export const treats = (at: PlaceOfPlan) => beds(at) && at.kind !== "team";
/** Places with so many beds or places to count. */
export const counted = (at: PlaceOfPlan) => at.limited && !at.legend.takesVisits && !isTurn(at);
/** A count of the tally (`Count`), over the days observed. */
export const count = (what: number) => (at: PlaceOfPlan, tally: Tally) =>
  tally.counts[(at.place << Count.shift) + what] as number;
/** People who came into the place. */
export const admitted = count(Count.admitted);
/** Of these, who waited. */
export const waited = count(Count.waited);
/** Who were taken in, here or, for want of room, by another place. */
export const takenIn = (at: PlaceOfPlan, tally: Tally) => admitted(at, tally) + count(Count.lodged)(at, tally);
/** A total over the days observed, a year. */
export const aYear = (of: (at: PlaceOfPlan, tally: Tally) => number) => (at: PlaceOfPlan, tally: Tally) =>
  (of(at, tally) / tally.days) * DAYS_PER_YEAR;
/** Of nobody there is neither mean nor share: NaN, which `Measures` hands on as "not known in this replication". */
export const ratio = (a: number, b: number) => (b === 0 ? Number.NaN : a / b);
