import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { escapeText } from "../report/escape.js";
import type { Bundle } from "./planning/bundle.js";

/** The built page, as `dist/web/` holds it. */
export interface PageParts {
  script: string;
  style: string;
}

/**
 * The page as one file that needs no server and no network, and can reach none: its own policy lets it run only the script
 * and the style that are in it, and connect to nothing.
 */
export function singlePage({ script, style }: PageParts, bundle: Bundle): string {
  const code = inScript(script);
  const policy = [
    "default-src 'none'",
    // The library that draws a paper's charts compiles its own expressions; nothing of a scenario is ever among them.
    `script-src '${digest(code)}' 'unsafe-eval'`,
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
<script type="module">${code}</script>
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
