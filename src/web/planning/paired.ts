import { compare, keyText, type Sample } from "../../experiment/compare.js";
import type { Paired } from "../session-answers.js";

/** Any two of some samples against each other, replication by replication. */
export function pairedOf(samples: readonly Sample[]): Paired {
  return (scenario, against, { measure, place, group }) => {
    const wanted = keyText({ measure, place, group } as Sample["keys"][number]);
    const alone = (name: string): Sample | undefined => {
      const sample = samples.find((each) => each.name === name);
      const m = sample?.keys.findIndex((key) => keyText(key) === wanted) ?? -1;
      if (sample === undefined || m < 0) return undefined;
      return { name, keys: [sample.keys[m]!], values: sample.values.map((values) => Float64Array.of(values[m]!)) };
    };
    const [ours, theirs] = [alone(scenario), alone(against)];
    return ours && theirs && compare(ours, theirs)[0];
  };
}
