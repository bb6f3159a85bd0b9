import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { ReadScenario } from "../scenario/scenario.js";

/** SHA-256 of each resolved scenario, however it is run: by these, what different commands found of the same scenario is known as such. */
export function modelsOf(scenarios: readonly Pick<ReadScenario, "resolved">[]): string[] {
  return [...new Set(scenarios.map(({ resolved }) => hashOf(resolved)))];
}

/** SHA-256 of any plain data, as hex: keys in order, so that the same data always gives the same text. */
export function hashOf(data: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonical(data))));
}

function canonical(data: unknown): string {
  if (Array.isArray(data)) return `[${data.map(canonical).join(",")}]`;
  if (data !== null && typeof data === "object") {
    const entries = Object.entries(data).filter(([, value]) => value !== undefined);
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => `${JSON.stringify(key)}:${canonical(value)}`)
      .join(",")}}`;
  }
  return JSON.stringify(data) ?? "null";
}
