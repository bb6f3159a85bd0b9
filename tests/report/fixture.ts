/** Findings with plausible figures for one hospital, two community hospitals and home care, and any number of redesigns. */
import type { MeasureKey } from "../../src/care/measures.js";
import type {
  CensusSeries,
  Comparison,
  Findings,
  MeasureFinding,
  ScenarioFindings,
} from "../../src/experiment/findings.js";
import type { SensitivityFindings } from "../../src/experiment/sensitivity-schema.js";

const N = 20;
export const PLACES: ScenarioFindings["places"] = [
  { name: "medical-wards", label: "Medical wards", kind: "beds", payer: "nhs-acute", capacity: 330 },
  { name: "bay", label: "Bay Hospital", kind: "beds", payer: "nhs-community", capacity: 50 },
  { name: "home-care", label: "Home care packages", kind: "package", payer: "council", capacity: 300 },
  { name: "care-homes", label: "Care homes", kind: "unlimited", payer: "person", capacity: null },
];

type Line = [measure: string, place: string | null, unit: string, mean: number, half: number, payer?: string];
/** The baseline's means with their half-widths. */
const BASE: Line[] = [
  ["occupancy", "medical-wards", "people", 309.4, 3.2],
  ["occupancy-share", "medical-wards", "share", 0.9376, 0.0097],
  ["days-over-92", "medical-wards", "share", 0.612, 0.041],
  ["delayed", "medical-wards", "people", 31.2, 2.1],
  ["wait", "medical-wards", "days", 0.21, 0.03],
  ["wait-p95", "medical-wards", "days", 1.1, 0.2],
  ["waiting", "bay", "people", 11, 2],
  ["gave-up", "medical-wards", "per year", 38, 9],
  ["diverted", "medical-wards", "per year", 0, 0],
  ["refused", "medical-wards", "per year", 0, 0],
  ["emergency-admissions", null, "per year", 14320, 62],
  ["readmissions-within-30-days", null, "share", 0.125, 0.0011],
  ["occupancy", "bay", "people", 48.9, 0.22],
  ["occupancy", "home-care", "people", 281, 4.1],
  ["deaths-in-care", null, "per year", 1204, 14],
  ["cost", "bay", "£ per year", 50 * 300 * 365.25 + 48.9 * 90 * 365.25, 2000],
  ["cost", null, "£ per year", 61_240_000, 310_000],
  ["cost", null, "£ per year", 45_100_000, 250_000, "nhs-acute"],
  ["cost", null, "£ per year", 8_040_000, 21_000, "nhs-community"],
  ["cost", null, "£ per year", 8_100_000, 92_000, "council"],
  ["people", null, "people", 140_320, 60],
];

export interface RedesignFixture {
  name: string;
  summary?: string;
  /** Paired differences and their half-widths, in the order of `BASE`; what is left out differs by nothing. */
  differences: Record<string, [difference: number, half: number]>;
}

export const STEP_DOWN: RedesignFixture = {
  name: "Bay as step-down",
  summary: "The 50 beds at Bay become active intermediate care.",
  differences: {
    "occupancy medical-wards": [-34.2, 1.9],
    "days-over-92 medical-wards": [-0.22, 0.041],
    "delayed medical-wards": [-24.3, 1.6],
    "wait medical-wards": [-0.12, 0.02],
    "gave-up medical-wards": [-31, 8],
    "occupancy bay": [-5.1, 0.8],
    "occupancy home-care": [12, 3],
    cost: [-2_130_000, 320_000],
    "cost nhs-acute": [-2_800_000, 300_000],
    "cost nhs-community": [550_000, 40_000],
    "cost council": [120_000, 22_000],
  },
};

export const CASE_MANAGERS: RedesignFixture = {
  name: "Case managers",
  summary: "Case managers for people at high risk.",
  differences: {
    "occupancy medical-wards": [4, 13],
    "days-over-92 medical-wards": [0.01, 0.06],
    "delayed medical-wards": [-0.9, 1.1],
    "emergency-admissions": [92, 305],
    "deaths-in-care": [9, 11],
    cost: [812_000, 150_000],
  },
};

/** Findings of the baseline and these redesigns. */
export function findings(redesigns: RedesignFixture[] = [STEP_DOWN, CASE_MANAGERS]): Findings {
  return {
    identity: {
      scenario: "3f7a09c2d1".padEnd(64, "e"),
      seed: "exampleshire",
      version: "0.1.0",
      replications: N,
      warmUpDays: 400,
      years: 5,
      command: "careshift run scenarios/exampleshire",
      complete: true,
    },
    scenarios: [
      scenario("Exampleshire", "One hospital, one community hospital.", {}, 0),
      ...redesigns.map((r, i) => scenario(r.name, r.summary ?? "", r.differences, i + 1)),
    ],
    comparisons: redesigns.flatMap(comparisons),
    observed: [
      {
        measure: "occupancy",
        place: "medical-wards",
        value: 300,
        low: 290,
        high: 320,
        unit: "beds",
        year: "2003",
        area: "Exampleshire",
        source: "returns",
        use: "fit",
        note: "",
      },
      {
        measure: "deaths-in-care",
        place: null,
        value: 1000,
        low: 950,
        high: 1050,
        unit: "per year",
        year: "2003",
        area: "England",
        source: "returns",
        use: "check",
        note: "",
      },
      {
        measure: "births",
        place: null,
        value: 1500,
        unit: "per year",
        year: "2003",
        area: "Exampleshire",
        source: "returns",
        use: "context",
        note: "",
      },
    ],
    timings: { seconds: 41, threads: 2, eventsPerSecond: 4e6 },
  };
}

function keyed([measure, place, unit, , , payer]: Line): MeasureKey {
  return { measure, place, unit, group: payer === undefined ? null : { payer } };
}

function nameOf([measure, place, , , , payer]: Line): string {
  return [measure, place ?? payer].filter(Boolean).join(" ");
}

function comparisons({ name, differences }: RedesignFixture): Comparison[] {
  return BASE.map((line) => {
    const [difference, half] = differences[nameOf(line)] ?? [0, 0];
    const [low, high] = [difference - half, difference + half];
    return {
      ...keyed(line),
      scenario: name,
      against: "Exampleshire",
      difference,
      low,
      high,
      n: N,
      clear: low > 0 || high < 0,
      gain: half === 0 ? null : 14.2,
    };
  });
}

function scenario(
  name: string,
  summary: string,
  differences: RedesignFixture["differences"],
  i: number,
): ScenarioFindings {
  return {
    name,
    summary,
    file: i === 0 ? "baseline.yaml" : `redesign-${i}.yaml`,
    start: "2003-04-01",
    steady: { ok: true, why: "no place drifts from the first year observed to the last" },
    measures: BASE.map((line): MeasureFinding => {
      const mean = line[3] + (differences[nameOf(line)]?.[0] ?? 0);
      return { ...keyed(line), mean, low: mean - line[4], high: mean + line[4], sd: line[4] * 2, n: N };
    }),
    targets: [
      {
        target: "occupancy",
        measure: "occupancy-share",
        place: "medical-wards",
        wanted: "at most 0.92",
        atMost: 0.92,
        met: i === 1 ? 0.9 : 0.05,
        low: i === 1 ? 0.699 : 0.009,
        high: i === 1 ? 0.972 : 0.236,
      },
    ],
    allTargets: {
      target: "all targets",
      measure: "all",
      place: null,
      wanted: "every target above, in the same replication",
      met: i === 1 ? 0.9 : 0.05,
      low: 0.009,
      high: 0.972,
    },
    audit: [
      {
        check: "people at the start and in = out and at the end",
        place: null,
        expected: 151_234,
        got: 151_234,
        ok: true,
        replications: N,
      },
      ...PLACES.map((p) => ({
        check: "Little's law, occupied: census over time = stays",
        place: p.name,
        expected: 565_012.25,
        got: 565_012.2500001,
        ok: true,
        replications: N,
      })),
    ],
    places: PLACES,
    flows: [
      { fromPlace: "medical-wards", to: "home", toPlace: null, perYear: 11_300 },
      { fromPlace: "medical-wards", to: "died", toPlace: null, perYear: 1100 },
      {
        fromPlace: "medical-wards",
        to: "bay",
        toPlace: "bay",
        perYear: 720,
      },
      {
        fromPlace: "medical-wards",
        to: "home-care",
        toPlace: "home-care",
        perYear: 1200,
      },
      { fromPlace: "bay", to: "home-care", toPlace: "home-care", perYear: 300 },
      { fromPlace: "bay", to: "home", toPlace: null, perYear: 420 },
      { fromPlace: "home-care", to: "home", toPlace: null, perYear: 1500 },
    ],
    census: [
      census("medical-wards", 309 + (differences["occupancy medical-wards"]?.[0] ?? 0)),
      census("bay", 48.9 + (differences["occupancy bay"]?.[0] ?? 0)),
      census("home-care", 281),
    ],
    histograms: [
      {
        place: "medical-wards",
        width: 4,
        bars: [0.1, 0.25, 0.3, 0.25, 0.1].map((share, bar) => ({ from: 300 - 8 * i + 4 * bar, share })),
      },
    ],
    terms: [
      {
        place: "bay",
        from: "2003-04-01",
        days: 1826,
        capacity: 50,
        prices: { occupiedDay: 90, openDay: 300, stay: 0 },
      },
    ],
    changes:
      i === 0
        ? []
        : [
            {
              from: "2004-04-01",
              path: "places.bay.beds",
              what: "add −10 over 6 months",
              why: "to make room for therapists",
              source: "assumed",
            },
          ],
    labels: {},
    register: {},
    evidence: [
      {
        path: "places.bay.beds",
        value: "50",
        source: "ham-2006",
        citation: "Ham C. Developing integrated care in the NHS, 2006",
        why: undefined,
        low: "44",
        high: "56",
        confidence: "high",
        where: "baseline.yaml:12:3",
      },
      {
        path: "pathways.emergency.ward.next.step-down.chance",
        value: "by age, 75-84 14%, 85+ 22%",
        source: "assumed",
        citation: undefined,
        why: "fills the beds at Bay",
        low: "−15%",
        high: "+15%",
        confidence: undefined,
        where: "baseline.yaml:40:9",
      },
      {
        path: "places.home-care.packages",
        value: "300",
        source: undefined,
        citation: undefined,
        why: undefined,
        low: undefined,
        high: undefined,
        confidence: undefined,
        where: "baseline.yaml:20:3",
      },
    ],
    paper:
      i === 0 ? { title: "Beds and care in Exampleshire", meeting: "Board of Exampleshire", purpose: "decision" } : {},
    warnings: [],
  };
}

/** Five years of weeks with a winter in each. */
function census(place: string, level: number): CensusSeries {
  const weeks = Array.from({ length: 260 }, (_, w) => {
    const season = Math.cos(((w - 40) / 52.2) * 2 * Math.PI) * 0.03 * level;
    const wobble = (((w * 7919) % 13) / 13 - 0.5) * 0.01 * level;
    const occupied = level + season + wobble;
    return {
      start: new Date(Date.UTC(2003, 3, 1 + 7 * w)).toISOString().slice(0, 10),
      occupied,
      low: occupied - 0.05 * level,
      high: occupied + 0.05 * level,
      delayed: level * 0.1,
      waiting: 1,
    };
  });
  return { place, weeks };
}

/** One number, as `careshift sensitivity` would write it; it stands where the fixture's assumed chance stands. */
export const SENSITIVITY: SensitivityFindings = {
  identity: {
    scenario: "a".repeat(64),
    seed: "exampleshire",
    version: "0.1.0",
    replications: 3,
    warmUpDays: 400,
    years: 1,
    command: "careshift sensitivity scenarios/exampleshire --measure occupancy --place medical-wards",
  },
  question: {
    method: "tornado",
    measure: "occupancy",
    place: "medical-wards",
    unit: "people",
    scenario: "Exampleshire",
    against: null,
    written: 309,
    labels: { "medical-wards": "Medical wards" },
  },
  numbers: [
    {
      path: "pathways.emergency.ward.next.step-down.chance",
      change: null,
      written: "by age, 75-84 14%, 85+ 22%",
      unit: "times",
      low: 0.85,
      value: 1,
      high: 1.15,
      source: "assumed",
      where: ["baseline.yaml:40:9"],
    },
  ],
  notDrawn: [],
  halved: 0,
  tornado: {
    bars: [{ number: 0, low: { difference: -4, half: 0.5 }, high: { difference: 6, half: 0.5 }, width: 10 }],
  },
  sobol: null,
  evppi: null,
  timings: { seconds: 1, threads: 1 },
};
