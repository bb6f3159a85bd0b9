/** The pages themselves: small shells without any script in them, and the files they load. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { escapeText } from "../../report/escape.js";

/** A file as it is sent. */
export interface Sent {
  type: string;
  body: Buffer;
}

const TYPES: Record<string, string> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
};

/** All scripts and styles of a folder, read once, under the paths they are asked for by: no path of a request reaches the disk. */
export function assetsOf(folder: string): Map<string, Sent> {
  const names = readdirSync(folder).filter((name) => typeOf(name) !== undefined);
  return new Map(
    names.map((name) => [`/assets/${name}`, { type: typeOf(name) as string, body: readFileSync(join(folder, name)) }]),
  );
}

function typeOf(name: string): string | undefined {
  return TYPES[name.split(".").at(-1) ?? ""];
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

/** Every page, script and style, by path. */
export function filesOf(dist: string): Map<string, Sent> {
  const room = (page: string, title: string): [string, Sent] => [
    `/${page}`,
    shell({ title: `${title} – Careshift`, page, script: "rooms.js", style: "rooms.css" }),
  ];
  return new Map([
    ...assetsOf(join(dist, "rooms")),
    ["/", shell({ title: "Careshift", page: "start", script: "rooms.js", style: "rooms.css" })],
    room("join", "Join with your team"),
    room("team", "Your plan"),
    room("board", "The board"),
    room("facilitate", "Facilitator"),
  ]);
}
