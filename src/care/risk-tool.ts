import { least, most } from "../engine/extremes.js";
import { normalQuantileUpper } from "../engine/normal.js";
import { type Key, threefry, toUniform } from "../engine/random.js";
import { exp, log } from "../engine/real.js";
import type { People } from "./people.js";
import type { Plan, PolicyPlan } from "./plan.js";

/** Admissions a year that a risk tool tells apart: 0 to 12. */
const COUNTS = 13;
/** Scores are told apart to one part in so many of their range. */
const BINS = 8192;
/** People that the tool's noise is set on. */
const SAMPLE = 20_000;
const DAYS_PER_YEAR = 365.25;

/**
 * A risk tool: it sees classes and, where it may, last year's emergency admissions n; frailty is hidden from it. It predicts
 * the posterior mean (a + n) / (a + E) × E of a Poisson count whose rate is spread by a gamma of shape a around E (Greenwood
 * & Yule 1920; Robbins 1956): the best that can be known from what it sees. A tool of a stated, lesser accuracy adds noise
 * to the logarithm of that, of the size that brings its c-statistic (the chance that of two people, one who will have the
 * need within a year and one who will not, the first has the higher score: Hanley & McNeil 1982) down to what is stated.
 */
export class RiskTool {
  private readonly words = new Int32Array(2);
  private readonly logScores: Float64Array;
  private readonly low: number;
  private readonly high: number;

  constructor(
    private readonly plan: Plan,
    private readonly key: Key,
    private readonly people: People,
    private readonly policy: PolicyPlan,
  ) {
    this.logScores = logScoresOf(policy);
    const spread = this.logScores.filter((score) => score > -50);
    this.low = least(spread);
    this.high = most(spread);
  }

  /** The score of everyone who may be taken on, as a whole number from 0 up; −1 for the others. */
  scores(list: number, now: number): Int32Array {
    const scores = this.whoMay(list, now);
    const noise = this.policy.cStatistic === 0 ? 0 : this.findNoise(scores, now);
    for (let person = 0; person < scores.length; person++)
      if (scores[person] === 0) scores[person] = this.bin(this.seen(person, now), noise, person, now);
    return scores;
  }

  /** 0 for everyone who may be taken on: here, old enough and not on the list; −1 for the others. */
  private whoMay(list: number, now: number): Int32Array {
    const { people } = this;
    const youngest = now - this.policy.fromAge * DAYS_PER_YEAR;
    const may = new Int32Array(people.count).fill(-1);
    for (let person = 0; person < may.length; person++) {
      if (people.isHere(person) && people.bornOn(person) <= youngest && ((people.listsOf(person) >> list) & 1) === 0)
        may[person] = 0;
    }
    return may;
  }

  /** Chance that someone has the need within a year, were they on no list: known to the model, hidden from the tool. */
  risk(person: number, now: number): number {
    const { plan, people, policy } = this;
    const { streams, values } = plan;
    const cls = people.classAt(person, now);
    const at = policy.need;
    const rate = values[(streams.rateBase[at] as number) + (streams.rateStride[at] as number) * cls] as number;
    const frailty = streams.usesFrailty[at] === 1 ? people.frailtyOf(person) : 1;
    return 1 - exp(-rate * frailty * DAYS_PER_YEAR);
  }

  /** Logarithm of what the tool sees of someone. */
  private seen(person: number, now: number): number {
    const admissions = this.policy.seesAdmissions ? this.people.admissionsLastYear(person) : 0;
    return this.logScores[this.people.classAt(person, now) * COUNTS + admissions] as number;
  }

  private bin(seen: number, noise: number, person: number, now: number): number {
    return this.binOf(noise > 0 ? seen + noise * this.chance(person, now) : seen, noise);
  }

  /** A score as a whole number, over the range that scores with such noise have. */
  private binOf(score: number, noise: number): number {
    const share = (score - this.low + 4 * noise) / (this.high - this.low + 8 * noise || 1);
    return Math.max(0, Math.min(BINS - 1, Math.floor(share * (BINS - 1))));
  }

  /** A standard normal of a person's own in each round. */
  private chance(person: number, now: number): number {
    threefry(this.words, this.key[0] ^ this.policy.code, this.key[1], person, 0x10000 + (now | 0));
    const u = toUniform(this.words[0] as number, this.words[1] as number);
    return u < 0.5 ? -normalQuantileUpper(u) : normalQuantileUpper(1 - u);
  }

  /** Noise that brings the c-statistic down to the one stated; 0 where what the tool sees now allows no better. By bisection. */
  private findNoise(may: Int32Array, now: number): number {
    const people = sampleOf(may);
    const risks = Float64Array.from(people, (person) => this.risk(person, now));
    const seen = Float64Array.from(people, (person) => this.seen(person, now));
    const chances = Float64Array.from(people, (person) => this.chance(person, now));
    const bins = new Int32Array(people.length);
    const c = (noise: number) => {
      for (let i = 0; i < bins.length; i++)
        bins[i] = this.binOf((seen[i] as number) + noise * (chances[i] as number), noise);
      return cStatistic(bins, risks);
    };
    if (c(0) <= this.policy.cStatistic) return 0;
    let [low, high] = [0, 64];
    for (let i = 0; i < 20; i++) {
      const middle = (low + high) / 2;
      if (c(middle) > this.policy.cStatistic) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }
}

/** Those with 0, evenly thinned to about `SAMPLE` of them. */
function sampleOf(may: Int32Array): number[] {
  let count = 0;
  for (let person = 0; person < may.length; person++) count += (may[person] as number) + 1;
  const step = Math.max(1, Math.floor(count / SAMPLE));
  const people: number[] = [];
  for (let person = 0, i = 0; person < may.length; person++) {
    if (may[person] !== 0) continue;
    if (i++ % step === 0) people.push(person);
  }
  return people;
}

/**
 * The c-statistic of scores against the chances that each person has the event: ties count half.
 *
 * @param scores whole numbers from 0 up to `BINS` − 1
 */
export function cStatistic(scores: ArrayLike<number>, risks: ArrayLike<number>): number {
  const events = new Float64Array(BINS);
  const none = new Float64Array(BINS);
  for (let i = 0; i < scores.length; i++) {
    const bin = scores[i] as number;
    if (bin < 0) continue;
    events[bin] = (events[bin] as number) + (risks[i] as number);
    none[bin] = (none[bin] as number) + 1 - (risks[i] as number);
  }
  let [below, right, allEvents] = [0, 0, 0];
  for (let bin = 0; bin < BINS; bin++) {
    right += (events[bin] as number) * (below + (none[bin] as number) / 2);
    below += none[bin] as number;
    allEvents += events[bin] as number;
  }
  return allEvents * below === 0 ? 0.5 : right / (allEvents * below);
}

/** Logarithm of what the tool predicts, by class × admissions last year. */
function logScoresOf(policy: PolicyPlan): Float64Array {
  const a = policy.frailtyShape;
  return Float64Array.from({ length: policy.predicted.length * COUNTS }, (_, key) => {
    const expected = policy.predicted[(key / COUNTS) | 0] as number;
    const isPlain = !policy.seesAdmissions || a === Number.POSITIVE_INFINITY;
    const score = isPlain ? expected : (expected * (a + (key % COUNTS))) / (a + expected);
    return score > 0 ? log(score) : -100;
  });
}
