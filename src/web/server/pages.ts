/** The pages themselves: small shells without any script in them, and the files they load. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { escapeText } from "../../report/escape.js";
import type { Bundle } from "../planning/bundle.js";

/** A file as it is sent. */
export interface Sent {
  type: string;
  body: Buffer;
}

const TYPES: Record<string, string> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
};

/** The scripts and styles of the pages, read once, under the paths they are asked for by: no path of a request reaches the disk. */
function assetsOf(folder: string): [string, Sent][] {
  return ["careshift.js", "careshift.css", "rooms.js", "rooms.css"].map((name) => [
    `/assets/${name}`,
    { type: TYPES[name.split(".")[1] as string] as string, body: readFileSync(join(folder, name)) },
  ]);
}

/** A page whose script finds out by `data-page` what to show. */
export function shell({ title, page, script, style, data }: Shell): Sent {
  const html = [
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeText(title)}</title>`,
    '<link rel="icon" href="data:,">',
    `<link rel="stylesheet" href="/assets/${style}"></head><body>`,
    `<div id="careshift" data-page="${escapeText(page)}"></div>`,
    data === undefined ? "" : `<script type="application/json" id="careshift-bundle">${asData(data)}</script>`,
    `<noscript><p>This page needs JavaScript, which is switched off in this browser.</p></noscript>`,
    `<script type="module" src="/assets/${script}"></script></body></html>\n`,
  ].join("\n");
  return { type: "text/html; charset=utf-8", body: Buffer.from(html) };
}

interface Shell {
  title: string;
  page: string;
  script: string;
  style: string;
  /** Handed to the page as JSON; nothing in it can end the element it stands in. */
  data?: unknown;
}

function asData(data: unknown): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * Every page, script and style, by path.
 * @param built folder of the built page
 * @param bundle what the page plans with
 */
export function filesOf(built: string, bundle: Bundle): Map<string, Sent> {
  const room = (page: string, title: string): [string, Sent] => [
    page === "start" ? "/" : `/${page}`,
    shell({ title, page, script: "rooms.js", style: "rooms.css" }),
  ];
  const title = `${bundle.scenarios[0]?.name ?? "Planning"} – Careshift`;
  return new Map([
    ...assetsOf(built),
    ["/plan", shell({ title, page: "plan", script: "careshift.js", style: "careshift.css", data: bundle })],
    room("start", "Careshift"),
    room("join", "Join with your team – Careshift"),
    room("team", "Your team – Careshift"),
    room("board", "The board – Careshift"),
    room("facilitate", "Facilitator – Careshift"),
  ]);
}
