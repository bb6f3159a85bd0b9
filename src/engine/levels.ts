/**
 * Time-weighted statistics of many levels at once (people in beds, people waiting, …): the integral of each over time
 * and, for the first kind, how long it stood at each whole number, so that P(N = n) and P(N ≤ n) come out.
 */
export class Levels {
  /** The level now. */
  readonly now: Int32Array;
  /** Integral of the level over time since the last `restart`, in level × days, up to `since`. */
  readonly area: Float64Array;
  /** Time spent at each level: `histogramAt[i] + n`; the last entry of each stands for "so many or more". */
  readonly histogram: Float64Array;
  private readonly since: Float64Array;
  private readonly top: Int32Array;
  private readonly at: Int32Array;

  /**
   * @param clock `clock[0]` is the time, in days
   * @param histogramAt where each level's histogram starts in `histogram`; one entry more than there are levels
   */
  constructor(
    private readonly clock: Float64Array,
    histogramAt: Int32Array,
  ) {
    const count = histogramAt.length - 1;
    this.now = new Int32Array(count);
    this.area = new Float64Array(count);
    this.since = new Float64Array(count);
    this.at = histogramAt.slice(0, count);
    this.top = Int32Array.from(
      { length: count },
      (_, i) => (histogramAt[i + 1] as number) - (histogramAt[i] as number) - 1,
    );
    this.histogram = new Float64Array(histogramAt[count] as number);
  }

  /** Raises level `i` by `by` (which may be negative), from now on. */
  change(i: number, by: number): void {
    const n = this.now[i] as number;
    const time = this.clock[0] as number;
    const lasted = time - (this.since[i] as number);
    this.since[i] = time;
    this.now[i] = n + by;
    this.area[i] = (this.area[i] as number) + n * lasted;
    const top = this.top[i] as number;
    const bin = (this.at[i] as number) + (n < top ? n : top);
    this.histogram[bin] = (this.histogram[bin] as number) + lasted;
  }

  /** Brings every integral up to now. */
  settle(): void {
    for (let i = 0; i < this.now.length; i++) this.change(i, 0);
  }

  /** Forgets what was seen; the levels stay. */
  restart(): void {
    this.settle();
    this.area.fill(0);
    this.histogram.fill(0);
  }
}
