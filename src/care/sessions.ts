import { Count, Exit, Row, Special, When } from "./codes.js";
import type { Draws } from "./draws.js";
import type { People } from "./people.js";
import type { Places } from "./places.js";
import type { Plan, StepsPlan } from "./plan.js";
import type { Rows } from "./rows.js";
import type { Spells } from "./spells.js";
import type { Waits } from "./waits.js";

/** What becomes of those whose turn it is. */
interface Onward {
  comeIn(row: number, step: number, place: number): void;
  goOn(row: number, to: number): void;
  treatmentEnds(row: number): void;
}

/** Sessions of lists and clinics, a day at a time: whose turn it is, who does not come, who is no longer there. */
export class Sessions {
  private readonly steps: StepsPlan;
  private epoch = 0;

  constructor(
    plan: Plan,
    private readonly clock: Float64Array,
    private readonly draws: Draws,
    private readonly rows: Rows,
    private readonly places: Places,
    private readonly people: People | null,
    private readonly waits: Waits,
    private readonly spells: Spells,
    private readonly stays: Onward,
  ) {
    this.steps = plan.steps;
  }

  enterEpoch(epoch: number): void {
    this.epoch = epoch;
  }

  /** A session of a list: so many of those who wait have their turn. Who is in care meanwhile keeps theirs; who is gone is struck off. */
  hold(list: number, slots: number): void {
    const { whole, times } = this.rows;
    for (let row = this.places.first(list), taken = 0; row >= 0 && taken < slots; ) {
      const next = this.places.after(row, whole);
      const isNew = times[(row << When.shift) + When.asked] === this.clock[0];
      if (!isNew && this.waits.isGone(row)) {
        this.waits.giveUp(row);
        this.spells.end(row, Exit.elsewhere);
      } else if (!isNew && this.waits.isAtHome(row)) {
        taken++;
        this.takeTurn(row, list);
      }
      row = next;
    }
  }

  private takeTurn(row: number, list: number): void {
    const { whole } = this.rows;
    const r = row << Row.shift;
    const step = whole[r + Row.awaited] as number;
    const isAbsent = this.isAbsent(row, step);
    if (isAbsent) this.waits.giveUp(row, Count.absent);
    else this.waits.end(row);
    const person = whole[r + Row.person] as number;
    if (person >= 0) (this.people as People).enterCare(person);
    if (isAbsent) {
      this.stays.goOn(row, this.steps.absentThen[step] as number);
      return;
    }
    this.places.limit[list] = (this.places.occupied.now[list] as number) + 1;
    this.stays.comeIn(row, step, list);
    this.places.limit[list] = 0;
    if (((this.steps.special[step] as number) & Special.brief) !== 0) this.stays.treatmentEnds(row);
  }

  /** Whether someone does not come to their appointment. */
  private isAbsent(row: number, step: number): boolean {
    const chance = this.steps.absentChance[this.epoch * this.steps.count + step] as number;
    if (chance === 0) return false;
    const { whole } = this.rows;
    const r = row << Row.shift;
    const round = whole[r + Row.round] as number;
    whole[r + Row.round] = round + 1;
    this.draws.uniform(
      whole[r + Row.key0] as number,
      whole[r + Row.key1] as number,
      this.steps.absentCode[step] as number,
      round,
    );
    return (this.draws.result[0] as number) < chance;
  }
}
