/** One line of what planners ask, and the topics that lines stand under. */
import type { Wanted } from "./look-up.js";
import type { Subject } from "./verdicts.js";

/** What a summary speaks of, in its order. */
export const TOPICS = ["beds", "admissions", "delays", "waits", "deaths", "cost", "staff"] as const;
export type Topic = (typeof TOPICS)[number];

const TOPIC_OF: Record<string, Topic> = {
  occupancy: "beds",
  "days-over-92": "beds",
  "emergency-admissions": "admissions",
  "readmissions-within-30-days": "admissions",
  delayed: "delays",
  waiting: "delays",
  wait: "waits",
  "wait-p95": "waits",
  "gave-up": "waits",
  diverted: "waits",
  refused: "waits",
  "deaths-in-care": "deaths",
  cost: "cost",
  outliers: "beds",
  "escalation-days": "beds",
  "care-home-admissions": "admissions",
  "wrong-level": "delays",
  "clock-in-time": "waits",
  "clock-p95": "waits",
  "waits-in-target": "waits",
  cancelled: "waits",
  deaths: "deaths",
  "died-where-wished": "deaths",
  staff: "staff",
};

/** One line of a comparison. */
export interface Row extends Wanted {
  /** Heads the line of a table. */
  label: string;
  /** Begins a sentence of the summary. */
  subject: Subject;
  /** Part of the line above, such as one payer's share of the cost. */
  isPart: boolean;
  topic: Topic;
  /** Has a panel in the chart of differences, and a place in the summary. */
  isKey: boolean;
}

/** A line of the whole system or of a place, for everyone; begins a sentence with `words`, spoken of as many unless `one`. */
export function row(
  measure: string,
  place: string | null,
  label: string,
  words: string,
  { one = false, key = false },
): Row {
  const topic = TOPIC_OF[measure];
  if (topic === undefined) throw new RangeError(`no topic for ${measure}: give it one in TOPIC_OF`);
  return { measure, place, group: null, label, subject: { words, plural: !one }, isPart: false, topic, isKey: key };
}
