import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderHtml } from "../../src/report/html.js";
import { boardPaper } from "../../src/report/paper.js";
import { CASE_MANAGERS, findings, type RedesignFixture, STEP_DOWN } from "../report/fixture.js";
import { launchChromium } from "./chromium.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Redesigns with long names. */
const SOME: RedesignFixture[] = Array.from({ length: 4 }, (_, i) => ({
  ...(i % 2 === 0 ? STEP_DOWN : CASE_MANAGERS),
  name: `Redesign ${"ABCD"[i]} of the community hospitals and care at home`,
}));

describe("the paper in a browser", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    const context = await browser.newContext({ bypassCSP: true });
    page = await context.newPage();
    await page.setContent(renderHtml(await boardPaper(findings(SOME))));
    await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
  }, 120_000);
  afterAll(() => browser?.close());

  it("gives axe nothing to complain of, with everything unfolded", async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.evaluate(AXE);
    const found = await page.evaluate(async () => {
      const axe = (
        globalThis as unknown as {
          axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        }
      ).axe;
      return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
    });
    expect(found).toEqual([]);
  }, 120_000);

  it.each([360, 320])("is never wider than a screen of %d px: what is wide scrolls by itself", async (width) => {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
  });

  it("asks for nothing from anywhere", async () => {
    const asked: string[] = [];
    const other = await browser.newPage();
    other.on("request", (request) => asked.push(request.url()));
    await other.setContent(renderHtml(await boardPaper(findings([STEP_DOWN]))), { waitUntil: "networkidle" });
    await other.close();
    expect(asked).toEqual([]);
  });
});
