import type { Calendar } from "../engine/calendar.js";
import { Row } from "./codes.js";
import type { Draws } from "./draws.js";
import type { Places } from "./places.js";
import type { Plan } from "./plan.js";
import type { Rows } from "./rows.js";

const CODE = 0x0c1ea4;

/** Beds that nobody may have until they are clean. */
export class Cleaning {
  private readonly laws: Int32Array;
  private readonly count: number;

  /** @param payload of the calendar's entry for place 0; those of the others follow */
  constructor(
    plan: Plan,
    private readonly clock: Float64Array,
    private readonly calendar: Calendar,
    private readonly draws: Draws,
    private readonly rows: Rows,
    private readonly places: Places,
    private readonly payload: number,
  ) {
    this.laws = plan.places.cleaning;
    this.count = plan.places.count;
  }

  /** Someone left a bed. */
  begin(place: number, row: number, epoch: number): void {
    const law = this.laws[epoch * this.count + place] as number;
    if (law < 0) return;
    const { whole } = this.rows;
    const r = row << Row.shift;
    const code = CODE ^ (whole[r + Row.step] as number);
    this.draws.length(
      law,
      whole[r + Row.key0] as number,
      whole[r + Row.key1] as number,
      code,
      whole[r + Row.round] as number,
    );
    this.places.clean(place, 1);
    this.calendar.at[0] = (this.clock[0] as number) + (this.draws.result[0] as number);
    this.calendar.schedule(this.payload + place);
  }
}
