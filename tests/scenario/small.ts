import { ScenarioFaults } from "../../src/scenario/faults.js";
import { readFrom } from "../../src/scenario/from.js";
import type { ReadScenario } from "../../src/scenario/scenario.js";
import { inMemory } from "../../src/scenario/source.js";

/** A small county with one of almost everything, in which nothing is wrong. */
export const SMALL = `careshift: 1
name: Small county
run: { start: 2020-01-01, length: 2 years, warm-up: 100 days, replications: 2, seed: small }
population:
  people: 1000
  ages: { table: ages.csv }
  segments:
    - { name: well }
    - { name: complex, share: { by: age, 65-74: 6%, 75+: 14% } }
needs:
  illness:
    rate: { by: age, 0-64: 60, 65+: 200, unit: per 1000 people per year }
    times:
      - { by: segment, complex: 2 }
    pathway: emergency
places:
  wards: { kind: beds, beds: 50, cost: { per-occupied-day: £230 }, payer: nhs-acute }
  bay: { kind: beds, beds: 20 }
  managers: { kind: caseload, places: 10 }
pathways:
  emergency:
    - step: ward
      at: wards
      stay: { lognormal: { mean: 5 days, sd: 5 days } }
      full: wait
      next:
        - { go: died, chance: { by: age, 75-84: 8%, 85+: 14% } }
        - { go: step-down, chance: { by: age, 75-84: 20%, 85+: 30% } }
        - { go: home }
    - step: step-down
      at: bay
      stay: 20 days
      full: { hold: 28 days, then: home }
policies:
  teams:
    kind: case-finding
    at: managers
    every: 3 months
    predicts: illness
    sees: [age]
    effects:
      - { on: illness, times: 0.9 }
`;

export const AGES = `age,sex,people
0-64,female,400
0-64,male,400
65+,female,120
65+,male,80
`;

export const EVIDENCE = `ham-2006: { title: "Bed use, 2006" }
phs-2019: { title: "Admissions, 2019" }
`;

export const FILES: Record<string, string> = { "baseline.yaml": SMALL, "ages.csv": AGES, "evidence.yaml": EVIDENCE };

/** A text with one part of it written otherwise; the part must be there. */
export function edited(text: string, ...edits: [string, string][]): string {
  return edits.reduce((whole, [from, to]) => {
    if (!whole.includes(from)) throw new Error(`"${from}" is not in the text`);
    return whole.replace(from, () => to);
  }, text);
}

/** Reads the small county with files added or exchanged. */
export function read(files: Record<string, string> = {}, path = "baseline.yaml"): ReadScenario {
  return readFrom(inMemory({ ...FILES, ...files }), path);
}

/** Reads a redesign of the small county that makes these changes. */
export function redesigned(...changes: string[]): ReadScenario {
  return read({ "redesign.yaml": redesign(...changes) }, "redesign.yaml");
}

/** What is wrong, a line each; throws on anything but faults, or if nothing is wrong. */
export function faultsOf(reading: () => unknown): string {
  try {
    reading();
  } catch (error) {
    if (error instanceof ScenarioFaults)
      return error.faults.map(({ where, message }) => `${where}: ${message}`).join("\n");
    throw error;
  }
  throw new Error("nothing was wrong");
}

/** What is wrong with the small county once parts of its baseline are written otherwise. */
export function faultsAfter(...edits: [string, string][]): string {
  return faultsOf(() => read({ "baseline.yaml": edited(SMALL, ...edits) }));
}

/** What is wrong with a redesign that makes these changes. */
export function faultsOfChanges(...changes: string[]): string {
  return faultsOf(() => redesigned(...changes));
}

function redesign(...changes: string[]): string {
  return `careshift: 1
extends: baseline.yaml
name: Redesign
changes:
${changes.map((change) => `  - ${change}\n`).join("")}`;
}
