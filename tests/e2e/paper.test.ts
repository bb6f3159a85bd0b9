import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderHtml } from "../../src/report/html.js";
import { boardPaper } from "../../src/report/paper.js";
import { NHS, type Theme } from "../../src/report/theme.js";
import { CASE_MANAGERS, findings, type RedesignFixture, STEP_DOWN } from "../report/fixture.js";
import { launchChromium } from "./chromium.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Redesigns with long names. */
const SOME: RedesignFixture[] = Array.from({ length: 4 }, (_, i) => ({
  ...(i % 2 === 0 ? STEP_DOWN : CASE_MANAGERS),
  name: `Redesign ${"ABCD"[i]} of the community hospitals and care at home`,
}));

/** A house style as far from the default as may be read: faint, but not too faint. */
const HOUSE: Theme = {
  name: "Exampleshire Trust",
  font: "Georgia",
  colours: { ...NHS.colours, brand: "#7a3e00", text: "#1d1d1d", quiet: "#595959", pale: "#fbf3e6", warning: "#ffd9a0" },
  logo: {
    kind: "svg",
    data: new TextEncoder().encode(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1"/></svg>',
    ),
    shape: 2,
    alt: "Exampleshire Trust",
  },
};

/** What axe finds wrong with a page. */
async function complaints(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const axe = (
      globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe;
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
  });
}

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
    expect(await complaints(page)).toEqual([]);
  }, 120_000);

  it("nor in house style, with a name, a logo and other colours and font", async () => {
    const context = await browser.newContext({ bypassCSP: true });
    const own = await context.newPage();
    await own.setContent(renderHtml(await boardPaper(findings([STEP_DOWN])), { theme: HOUSE }));
    await own.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
    expect(await own.getByText("Exampleshire Trust", { exact: true }).count()).toBe(1);
    expect(await complaints(own)).toEqual([]);
    await context.close();
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
