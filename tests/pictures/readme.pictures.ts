import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { careshift, ROOT } from "../e2e/careshift.js";
import { launchChromium } from "../e2e/chromium.js";

const TORBAY = join(ROOT, "scenarios/torbay");
const STORY = join(TORBAY, "README.md");
const IMAGES = join(ROOT, "docs/images");
const out = mkdtempSync(join(tmpdir(), "careshift-readme-"));

let browser: Browser;
let printed: string;
beforeAll(async () => {
  const ended = careshift(["run", TORBAY, "--out", out, "--paper", "html"]);
  expect(ended.code, ended.err).toBe(0);
  printed = ended.out.trimEnd();
  browser = await launchChromium();
}, 900_000);
afterAll(() => browser?.close());

/** What the command says of this machine alone: files, and how long it took. */
const withoutMachine = (text: string) =>
  text
    .split("\n")
    .filter((line) => !/^ *(Paper|Findings) /.test(line))
    .map((line) => line.replace(/: careshift run .*/, ""))
    .join("\n");

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

it("Torbay's story shows what the command prints", () => {
  const story = readFileSync(STORY, "utf8");
  const block = /(`careshift run scenarios\/torbay` \(ten replications[^\n]*\n\n```\n)[\s\S]*?(\n```)/;
  expect(story).toMatch(block);
  writeFileSync(
    STORY,
    story.replace(block, (_, before, after) => `${before}${withoutMachine(printed)}${after}`),
  );
});

it("the README's picture of the table is of the first of its blocks and of the words below it", async () => {
  const blocks = withoutMachine(printed).split("\n\n");
  const shown = [...blocks.slice(0, 2), "   …", blocks.at(-1)].join("\n\n");
  const page = await browser.newPage({ viewport: { width: 960, height: 100 } });
  await page.setContent(
    `<pre style="margin:0;width:max-content;padding:20px;background:#212b32;color:#fff;font:14px/1.3 'DejaVu Sans Mono',monospace">` +
      `<span style="color:#ffb81c">$ npx careshift run scenarios/torbay</span>\n${escaped(shown)}</pre><style>body{margin:0}</style>`,
  );
  writeFileSync(join(IMAGES, "table.png"), await page.locator("pre").screenshot());
  await page.close();
});

it("the README's picture of the paper is of its first page", async () => {
  const page = await browser.newPage({ viewport: { width: 880, height: 1240 } });
  await page.goto(pathToFileURL(join(out, "board-paper.html")).href);
  writeFileSync(join(IMAGES, "paper.png"), await page.screenshot());
  await page.close();
});
