import type { Clocks } from "./clocks.js";
import { Exit, Found, Long, More, Row, When } from "./codes.js";
import type { Comebacks } from "./comebacks.js";
import type { People } from "./people.js";
import type { PeoplePlan, Plan } from "./plan.js";
import type { Rows } from "./rows.js";
import type { Tally } from "./tally.js";

/** Days within which coming back as an emergency is a readmission. */
const READMISSION = 30;

/** Spells of care: from presentation to leaving, with what is counted of each and what it does to the person. */
export class Spells {
  private readonly bandOfClass: Uint8Array;
  private readonly bands: number;

  constructor(
    private readonly plan: Plan,
    private readonly clock: Float64Array,
    private readonly rows: Rows,
    private readonly people: People | null,
    private readonly comebacks: Comebacks | null,
    private readonly clocks: Clocks,
    private tally: Tally,
  ) {
    this.bands = plan.classes.bands;
    this.bandOfClass = plan.classes.bandOfClass;
  }

  /** What else becomes of someone who dies in care: they leave the lists they are on. */
  whenDied: (person: number) => void = () => undefined;

  countInto(tally: Tally): void {
    this.tally = tally;
  }

  /** A row for someone who comes into care; they are in no place yet. */
  begin(person: number, cls: number, need: number, key0: number, key1: number): number {
    const row = this.rows.take();
    const r = row << Row.shift;
    const { whole, more } = this.rows;
    // Whole numbers (| 0): an argument may be anything, and the compiler would go by way of doubles.
    whole[r + Row.person] = person | 0;
    whole[r + Row.cls] = cls | 0;
    whole[r + Row.band] = this.bandOfClass[cls] as number;
    whole[r + Row.need] = need | 0;
    whole[r + Row.key0] = key0 | 0;
    whole[r + Row.key1] = key1 | 0;
    whole[r + Row.round] = 0;
    whole[r + Row.step] = -1;
    whole[r + Row.place] = -1;
    whole[r + Row.limit] = -1;
    more[(row << More.shift) + More.team] = -1;
    more[(row << More.shift) + More.visits] = 0;
    more[(row << More.shift) + More.sentTo] = -1;
    more[(row << More.shift) + More.admitted] = 0;
    more[(row << More.shift) + More.last] = -1;
    this.rows.long[(row << Long.shift) + Long.delayed] = 0;
    this.rows.times[(row << When.shift) + When.came] = this.clock[0] as number;
    this.tally.spells[0] = (this.tally.spells[0] as number) + 1;
    return row;
  }

  /** The first place of a spell that admits people. */
  noteAdmitted(row: number): void {
    const { whole, more } = this.rows;
    const r = row << Row.shift;
    more[(row << More.shift) + More.admitted] = 1;
    const need = whole[r + Row.need] as number;
    const cell = need * this.bands + (whole[r + Row.band] as number);
    this.tally.admitted[cell] = (this.tally.admitted[cell] as number) + 1;
    const person = whole[r + Row.person] as number;
    if (person < 0 || this.plan.streams.emergency[need] !== 1) return;
    const people = this.people as People;
    const since = (this.clock[0] as number) - people.dischargedOn(person);
    if (since <= READMISSION) this.tally.readmitted[need] = (this.tally.readmitted[need] as number) + 1;
    people.noteAdmission(person, this.clock[0] as number);
    const segment = people.segmentOf(person);
    this.tally.segmentAdmitted[segment] = (this.tally.segmentAdmitted[segment] as number) + 1;
    for (let lists = people.listsOf(person), i = 0; lists >> i !== 0; i++)
      if ((lists >> i) & 1) {
        const at = (i << Found.shift) + Found.admissions;
        this.tally.found[at] = (this.tally.found[at] as number) + 1;
      }
  }

  /** A person of the population leaves care. Only who was admitted somewhere is discharged, with a higher risk for a while. */
  goesHome(row: number, person: number, exit: number): void {
    const { whole, more } = this.rows;
    const r = row << Row.shift;
    const people = this.people as People;
    if (exit !== Exit.died && more[(row << More.shift) + More.admitted] === 0) {
      people.isAtHome(person);
      return;
    }
    if (exit === Exit.died) {
      this.whenDied(person);
      this.noteDeath(person, whole[r + Row.step] as number);
    }
    people.leaveCare(person, exit === Exit.died, this.clock[0] as number);
    if (exit !== Exit.died) this.comebacks?.begin(person, whole[r + Row.key0] as number, whole[r + Row.key1] as number);
  }

  /** Whether someone died in the setting that they wished for. */
  private noteDeath(person: number, step: number): void {
    const { people, plan, tally } = this;
    const { wishes } = plan.people as PeoplePlan;
    if (wishes === null || people === null) return;
    const setting = step < 0 ? wishes.home : (wishes.ofPlace[plan.steps.place[step] as number] as number);
    tally.wishes[0] = (tally.wishes[0] as number) + 1;
    if (setting === people.wishOf(person)) tally.wishes[1] = (tally.wishes[1] as number) + 1;
  }

  /** Care ends; the row is no longer theirs. */
  end(row: number, exit: number): void {
    const { tally } = this;
    const { whole, times, more } = this.rows;
    const need = whole[(row << Row.shift) + Row.need] as number;
    const inCare = (this.clock[0] as number) - (times[(row << When.shift) + When.came] as number);
    this.clocks.stopAll(row, tally);
    tally.spells[-exit] = (tally.spells[-exit] as number) + 1;
    tally.spellDays[need] = (tally.spellDays[need] as number) + inCare;
    tally.spellsEnded[need] = (tally.spellsEnded[need] as number) + 1;
    if ((exit === Exit.home || exit === Exit.elsewhere) && more[(row << More.shift) + More.admitted] === 1)
      tally.discharged[need] = (tally.discharged[need] as number) + 1;
    this.rows.give(row);
  }
}
