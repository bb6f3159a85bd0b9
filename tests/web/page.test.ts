import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../e2e/chromium.js";
import { opened, taught } from "./browser.js";

let browser: Browser;
let file: string;
beforeAll(async () => {
  file = taught();
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe("the page in one file, with the network off", () => {
  it("answers a lever with paired differences from the same patients", async () => {
    const { page, complaints } = await opened(browser, file);
    await page.getByLabel("Hospital: beds beds").fill("11");
    await page.keyboard.press("Enter");
    const row = page.getByRole("row", { name: /Hospital: midnights over 92/ });
    await row.getByText("clear", { exact: true }).waitFor();
    expect(await row.innerText()).toContain("+");
    await page.getByText("Done: 4 replications.").waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("takes a lever back, and does it again", async () => {
    const { page } = await opened(browser, file);
    const beds = page.getByLabel("Hospital: beds beds");
    await beds.fill("11");
    await beds.press("Tab");
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await beds.inputValue()).toBe("15");
    await page.getByRole("button", { name: "Redo" }).click();
    expect(await beds.inputValue()).toBe("11");
    await page.context().close();
  });

  it("holds nothing of the machine it was made on", () => {
    expect(readFileSync(file, "utf8")).not.toContain(process.cwd());
  });
});
