import { deflateSync } from "node:zlib";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { escapeText } from "../report/escape.js";
import { GENERATOR } from "./generator.js";
import type { Bundle } from "./planning/bundle.js";

/** The built page, as `dist/web/` holds it. */
export interface PageParts {
  script: string;
  style: string;
}

/** Unpacks the page's script, which is most of the file, and runs it; its own policy knows the digest of what must come out. */
const LOADER = `
const packed = document.getElementById("careshift-code");
const room = document.getElementById("careshift");
try {
  const bytes = Uint8Array.from(atob(packed.textContent), (c) => c.charCodeAt(0));
  const script = document.createElement("script");
  script.type = "module";
  script.textContent = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
  packed.remove();
  document.body.append(script);
} catch (error) {
  room.textContent = "This browser can't open the page: it takes Chrome or Edge 80, Firefox 113, Safari 16.4 or later. (" + error + ")";
  throw error;
}
`;

/**
 * The page as one file that needs no server and no network, and can reach none: its own policy lets it run only the script
 * and the style that are in it, and connect to nothing.
 */
export function singlePage({ script, style }: PageParts, bundle: Bundle): string {
  const policy = [
    "default-src 'none'",
    `script-src '${digest(LOADER)}' '${digest(script)}'`,
    `style-src '${digest(style)}'`,
    "worker-src blob:",
    "img-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
${GENERATOR}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">
<meta name="referrer" content="no-referrer">
<title>${escapeText(bundle.scenarios[0]!.name)} – Careshift</title>
<style>${style}</style>
</head>
<body>
<div id="careshift"></div>
<noscript><p>Careshift runs in this page, and needs JavaScript to be allowed for it. Nothing is sent anywhere.</p></noscript>
<script type="application/json" id="careshift-bundle">${inScript(JSON.stringify(bundle))}</script>
<script type="text/plain" id="careshift-code">${deflateSync(script, { level: 9 }).toString("base64")}</script>
<script type="module">${LOADER}</script>
</body>
</html>
`;
}

/** Text that may stand in a script element: nothing in it can end the element or begin a comment. In strings, JSON and patterns `\u003c` is `<`. */
function inScript(text: string): string {
  return text.replaceAll(/<(?=\/script|!--|script)/gi, "\\u003c");
}

function digest(text: string): string {
  return `sha256-${btoa(String.fromCharCode(...sha256(utf8ToBytes(text))))}`;
}
