import fc from "fast-check";
import { expect, test } from "vitest";
import { ScenarioFaults } from "../../src/scenario/faults.js";
import { AGES, EVIDENCE, FILES, read, SMALL } from "./small.js";

const REDESIGN = `careshift: 1
extends: baseline.yaml
name: Redesign
changes:
  - { from: 2020-02-01, set: pathways.emergency.ward.stay, to: { lognormal: { mean: 3 days, sd: 4 days } }, over: 3 months }
  - { add: places.wards.beds, by: -5, source: ham-2006 }
  - { scale: needs.illness.rate, by: 0.9 }
`;
const TEXTS: Record<string, string> = { ...FILES, "redesign.yaml": REDESIGN };

/** Words of the language and of its enemies. */
const WORDS = [
  ...new Set(`${SMALL} ${REDESIGN} ${AGES} ${EVIDENCE}`.split(/[\s,:{}[\]]+/)),
  ..."{ } [ ] : , - # & * ! | > ' \" % @ ` ~ null true yes .inf .nan 1e999 -1 0 £ __proto__ constructor toString <<".split(
    " ",
  ),
  "\n",
  "\n  ",
  "\t",
  "\0",
  "&a [*a]",
  "? [x]",
  "😀",
  "--- ",
];

const edit = fc.record({
  file: fc.constantFrom(...Object.keys(TEXTS)),
  at: fc.nat(2000),
  cut: fc.nat(12),
  put: fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 4 })),
  spaced: fc.boolean(),
});

function mutated(
  edits: { file: string; at: number; cut: number; put: string; spaced: boolean }[],
): Record<string, string> {
  const texts = { ...TEXTS };
  for (const { file, at, cut, put, spaced } of edits) {
    const text = texts[file] as string;
    const from = spaced ? Math.max(0, text.indexOf(" ", at % text.length)) : at % text.length;
    texts[file] = text.slice(0, from) + (spaced ? ` ${put}` : put) + text.slice(from + cut);
  }
  return texts;
}

function readOrFaults(texts: Record<string, string>): "read" | ScenarioFaults {
  try {
    read(texts, "redesign.yaml");
    return "read";
  } catch (error) {
    if (error instanceof ScenarioFaults) return error;
    throw error;
  }
}

test("whatever is done to the files, reading gives a scenario or one-line faults with their places", () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      const outcome = readOrFaults(mutated(edits));
      if (outcome === "read") return;
      expect(outcome.faults.length).toBeGreaterThan(0);
      for (const { where, message } of outcome.faults) {
        expect(where).toMatch(/^[a-z-]+\.(yaml|csv):\d+:\d+$/);
        expect(message).toMatch(/^[^\n]+$/);
        expect(message).not.toMatch(/Invalid input|expected |\[object|NaN/);
      }
      expect({}).not.toHaveProperty("admin");
    }),
    { numRuns: 300 },
  );
});

test("reading the files unharmed gives a scenario", () => {
  expect(readOrFaults(TEXTS)).toBe("read");
});
