/** The whole state of the page as text: in a link, or in a file. What comes back may be anyone's, so every part of it is checked. */
import type { Bundle } from "../planning/bundle.js";
import type { Move, Option } from "../planning/option.js";
import { isRecord, parsed } from "./foreign.js";
import { firstPlan, isShipped, namedApart, type Plan, VIEWS, type View } from "./state.js";

const MOST_OPTIONS = 50;
const MOST_TEXT = 200;

/** A plan as text; the scenarios of the bundle are not repeated. */
export function planText({ options, current, against, compared }: Plan): string {
  return JSON.stringify({
    careshift: 1,
    options: options.filter((option) => !isShipped(option)),
    current,
    against,
    compared,
  });
}

/** The plan that a text holds; undefined where it is none, or none for these scenarios. */
export function readPlan(text: string, bundle: Bundle): Plan | undefined {
  return planFrom(parsed(text), bundle);
}

/** The part of an address behind `#` that brings a plan back. */
export function hashOf(view: View, plan: Plan): string {
  const bytes = new TextEncoder().encode(planText(plan));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `#${view}=${text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/** What an address holds behind its `#`. */
export interface Linked {
  view: View | undefined;
  plan: Plan | undefined;
  /** Why there is no plan where there should be one, in a sentence. */
  fault?: string;
}

/** Leads past the top of the page: no link of ours. */
export const MAIN = "main";

/** The view and the plan of an address; where they can't be read, why. */
export function readHash(hash: string, bundle: Bundle): Linked {
  const [name = "", ...rest] = hash.replace(/^#/, "").split("=");
  const text = rest.join("=");
  const view = VIEWS.find((each) => each === name);
  if (text === "" && (view !== undefined || name === "" || name === MAIN)) return { view, plan: undefined };
  const data = view && parsed(textOf(text));
  if (data === undefined) return { view, plan: undefined, fault: CUT };
  const plan = planFrom(data, bundle);
  return plan === undefined ? { view, plan, fault: FOREIGN } : { view, plan };
}

const CUT =
  "This link can’t be read: it may have been cut on its way. Ask for it again, or for the file of the plan. What is shown here is not what was sent.";
const FOREIGN =
  "This link belongs to a page with other scenarios: what was sent is not shown here. Open it with the page that it was made on.";

/** The text that a link holds; empty where it holds none. */
function textOf(link: string): string {
  try {
    const bytes = atob(link.replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder().decode(Uint8Array.from(bytes, (c) => c.charCodeAt(0)));
  } catch (error) {
    if (error instanceof DOMException) return "";
    throw error;
  }
}

function planFrom(data: unknown, bundle: Bundle): Plan | undefined {
  if (!isRecord(data) || data.careshift !== 1 || !Array.isArray(data.options)) return undefined;
  const shipped = firstPlan(bundle).options.filter(isShipped);
  const own = data.options.slice(0, MOST_OPTIONS).map((option) => optionFrom(option, bundle));
  if (own.some((option) => option === undefined)) return undefined;
  const options = namedApart([...shipped, ...(own as Option[])]);
  if (new Set(options.map(({ id }) => id)).size < options.length) return undefined;
  const known = (id: unknown) => options.find((option) => option.id === id)?.id;
  const compared = Array.isArray(data.compared) ? data.compared.flatMap((id) => known(id) ?? []) : [];
  return {
    options,
    current: known(data.current) ?? options[0]!.id,
    against: known(data.against) ?? options[0]!.id,
    compared: [...new Set(compared)],
  };
}

function optionFrom(data: unknown, { scenarios }: Bundle): Option | undefined {
  if (!isRecord(data) || !Array.isArray(data.moves)) return undefined;
  const { id, name, from } = data;
  if (typeof id !== "string" || !/^o\d{1,6}$/.test(id) || !isText(name)) return undefined;
  const listed = scenarios.find(({ file }) => file === from);
  const moves = data.moves.map((move) => moveFrom(move));
  if (listed === undefined || moves.some((move) => move === undefined)) return undefined;
  return { id, name, from: listed.file, moves: moves as Move[] };
}

function moveFrom(data: unknown): Move | undefined {
  if (!isRecord(data)) return undefined;
  const { path, verb, by, from } = data;
  const isVerb = verb === "add" || verb === "scale" || verb === "set";
  if (!isVerb || typeof by !== "number" || !Number.isFinite(by)) return undefined;
  if (!isText(path) || !/^[a-z0-9.+-]+$/.test(path)) return undefined;
  if (from === undefined) return { path, verb, by };
  return typeof from === "string" && /^\d{4}-\d\d-\d\d$/.test(from) ? { path, verb, by, from } : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "" && value.length <= MOST_TEXT;
}
