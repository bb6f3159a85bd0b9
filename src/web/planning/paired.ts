import { keyText, type Sample } from "../../experiment/compare.js";
import { estimate } from "../../experiment/intervals.js";
import type { Measured, Paired } from "../session-answers.js";

/** Any two measures of some samples against each other, replication by replication. */
export function pairedOf(samples: readonly Sample[]): Paired {
  const valuesOf = ({ scenario, ...wanted }: Measured): number[] | undefined => {
    const text = keyText(wanted as Sample["keys"][number]);
    const sample = samples.find(({ name }) => name === scenario);
    const m = sample?.keys.findIndex((key) => keyText(key) === text) ?? -1;
    return m < 0 ? undefined : sample?.values.map((values) => values[m]!);
  };
  return (of, from) => {
    const [ours, theirs] = [valuesOf(of), valuesOf(from)];
    const found = ours && theirs && estimate(ours.map((value, r) => value - theirs[r]!));
    return found && found.n > 0 ? found : undefined;
  };
}
