import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { onDisk } from "../../src/scenario/read.js";
import { type Bundle, gatherBundle } from "../../src/web/planning/bundle.js";
import { valuesIn } from "../../src/web/planning/first-results.js";
import { Workbench } from "../../src/web/planning/workbench.js";
import { MORE_COTTAGE, townFolder } from "../e2e/careshift.js";
import { launchChromium } from "../e2e/chromium.js";
import { opened, taught } from "./browser.js";

const AXE = readFileSync(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const SCRIPT = `careshift-session: 1
name: Two <b>beds</b> and what came of them
summary: A try.
scenario: ../baseline.yaml
run: { years: 1, replications: 12 }
measures: [ { measure: delayed, place: hospital, label: Delayed, better: lower } ]
options: { two: { label: Two cottage beds, changes: [ { add: places.cottage.beds, by: 2 } ] } }
levers: { cottage: { label: Cottage beds, unit: beds, from: -2, to: 6, step: 2, price: "£30,000 per year", changes: [ { add: places.cottage.beds } ] } }
figures: { fewer: { option: two, measure: delayed, place: hospital, as: difference } }
stages:
  - brief: { minutes: 5 minutes, text: "There are <b>delays</b>.", notes: Be kind. }
  - predict: { minutes: 5 minutes, questions: { way: { ask: Which way?, direction: { figure: fewer } } } }
  - run: { minutes: 5 minutes, options: [ two ] }
  - debrief: { minutes: 5 minutes, points: [ { say: "It moves by {fewer}." } ] }
  - plan: { minutes: 5 minutes, levers: [ cottage ] }
`;

let browser: Browser;
let folder: string;
let file: string;
beforeAll(async () => {
  folder = townFolder({ "redesign-cottage.yaml": MORE_COTTAGE });
  mkdirSync(join(folder, "sessions"));
  writeFileSync(join(folder, "sessions", "two.yaml"), SCRIPT);
  file = taught(folder);
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser?.close());

const view = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Views" }).getByRole("button", { name }).click();
const close = (page: Page) => page.context().close();

/** Loads the page again in the very turn in which the page hears of something, before anything else can happen. */
const RELOAD_ON = "(event) => addEventListener(event, () => location.reload(), { once: true })";

/** Keeps every text that a table's row of this heading has had, in order. */
const WATCH_ROW = `(heading) => {
  globalThis.rowsSeen = [];
  new MutationObserver(() => {
    const row = [...document.querySelectorAll("tr")].find((each) => each.textContent.startsWith(heading));
    if (row && row.textContent !== globalThis.rowsSeen.at(-1)) globalThis.rowsSeen.push(row.textContent);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}`;

/** Notes when a lever is moved, and what each worker is asked from then on. */
const WATCH_WORKERS = `(() => {
  globalThis.asked = [];
  const Born = globalThis.Worker;
  globalThis.Worker = class extends Born {
    postMessage(ask) {
      globalThis.asked.push({ at: performance.now(), what: ask.length });
      super.postMessage(ask);
    }
  };
  addEventListener("input", () => globalThis.asked.push({ at: performance.now(), what: "moved" }), true);
})()`;

/** The page at an address whose second answer comes later than the page's address follows what it shows. */
async function servedSlowly(file: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  let answers = 0;
  await page.route("http://careshift.test/**", async (route) => {
    if (answers++ > 0) await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.fulfill({ path: file, contentType: "text/html" });
  });
  await page.goto("http://careshift.test/session.html#change");
  return page;
}

async function reloadedOn(page: Page, box: Locator, value: string): Promise<void> {
  const loaded = page.waitForEvent("load");
  await page.evaluate(`(${RELOAD_ON})("change")`);
  await box.fill(value);
  await box.press("Enter");
  await loaded;
  await box.waitFor();
}

/** The plans that the address holds, as text. */
async function addressed(page: Page): Promise<string> {
  const [, text = ""] = (await page.evaluate<string>("location.hash")).split("=");
  return Buffer.from(text, "base64url").toString();
}

/** What a browser saves when something is clicked, as text. */
async function downloaded(page: Page, button: string): Promise<string> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  return readFileSync(await (await waiting).path(), "utf8");
}

describe("the page in one file, with the network off", { timeout: 120_000 }, () => {
  it("is at most 2 MB for the largest folder that ships, holds nothing of the machine, and lets nothing be evaluated", () => {
    expect(statSync(taught("scenarios/torbay")).size).toBeLessThanOrEqual(2_000_000);
    expect(readFileSync(file, "utf8")).not.toContain("unsafe-");
    expect(readFileSync(file, "utf8")).not.toContain(folder);
  });

  it("opens with figures counted when it was made, before any worker has answered, the same to the last bit", async () => {
    const context = await browser.newContext({ offline: true });
    await context.addInitScript("globalThis.Worker = class { postMessage() {} terminate() {} }");
    const page = await context.newPage();
    await page.goto(`${pathToFileURL(file).href}#change`);
    await page.getByText("First look: 4 replications of 1 year").waitFor();
    await page
      .getByRole("status")
      .filter({ hasText: /^First look: the table has figures; nothing is sure/ })
      .waitFor();
    const verdicts = await page.locator(".results__verdict").allInnerTexts();
    expect(new Set(verdicts)).toEqual(new Set(["first look"]));
    await context.close();
    const [, json] = readFileSync(file, "utf8").match(/id="careshift-bundle">(.*?)<\/script>/s) as [string, string];
    const bundle = JSON.parse(json) as Bundle;
    const bench = new Workbench(bundle);
    expect(bundle.first?.map(({ file: of, length, values }) => [of, length, values.length])).toEqual([
      ["baseline.yaml", "glance", 2],
      ["baseline.yaml", "look", 4],
    ]);
    for (const { file: of, length, values } of bundle.first ?? [])
      values.forEach((text, replication) => {
        expect(valuesIn(text)).toEqual(bench.values({ file: of, text: undefined }, length, replication));
      });
  });

  it("answers a lever with paired differences from the same patients, takes it back, and does it again", async () => {
    const { page, complaints } = await opened(browser, file, { hash: "#change" });
    const beds = page.getByRole("spinbutton", { name: "Hospital: beds" });
    await beds.fill("11");
    await beds.press("Enter");
    const row = page.getByRole("row", { name: /Hospital: midnights over 92/ });
    await row.getByText("clear", { exact: true }).waitFor();
    expect(await row.innerText()).toContain("+");
    await page.getByText("Done: 4 replications.").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await beds.inputValue()).toBe("15");
    await page.getByRole("button", { name: "Redo" }).click();
    expect(await beds.inputValue()).toBe("11");
    expect(complaints).toEqual([]);
    await close(page);
  });

  it("loses nothing by a reload that follows at once, nor what can be undone; a link opened in the same tab is a step", async () => {
    const { page, complaints } = await opened(browser, file, { hash: "#change" });
    const beds = page.getByRole("spinbutton", { name: "Hospital: beds" });
    await beds.waitFor();
    await reloadedOn(page, beds, "11");
    expect(await beds.inputValue()).toBe("11");
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await beds.inputValue()).toBe("15");
    await page.getByRole("button", { name: "Redo" }).click();
    await expect.poll(() => addressed(page)).toContain('"by":-4');
    const eleven = await page.evaluate("location.hash");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => addressed(page)).not.toContain('"by":-4');
    await page.evaluate(`location.assign(${JSON.stringify(eleven)})`);
    await expect.poll(() => beds.inputValue()).toBe("11");
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await beds.inputValue()).toBe("15");
    expect(complaints).toEqual([]);
    await close(page);
  });

  it("loses nothing by a reload that is answered late, when the address has followed meanwhile", async () => {
    const page = await servedSlowly(file);
    const beds = page.getByRole("spinbutton", { name: "Hospital: beds" });
    await beds.waitFor();
    await reloadedOn(page, beds, "11");
    expect(await beds.inputValue()).toBe("11");
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await beds.inputValue()).toBe("15");
    await close(page);
  });

  it("says a lever's unit once, and on a telephone reads what happens before the levers, as the eye does", async () => {
    const { page, complaints } = await opened(browser, file, { hash: "#change", width: 360, height: 740 });
    const headings = () => page.locator("#main h2").allTextContents();
    expect(await page.locator(".lever__label").first().innerText()).toBe("Hospital: beds");
    expect(await headings()).toEqual(["What happens", "Change it"]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await expect.poll(headings).toEqual(["Change it", "What happens"]);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect.poll(headings).toEqual(["What happens", "Change it"]);
    expect(complaints).toEqual([]);
    await close(page);
  });

  it("takes no more than glances while a lever is dragged, and the rest when it has rested", async () => {
    const context = await browser.newContext({ offline: true });
    await context.addInitScript(WATCH_WORKERS);
    const page = await context.newPage();
    await page.goto(`${pathToFileURL(file).href}#change`);
    await page.getByText("Done: 4 replications.").waitFor();
    const slider = page.getByRole("slider", { name: "Hospital: beds" });
    for (let i = 0; i < 12; i++) await slider.press("ArrowRight", { delay: 40 });
    await page.getByText("Done: 4 replications.").waitFor();
    const asked = await page.evaluate<{ at: number; what: string }[]>("globalThis.asked");
    const moves = asked.filter(({ what }) => what === "moved");
    const rested = moves[moves.length - 1]!.at + 350;
    const meanwhile = asked.filter(({ at }) => at > moves[0]!.at && at < rested).map(({ what }) => what);
    expect(moves).toHaveLength(12);
    expect(new Set(meanwhile)).toEqual(new Set(["moved", "glance"]));
    expect(asked.some(({ at, what }) => at > rested && what === "whole")).toBe(true);
    await context.close();
  });

  it("keeps a number that is being typed, however often replications draw the page anew, and through a reload", async () => {
    const { page, complaints } = await opened(browser, file, { hash: "#change" });
    const beds = page.getByRole("spinbutton", { name: "Hospital: beds" });
    await beds.pressSequentially("1");
    await page.getByText("Done: 4 replications.").waitFor();
    expect(await beds.inputValue()).toBe("151");
    await beds.fill("12");
    await page.reload();
    await expect.poll(() => beds.inputValue()).toBe("12");
    expect(await addressed(page)).not.toContain('"by":-3');
    await page.keyboard.press("Enter");
    await expect.poll(() => addressed(page)).toContain('"by":-3');
    expect(complaints).toEqual([]);
    await close(page);
  });

  it("plans, compares and takes away: scenario, findings, board paper, and a link that brings all of it back", async () => {
    const { page, complaints } = await opened(browser, file, { hash: "#change" });
    await page.getByRole("spinbutton", { name: "Hospital: beds" }).fill("12");
    await page.getByLabel("Its name").fill("Three beds fewer");
    await page.getByLabel("Its name").press("Tab");
    await view(page, "Compare");
    await page.getByRole("columnheader", { name: "Three beds fewer" }).waitFor();
    await view(page, "Take it away");
    const scenario = parse(await downloaded(page, "Download scenario"));
    expect(scenario).toMatchObject({ extends: "baseline.yaml", name: "Three beds fewer" });
    expect(scenario.changes).toEqual([expect.objectContaining({ add: "places.hospital.beds", by: -3 })]);
    const findings = JSON.parse(await downloaded(page, "Download findings"));
    expect(findings.scenarios.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(["Two more cottage beds", "Three beds fewer"]),
    );
    const paper = await downloaded(page, "Download board paper");
    expect(paper).toContain("<svg");
    expect(paper).toContain("Three beds fewer");
    const link = await page.getByLabel("Link to all options").inputValue();
    const again = await opened(browser, file, { hash: new URL(link).hash });
    expect(await again.page.getByRole("spinbutton", { name: "Hospital: beds" }).inputValue()).toBe("12");
    const hash = new URL(link).hash.slice(0, -25);
    const cut = await opened(browser, file, { hash });
    await cut.page.getByText("This link can’t be read: it may have been cut on its way.").waitFor();
    await cut.page.waitForTimeout(600);
    expect(await cut.page.evaluate<string>("location.hash")).toBe(hash);
    await cut.page.getByRole("spinbutton", { name: "Hospital: beds" }).fill("13");
    await cut.page.getByRole("spinbutton", { name: "Hospital: beds" }).press("Enter");
    await cut.page.getByText("This link can’t be read").waitFor({ state: "detached" });
    await expect.poll(() => addressed(cut.page)).toContain('"by":-2');
    await close(cut.page);
    expect(complaints).toEqual([]);
    await close(again.page);
    await close(page);
  });

  it("counts in the browser what Node counts, to the last bit", async () => {
    const { page } = await opened(browser, file, { hash: "#take-away" });
    await page.getByRole("button", { name: "Show fingerprint" }).click();
    await page.getByText(/^[0-9a-f]{64}$/).waitFor();
    const bench = new Workbench(gatherBundle(onDisk, [join(folder, "baseline.yaml")], [], "0"));
    const inNode = bench.fingerprint({ file: "baseline.yaml", text: undefined }, "look", 0);
    expect(await page.getByText(/^[0-9a-f]{64}$/).innerText()).toBe(inNode);
    await close(page);
  });

  it("plays a whole session by keyboard: predict, run, prediction against outcome, a plan of one's own", async () => {
    const { page, complaints } = await opened(browser, file, { hash: "#session" });
    const press = async (name: string) => {
      await page.getByRole("button", { name, exact: true }).focus();
      await page.keyboard.press("Enter");
    };
    await page.getByText("There are <b>delays</b>.").waitFor();
    await page.getByText("Notes for the facilitator").click();
    await page.getByText("Be kind.").waitFor();
    await press("Next");
    expect(await page.locator("details[open]").count()).toBe(0);
    expect(await page.getByRole("button", { name: "Next" }).isDisabled()).toBe(true);
    await page.getByRole("spinbutton", { name: "Hands for fewer" }).fill("7");
    expect(await page.getByRole("button", { name: "Next" }).isEnabled()).toBe(true);
    await page.getByRole("radio", { name: "fewer" }).focus();
    await page.keyboard.press("Space");
    const loaded = page.waitForEvent("load");
    await page.evaluate(`(${RELOAD_ON})("click")`);
    await press("Next");
    await loaded;
    await page.evaluate(`(${WATCH_ROW})("Which way?")`);
    expect(await page.getByRole("button", { name: "Next" }).isDisabled()).toBe(true);
    await page.getByText("Run it first: what comes next speaks of what happened.").waitFor();
    await press("Run it");
    await page.getByText(/What comes next stands on all 12 replications: \d+ are done/).waitFor();
    await page.getByText("Done: 12 replications.").waitFor();
    const outcome = page.getByRole("row", { name: /Which way\?/ });
    await expect.poll(() => outcome.innerText()).toMatch(/fewer.*(as predicted|otherwise)/s);
    const rows = await page.evaluate<string[]>("globalThis.rowsSeen");
    const before = rows.filter((text) => text.includes("so far"));
    expect(before.length).toBeGreaterThan(0);
    for (const text of before) {
      expect(text).toMatch(/so far, \d+ of 12$/);
      expect(text).not.toMatch(/as predicted|otherwise/);
    }
    expect(rows.filter((text) => /as predicted|otherwise/.test(text))).toHaveLength(1);
    await page
      .getByRole("status")
      .filter({ hasText: /^Which way\? (as predicted|otherwise)\.$/ })
      .waitFor();
    await press("Next");
    await page.getByText(/^It moves by .\d/).waitFor();
    await press("Next");
    await page.getByRole("spinbutton", { name: /Cottage beds/ }).focus();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.getByText("£60,000").waitFor();
    await press("Run it");
    await press("Back");
    expect(await outcome.innerText()).toMatch(/as predicted|otherwise/);
    await press("Next");
    await page.getByRole("columnheader", { name: "Your plan" }).waitFor();
    const saved = await downloaded(page, "Save this session");
    const asked = page.waitForEvent("dialog");
    const begun = page.getByRole("button", { name: "Begin again" }).click();
    await (await asked).accept();
    await begun;
    await page.getByText("step 1 of 5 · 5 of 25 minutes").waitFor();
    await press("Next");
    await page.getByText("Notes for the facilitator").click();
    await press("Skip this step");
    await page.getByText("Run it first").waitFor();
    const kept = { name: "saved.json", mimeType: "application/json", buffer: Buffer.from(saved) };
    await page.locator('input[type="file"]').setInputFiles(kept);
    await page.getByRole("columnheader", { name: "Your plan" }).waitFor();
    await press("Back");
    await expect.poll(() => outcome.innerText()).toMatch(/fewer \(hands: fewer: 7\)/);
    expect(complaints).toEqual([]);
    await close(page);
  });

  it("asks before a tab is closed that holds answers which are in no file, and before no other", async () => {
    const { page } = await opened(browser, file, { hash: "#session" });
    const left = () => page.evaluate("!dispatchEvent(new Event('beforeunload', { cancelable: true }))");
    await page.getByRole("button", { name: "Next" }).click();
    expect(await left()).toBe(false);
    await page.getByRole("radio", { name: "fewer" }).click();
    await view(page, "Compare");
    expect(await left()).toBe(true);
    await view(page, "Session");
    await downloaded(page, "Save this session");
    expect(await left()).toBe(false);
    await close(page);
  });

  it("goes on where the browser has no room to keep anything: the link follows, and a reload loses nothing", async () => {
    const context = await browser.newContext({ offline: true });
    await context.addInitScript(
      "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    );
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(`${pathToFileURL(file).href}#change`);
    const beds = page.getByRole("spinbutton", { name: "Hospital: beds" });
    await beds.fill("5000");
    await beds.press("Enter");
    await page.getByText("30 is the most.").waitFor();
    await expect.poll(() => addressed(page)).toContain('"by":15');
    await page.reload();
    expect(await beds.inputValue()).toBe("30");
    expect(await page.getByRole("button", { name: "Undo" }).isEnabled()).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("shows people moving, and follows one of them", async () => {
    const { page, complaints } = await opened(browser, file, { hash: "#see" });
    await page.getByLabel("Follow").selectOption({ index: 1 });
    await page.getByRole("heading", { name: /^(Mrs|Mr) Smith, \d+$/ }).waitFor();
    await page
      .getByRole("button", { name: /\d{4}, \d\d:\d\d/ })
      .nth(1)
      .click();
    const time = page.getByRole("slider", { name: "Time" });
    const before = await time.inputValue();
    await page.getByRole("button", { name: "Play" }).click();
    await expect.poll(() => time.inputValue(), { timeout: 20_000 }).not.toBe(before);
    await page.getByRole("button", { name: "Pause" }).click();
    expect(Number(await page.locator("canvas").getAttribute("data-people"))).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await close(page);
  });

  it("tells a screen reader the results in words, in a live region, and has the figures of the map in a table", async () => {
    const { page } = await opened(browser, file, { hash: "#change" });
    await page.getByRole("spinbutton", { name: "Hospital: beds" }).fill("11");
    await page.getByRole("spinbutton", { name: "Hospital: beds" }).press("Enter");
    const live = page.getByRole("status");
    await expect.poll(() => live.innerText(), { timeout: 60_000 }).toMatch(/^Final results: .*Hospital.*\.$/s);
    await view(page, "See it");
    const map = page.getByRole("img", { name: /people in care. The figures are in the table below/ });
    await map.waitFor();
    await page.getByText("The figures behind the map").click();
    const row = page.getByRole("row", { name: /^Hospital/ });
    expect(await row.innerText()).toMatch(/Hospital\s+11\s+\d+/);
    await close(page);
  });

  it.each([
    ["no-preference", 20, Number.POSITIVE_INFINITY],
    ["reduce", 1, 13],
  ] as const)(
    "draws people walking where motion is %s, and only standing where less of it is wanted",
    async (motion, least, most) => {
      const context = await browser.newContext({ offline: true, reducedMotion: motion });
      const page = await context.newPage();
      await page.goto(`${pathToFileURL(file).href}#see`);
      const frames = async () => Number(await page.locator("canvas").getAttribute("data-frames"));
      await expect.poll(frames, { timeout: 60_000 }).toBeGreaterThan(0);
      await page.waitForTimeout(1000);
      const before = await frames();
      for (let i = 0; i < 12; i++) await page.getByRole("slider", { name: "Time" }).press("ArrowRight", { delay: 50 });
      await expect.poll(async () => (await frames()) - before).toBeGreaterThanOrEqual(least);
      await page.waitForTimeout(500);
      expect((await frames()) - before).toBeLessThanOrEqual(most);
      await context.close();
    },
  );

  it("shows on a telephone the map at once, what happens while levers are moved, and the option being worked on first", async () => {
    const size = { width: 360, height: 740 };
    const see = await opened(browser, file, { ...size, hash: "#see" });
    expect((await see.page.locator("canvas").boundingBox())?.y).toBeLessThan(500);
    await close(see.page);
    const change = await opened(browser, file, { ...size, hash: "#change" });
    const results = change.page.getByRole("region", { name: "Results" });
    await results.waitFor();
    await change.page.evaluate("scrollTo(0, document.body.scrollHeight / 2)");
    const { y = -1 } = (await results.boundingBox()) ?? {};
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThan(370);
    await close(change.page);
    const compare = await opened(browser, file, { ...size, hash: "#compare" });
    const own = compare.page.getByRole("columnheader", { name: "My plan" });
    await own.waitFor();
    const { x = 999, width = 0 } = (await own.boundingBox()) ?? {};
    expect(x + width).toBeLessThanOrEqual(360);
    await close(compare.page);
  });

  it.each(["session", "see", "change", "compare", "take-away"])(
    "has nothing for axe to find in %s, and fits 360 px",
    async (name) => {
      const { page } = await opened(browser, file, { hash: `#${name}`, width: 360, height: 740 });
      const shows: Record<string, string> = { session: "main h2", see: "canvas", "take-away": "main h2" };
      await page
        .locator(shows[name] ?? "table")
        .first()
        .waitFor();
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
      await page.evaluate(AXE);
      const found = await page.evaluate(() =>
        (globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string }[] }> } }).axe.run(),
      );
      expect(found.violations.map(({ id }) => id)).toEqual([]);
      await close(page);
    },
  );
});
