// How fast the page is, in a real Chromium: the first result after it opens, a lever's first interval, and the pictures a
// second of the map. Not a test: what it prints depends on the machine and on what else it does.
//   node src/ready.mjs && node tests/benchmarks/page.mjs [scenarios/torbay]      (CHROME_PATH names another browser)
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = process.argv[2] ?? "scenarios/torbay";
const LEVERS = 6;
const work = mkdtempSync(join(tmpdir(), "careshift-page-"));
const file = join(work, "session.html");
execFileSync(process.execPath, [join(root, "dist/cli/main.js"), "teach", folder, "-o", file], { cwd: root });
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(120_000);
  await page.addInitScript(watch);
  console.log(`${folder}, ${availableParallelism()} processors, load ${loadavg()[0].toFixed(1)}`);
  await opening(page);
  await levers(page);
  await frames(page);
} finally {
  await browser.close();
  rmSync(work, { recursive: true });
}

/** Runs in the page: notes when a table of results first stands there, and when one follows a lever. */
function watch() {
  const heard = { first: 0, moved: 0, answered: [] };
  globalThis.heard = heard;
  addEventListener("change", () => (heard.moved = performance.now()), true);
  let gone = false;
  new MutationObserver(() => {
    const table = document.querySelector("table.results");
    if (table && heard.first === 0) heard.first = performance.now();
    if (!table) gone = true;
    else if (gone && heard.moved > 0) {
      heard.answered.push(performance.now() - heard.moved);
      heard.moved = 0;
      gone = false;
    }
  }).observe(document, { childList: true, subtree: true });
}

async function opening(page) {
  await page.goto(`${pathToFileURL(file).href}#change`);
  await until(page, "heard.first > 0");
  console.log(`first result        ${(await page.evaluate("heard.first")).toFixed(0)} ms after the page was asked for`);
  await page.waitForTimeout(8000);
}

async function levers(page) {
  const box = page.locator(".lever__number").first();
  const from = Number(await box.inputValue());
  for (let i = 1; i <= LEVERS; i++) {
    await box.fill(String(from - 2 * i));
    await box.press("Enter");
    await until(page, `heard.answered.length >= ${i}`);
    await page.waitForTimeout(2000);
  }
  const took = (await page.evaluate("heard.answered")).map((ms) => ms.toFixed(0));
  console.log(`a lever's interval  ${took.join(", ")} ms after the lever was moved`);
}

async function frames(page) {
  await page.getByRole("button", { name: "See it" }).click();
  await page.locator("canvas").waitFor();
  await page.getByLabel("Speed").selectOption({ label: "Fast" });
  await page.getByRole("button", { name: "Play" }).click();
  await page.waitForTimeout(1000);
  const counted = await page.evaluate(async () => {
    const canvas = document.querySelector("canvas");
    const [frames, began] = [Number(canvas.dataset.frames), performance.now()];
    const drawn = [];
    while (performance.now() - began < 5000) {
      await new Promise(requestAnimationFrame);
      drawn.push(Number(canvas.dataset.drawMs));
    }
    drawn.sort((a, b) => a - b);
    const at = (share) => drawn[Math.floor(share * (drawn.length - 1))];
    const perSecond = ((Number(canvas.dataset.frames) - frames) * 1000) / (performance.now() - began);
    return { people: canvas.dataset.people, perSecond, half: at(0.5), most: at(0.95) };
  });
  const { people, perSecond, half, most } = counted;
  console.log(
    `the map             ${perSecond.toFixed(0)} pictures a second, ${people} people; drawing ${half} ms (95 %: ${most} ms)`,
  );
}

/** Waits for something in the page to be true, without letting the page evaluate anything: its policy forbids that. */
async function until(page, what) {
  for (const began = Date.now(); Date.now() - began < 60_000; ) {
    if (await page.evaluate(what)) return;
    await page.waitForTimeout(20);
  }
  throw new Error(`the page waited a minute for ${what}`);
}
