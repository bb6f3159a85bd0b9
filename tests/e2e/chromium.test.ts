import { afterEach, expect, it, vi } from "vitest";
import { findChromium, launchChromium } from "./chromium.js";

afterEach(() => vi.unstubAllEnvs());

it("finds a browser, or installs one, and drives it", async () => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.setContent("<p>beds</p>");
    expect(await page.innerText("p")).toBe("beds");
  } finally {
    await browser.close();
  }
});

it("says so when CHROME_PATH names no program", () => {
  vi.stubEnv("CHROME_PATH", "/nowhere/chrome");
  expect(() => findChromium()).toThrow("CHROME_PATH is /nowhere/chrome, which is no program");
});
