import { drawQuantile } from "../engine/quantiles.js";
import { threefry, toUniform } from "../engine/random.js";
import type { Plan } from "./plan.js";

/**
 * Draws by name. Every method leaves its result in `result[0]` (or `words`), because returning a double allocates.
 * LINES THAT KEEP COMMON RANDOM NUMBERS: a key says for whom or what, the code for which purpose, the round how often.
 */
export class Draws {
  readonly words = new Int32Array(2);
  readonly result = new Float64Array(1);
  private readonly lawTable: Int32Array;
  private readonly lawScale: Float64Array;
  private readonly tables: Float64Array;

  constructor(plan: Plan) {
    this.lawTable = plan.lawTable;
    this.lawScale = plan.lawScale;
    this.tables = plan.tables;
  }

  /** A length by the law, in days; the words it was drawn from are left in `words`, for a law that is always the same too. */
  length(law: number, key0: number, key1: number, code: number, round: number): void {
    const table = this.lawTable[law] as number;
    threefry(this.words, key0, key1, code, round);
    if (table < 0) {
      this.result[0] = this.lawScale[law] as number;
      return;
    }
    drawQuantile(this.result, 0, this.tables, table, this.words[0] as number, this.words[1] as number);
    this.result[0] = (this.result[0] as number) * (this.lawScale[law] as number);
  }

  /** A uniform in (0, 1). */
  uniform(key0: number, key1: number, code: number, round: number): void {
    threefry(this.words, key0, key1, code, round);
    this.result[0] = toUniform(this.words[0] as number, this.words[1] as number);
  }
}

/** The first of `count` cumulative shares, from `at` on, that a uniform does not exceed. */
export function firstOf(cumulative: Float64Array, at: number, count: number, u: number): number {
  let i = 0;
  while (i < count - 1 && u > (cumulative[at + i] as number)) i++;
  return i;
}
