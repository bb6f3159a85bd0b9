/** How often somebody may try: `most` at once, and one more each `everyMs`. Those who have not tried for long are forgotten. */
export class Limit {
  private readonly buckets = new Map<string, { left: number; at: number }>();

  constructor(
    private readonly most: number,
    private readonly everyMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Whether they may try now, without using it up. */
  allows(who: string): boolean {
    return this.left(who) >= 1;
  }

  /** Uses one try up. */
  use(who: string): void {
    this.buckets.set(who, { left: this.left(who) - 1, at: this.now() });
    if (this.buckets.size > 10_000) this.forget();
  }

  /** Seconds until they may try again. */
  wait(who: string): number {
    return Math.max(1, Math.ceil(((1 - this.left(who)) * this.everyMs) / 1000));
  }

  private left(who: string): number {
    const bucket = this.buckets.get(who);
    if (bucket === undefined) return this.most;
    return Math.min(this.most, bucket.left + (this.now() - bucket.at) / this.everyMs);
  }

  private forget(): void {
    for (const who of [...this.buckets.keys()]) if (this.left(who) >= this.most) this.buckets.delete(who);
  }
}
