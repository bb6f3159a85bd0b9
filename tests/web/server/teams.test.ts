import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../../e2e/chromium.js";
import { axe, overflow, picture, Served, visitor } from "./served.js";

let browser: Browser;
const served = new Served();
const complaints: string[] = [];
beforeAll(async () => {
  browser = await launchChromium();
  await served.start();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await served.end("SIGKILL");
});

const NAMES = ["Torquay", '<b>Paignton</b> & "Co"', "Brixham مرحبا"];
const PLANS: Record<string, number>[] = [{ cottage: 4 }, { hospital: 2 }, { cottage: 6, hospital: -1 }];

/** Presses the button that ends a round, and says what was asked. */
async function reveals(facilitator: Page, isMeant: boolean): Promise<string> {
  const asked = facilitator.waitForEvent("dialog").then(async (dialog) => {
    await (isMeant ? dialog.accept() : dialog.dismiss());
    return dialog.message();
  });
  await facilitator.getByRole("button", { name: "End the round and reveal" }).click();
  return asked;
}

describe("three teams at once", () => {
  it("play two rounds from their own browsers while the server is killed and started again between them", async () => {
    const facilitator = await visitor(browser, complaints);
    await facilitator.goto(served.facilitator);
    await fits(facilitator, "facilitator-rooms");
    await facilitator.getByRole("button", { name: /Open a room for Two <b>beds<\/b>/ }).click();
    const code = (await facilitator.locator(".join__code").textContent()) as string;
    const board = await visitor(browser, complaints, 1920, 1080);
    await board.goto(`${served.url}/board#${code}`);
    const teams = await Promise.all(NAMES.map((name, i) => joined(code, name, i === 1 ? 360 : 1024)));
    await board.getByText("Torquay").waitFor();
    await fits(board, "board-lobby");
    await facilitator.getByRole("button", { name: "Start round 1: First" }).click();
    await Promise.all(teams.map((team, i) => submits(team, PLANS[i] as Record<string, number>)));
    await fits(teams[1] as Page, "team-plan-360");
    await facilitator.getByText("submitted, £120,000 a year").first().waitFor();
    expect(await board.getByText("✓ submitted").count()).toBe(3);
    expect(await board.locator("table").count()).toBe(0);

    await served.end("SIGKILL");
    await teams[0]?.getByText("The connection is lost").waitFor();
    await served.start();
    await teams[0]?.getByText("The connection is lost").waitFor({ state: "detached" });

    const asked = await reveals(facilitator, false);
    expect(asked).toBe("End round 1 and show everybody what came of it? Every team has submitted a plan.");
    await facilitator.getByRole("button", { name: "Pause" }).waitFor();
    await reveals(facilitator, true);
    const first = await figures(board, 1);
    expect(first.length).toBe(3);
    for (const page of [...teams, facilitator]) expect(await figures(page, 1)).toEqual(first);
    await fits(board, "board-revealed");
    await fits(teams[1] as Page, "team-revealed-360");
    await fits(facilitator, "facilitator-revealed");

    await facilitator.getByRole("button", { name: "Start round 2: Second" }).click();
    await submits(teams[0] as Page, { cottage: 2 });
    expect(await reveals(facilitator, true)).toMatch(/2 of 3 teams have not submitted a plan\.$/);
    await facilitator.getByRole("button", { name: "Open round 2 again" }).click();
    await board.getByRole("table").nth(1).waitFor({ state: "detached" });
    await reveals(facilitator, true);
    expect((await figures(board, 2)).length).toBe(1);
    expect(await figures(board, 1)).toEqual(first);
    const end = facilitator.getByRole("button", { name: "End the session" });
    facilitator.once("dialog", (dialog) => dialog.dismiss());
    await end.click();
    expect(await end.isVisible()).toBe(true);
    facilitator.once("dialog", (dialog) => dialog.accept());
    await end.click();
    await board.getByText("The session is over.").waitFor();
    expect(complaints).toEqual([]);
  }, 240_000);

  it("are told when a plan costs too much, and nothing is lost by it", async () => {
    const facilitator = await visitor(browser, complaints);
    await facilitator.goto(served.facilitator);
    await facilitator.getByRole("button", { name: /Open a room/ }).click();
    const code = (await facilitator.locator(".join__code").textContent()) as string;
    const team = await joined(code.toLowerCase(), "Spenders", 360);
    await facilitator.getByRole("button", { name: "Start round 1: First" }).click();
    await team.getByLabel("Cottage beds", { exact: true }).fill("6");
    await team.getByText("£60,000 a year too much: the budget is £120,000.").waitFor();
    await team.getByRole("button", { name: "Submit plan" }).click();
    await team.getByRole("alert").getByText("The plan costs £180,000 a year, £60,000 more").waitFor();
    await fits(team, "team-over-budget-360");
    expect(await team.getByLabel("Cottage beds", { exact: true }).inputValue()).toBe("6");
  }, 120_000);
});

describe("the first pages", () => {
  it("are clean and fit a telephone, and the page to plan with loads under the same policy", async () => {
    const page = await visitor(browser, complaints, 360, 700);
    await page.goto(served.url);
    await page.getByRole("link", { name: "Join" }).waitFor();
    await fits(page, "start-360");
    await page.goto(`${served.url}/join`);
    await page.getByLabel("Code").waitFor();
    await fits(page, "join-360");
    await page.goto(`${served.url}/plan`);
    await page.getByText("step 1 of 1").waitFor();
    expect(complaints).toEqual([]);
  }, 120_000);
});

async function joined(code: string, name: string, width: number): Promise<Page> {
  const page = await visitor(browser, complaints, width, 800);
  await served.join(page, code, name);
  return page;
}

async function submits(page: Page, settings: Record<string, number>): Promise<void> {
  const labels: Record<string, string> = { cottage: "Cottage beds", hospital: "Hospital beds" };
  await page.getByRole("button", { name: /^Submit/ }).waitFor();
  for (const name of Object.keys(labels))
    await page.getByLabel(labels[name] as string, { exact: true }).fill(String(settings[name] ?? 0));
  await page.getByLabel("Your prediction").fill("-1");
  await page.getByRole("button", { name: /^Submit/ }).click();
  await page.getByText("Submitted.").waitFor();
}

/** The rows of a round's results, once every plan has been worked out. */
async function figures(page: Page, round: number): Promise<string[]> {
  const table = page.getByRole("region", { name: `Results of round ${round}` });
  await table.waitFor();
  await table.getByText("is being worked out").first().waitFor({ state: "detached" });
  const rows = await table.locator("tbody tr").allInnerTexts();
  return rows.map((row) => row.replace(" (your team)", "").replace(/\s+/g, " "));
}

/** Clean by axe, no wider than the window; a picture is kept where that is asked for. */
async function fits(page: Page, name: string): Promise<void> {
  await picture(page, name);
  expect(await axe(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
}
