import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ROOT } from "../e2e/careshift.js";
import { launchChromium } from "../e2e/chromium.js";
import { opened, taught } from "../web/browser.js";
import { Served, visitor } from "../web/server/served.js";

const TORBAY = join(ROOT, "scenarios/torbay");
const INTO = join(ROOT, "docs/images/page");
const SIZES = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const MOST_BYTES = 700_000;
/** Of WebP, per cent: letters stay sharp. */
const QUALITY = 40;

let browser: Browser;
let file: string;
const complaints: string[] = [];
const served = new Served(TORBAY, mkdtempSync(join(tmpdir(), "careshift-")));
beforeAll(async () => {
  rmSync(INTO, { recursive: true, force: true });
  mkdirSync(INTO, { recursive: true });
  file = taught(TORBAY);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await served.end("SIGKILL");
});

/** What is seen without scrolling, as WebP. */
async function keep(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate("document.activeElement.blur()");
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
  writeFileSync(join(INTO, `${name}-${page.viewportSize()?.width}.webp`), Buffer.from(data, "base64"));
}

/** The link names the folder in which the page lies on this machine. */
const HIDE_FOLDER = `(() => {
  const link = document.querySelector(".take-away__link");
  link.value = link.value.replace(/^file:.*\\/(?=session)/, "file:///E:/");
})()`;

const click = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();

const VIEWS: Record<string, (page: Page) => Promise<void>> = {
  session: async (page) => {
    await click(page, /ten beds/);
    await click(page, "Next");
    await page.getByText("Answer every question first").waitFor();
    await page.evaluate("scrollTo(0, 0)");
  },
  see: async (page) => {
    await page.locator("canvas").waitFor();
    await page.getByLabel("Time").fill("30");
    await page.locator('canvas[data-people]:not([data-people="0"])').waitFor();
    await page.waitForTimeout(2000);
  },
  change: async (page) => {
    const beds = page.getByRole("spinbutton", { name: "Paignton Hospital: beds" });
    await beds.fill("60");
    await beds.press("Enter");
    await page
      .getByText(/^First look|replications of \d+ years/)
      .first()
      .waitFor();
    await page.evaluate("scrollTo(0, 0)");
  },
  compare: async (page) => {
    for (const name of ["All of it together", "New hospital with a fifth fewer beds", "My plan"])
      await page.getByLabel(name, { exact: true }).uncheck();
    await page
      .getByText(/replications of \d+ years/)
      .first()
      .waitFor();
    await page.evaluate("scrollTo(0, 0)");
  },
  "take-away": async (page) => {
    await page.getByRole("heading", { name: "Take it away" }).waitFor();
    await page.evaluate(HIDE_FOLDER);
  },
};

it.each(Object.keys(VIEWS))("the view %s", async (name) => {
  for (const size of SIZES) {
    const { page, complaints: said } = await opened(browser, file, { ...size, hash: `#${name}` });
    await (VIEWS[name] as (page: Page) => Promise<void>)(page);
    await keep(page, name);
    expect(said).toEqual([]);
    await page.context().close();
  }
});

it("a team's page and the facilitator's, in a round", async () => {
  await served.start();
  const facilitator = await visitor(browser, complaints);
  await facilitator.goto(served.facilitator);
  await facilitator.getByRole("button", { name: /Open a room for Where to put ten beds/ }).click();
  const code = (await facilitator.locator(".join__code").textContent()) as string;
  const [torquay] = await Promise.all(["Torquay", "Brixham"].map((name) => joined(code, name)));
  await facilitator.getByRole("button", { name: /^Start round 1/ }).click();
  const team = torquay as Page;
  await team.getByLabel("Home care packages", { exact: true }).fill("10");
  await team.getByLabel("Your prediction").fill("-6");
  await team.getByRole("button", { name: /^Submit/ }).click();
  await team.getByText("Submitted.").waitFor();
  await facilitator
    .getByText(/submitted, £/)
    .first()
    .waitFor();
  for (const [name, page] of Object.entries({ team, facilitator })) {
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.evaluate("scrollTo(0, 0)");
      await keep(page, name);
    }
  }
  expect(complaints).toEqual([]);
});

it("are small enough to be kept", () => {
  const bytes = readdirSync(INTO).reduce((sum, name) => sum + statSync(join(INTO, name)).size, 0);
  expect(readdirSync(INTO).length).toBe(SIZES.length * (Object.keys(VIEWS).length + 2));
  expect(bytes).toBeLessThan(MOST_BYTES);
});

async function joined(code: string, name: string): Promise<Page> {
  const page = await visitor(browser, complaints);
  await served.join(page, code, name);
  return page;
}
