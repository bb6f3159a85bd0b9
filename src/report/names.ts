import type { Findings } from "../experiment/findings.js";
import { capital } from "./words.js";

/** How keys are shown to people. */
export interface Names {
  /** A place, step, need, payer, exit or any other key. */
  of: (key: string) => string;
  /** A dotted path of a scenario: `places.bay.beds` → `Bay Hospital: beds`. */
  path: (path: string) => string;
}

const KNOWN: Record<string, string> = {
  "nhs-acute": "NHS acute",
  "nhs-community": "NHS community",
  council: "Council",
  person: "People themselves",
  home: "Home",
  died: "Died",
  elsewhere: "Another system",
  refused: "Turned away",
};

/** Parts of a path that say nothing to a reader, and parts that read better otherwise. */
const ROOMS = new Set(["places", "pathways", "needs", "arrivals", "policies", "population"]);
const SILENT = new Set(["value", "yearly"]);
/** How the chance of a branch is spoken of. */
const GOES: Record<string, string> = {
  died: "share who die",
  home: "share who go home",
  elsewhere: "share who go to another system",
};
const KEYS: Record<string, string> = {
  beds: "beds",
  places: "places",
  packages: "packages",
  stay: "length of stay",
  chance: "chance",
  rate: "rate",
  full: "when it is full",
  hold: "longest delay",
  wait: "longest wait",
  cost: "cost",
  "per-open-day": "per open day",
  "per-occupied-day": "per occupied day",
  "per-stay": "per stay",
  rhythm: "rhythm",
  times: "multiplier",
  "fading-over": "fading over",
  people: "people",
};

/** Names from the scenarios' labels; `labels` goes before what the places say of themselves. A key without a label is made readable. */
export function namesFor(findings: Pick<Findings, "scenarios">, labels: Record<string, string> = {}): Names {
  const places = findings.scenarios.flatMap((s) => s.places.map((p) => [p.name, p.label] as const));
  const written = findings.scenarios.flatMap((s) => Object.entries(s.labels));
  const known = new Map<string, string>([...written, ...Object.entries(KNOWN), ...places, ...Object.entries(labels)]);
  const of = (key: string) => known.get(key) ?? capital(key.replaceAll("-", " "));
  return { of, path: (path) => pathInWords(path, known) };
}

function pathInWords(path: string, known: Map<string, string>): string {
  const parts = path.split(".");
  const branch = parts.lastIndexOf("next");
  if (branch > 0 && parts[branch + 2] === "chance") {
    const go = parts[branch + 1] ?? "";
    return `${pathInWords(parts.slice(0, branch).join("."), known)}, ${GOES[go] ?? `share who go on to ${known.get(go) ?? readable(go)}`}`;
  }
  const spoken = parts.filter((part, i) => !SILENT.has(part) && !(i === 0 && ROOMS.has(part)));
  const words = spoken
    .filter((part, i) => !/^\d+$/.test(part) && part !== spoken[i - 2])
    .map((part, i) => (i > 0 && KEYS[part]) || known.get(part) || readable(part));
  if (parts[0] === "population") words.unshift("Population");
  const [first = path, ...rest] = words;
  return rest.length === 0 ? capital(first) : `${capital(first)}: ${rest.join(", ")}`;
}

/** A key as words; bands of ages keep their dash. */
export function readable(key: string): string {
  return /^\d/.test(key) ? key.replace("-", "–") : key.replaceAll("-", " ");
}
