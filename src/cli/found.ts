/** What a search found, shown: as JSON and a page in its folder, and on the screen. */
import { join } from "node:path";
import type { Document } from "../report/document.js";
import { fromHere, writeWhole } from "./files.js";

/**
 * Writes `NAME.json` and `NAME.html`, and prints the page as text, or the JSON where that was asked for.
 * @param more lines under where the page is, for the screen alone
 */
export async function showFound(
  name: string,
  findings: object,
  paper: Document,
  { out, json: asJson }: { out: string; json: boolean },
  more: readonly string[] = [],
): Promise<void> {
  const { renderHtml } = await import("../report/html.js");
  const json = `${JSON.stringify(findings, null, 1)}\n`;
  const page = join(out, `${name}.html`);
  writeWhole(join(out, `${name}.json`), json);
  writeWhole(page, renderHtml(paper));
  if (asJson) process.stdout.write(json);
  else {
    const { onScreen } = await import("../report/screen.js");
    console.log(onScreen(paper, process.stdout.columns ?? 80));
    console.log([`\n Page      ${fromHere(page)}`, ...more].join("\n"));
  }
}
