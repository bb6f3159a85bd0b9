import type { Epoch } from "../scenario/scenario.js";

/**
 * The scenario over time without the dates on which nothing changes. Sums over a stretch would else be made in two parts, and a
 * redesign that changes nothing would differ from its baseline in the last digit.
 */
export function merged(epochs: readonly Epoch[]): Epoch[] {
  const [first, ...later] = epochs as [Epoch, ...Epoch[]];
  const kept = [first];
  let last = textOf(first);
  for (const epoch of later) {
    const text = textOf(epoch);
    if (text !== last) kept.push(epoch);
    last = text;
  }
  return kept;
}

function textOf({ scenario }: Epoch): string {
  return JSON.stringify(scenario);
}
