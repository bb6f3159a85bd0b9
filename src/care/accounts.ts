import { Count } from "./codes.js";
import type { Places } from "./places.js";
import { type Plan, UNLIMITED } from "./plan.js";
import type { Tally } from "./tally.js";

/** What is paid for each place: by occupied day, open day and stay, at the prices of each epoch. */
export class Accounts {
  private readonly occupiedPaid: Float64Array;
  private readonly admittedPaid: Float64Array;
  private readonly openPaid: Float64Array;

  constructor(
    private readonly plan: Plan,
    private readonly places: Places,
  ) {
    this.occupiedPaid = new Float64Array(plan.places.count);
    this.admittedPaid = new Float64Array(plan.places.count);
    this.openPaid = new Float64Array(plan.places.count);
  }

  restart(): void {
    this.occupiedPaid.fill(0);
    this.admittedPaid.fill(0);
    this.openPaid.fill(0);
  }

  /** Adds to the tally what was used since the last time, at the prices of an epoch that ends now. */
  closePrices(epoch: number, tally: Tally): void {
    const { places } = this.plan;
    this.places.occupied.settle();
    this.places.open.settle();
    for (let p = 0; p < places.count; p++) {
      const at = epoch * places.count + p;
      const capacity = places.capacity[at] as number;
      const area = this.places.occupied.area[p] as number;
      const admitted = tally.counts[(p << Count.shift) + Count.admitted] as number;
      const occupiedDays = area - (this.occupiedPaid[p] as number);
      const open = this.places.open.area[p] as number;
      const openDays = capacity === UNLIMITED ? occupiedDays : open - (this.openPaid[p] as number);
      this.openPaid[p] = open;
      const stays = admitted - (this.admittedPaid[p] as number);
      const cost =
        occupiedDays * (places.costOccupiedDay[at] as number) +
        openDays * (places.costOpenDay[at] as number) +
        stays * (places.costStay[at] as number);
      tally.cost[p] = (tally.cost[p] as number) + cost;
      tally.openDays[p] = (tally.openDays[p] as number) + openDays;
      this.occupiedPaid[p] = area;
      this.admittedPaid[p] = admitted;
    }
  }
}
