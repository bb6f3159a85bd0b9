import { findBrowser, NoBrowser } from "./browser.js";

/** The browser reaches nothing, keeps nothing, and runs as root in a container. */
const QUIETLY = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * An HTML document of ours printed on A4 by a browser without a window: tagged for who does not see it, with bookmarks from
 * its headings. Scripts and network are off.
 *
 * @throws {NoBrowser} where no browser is found, or the package that drives it is missing; the message says what to install
 */
export async function printPdf(html: string): Promise<Uint8Array> {
  const { chromium } = await driver();
  const browser = await chromium.launch({ executablePath: findBrowser(), args: QUIETLY });
  try {
    const context = await browser.newContext({ offline: true, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.setContent(html, { waitUntil: "load" });
    return await page.pdf({ tagged: true, outline: true, preferCSSPageSize: true, printBackground: true });
  } finally {
    await browser.close();
  }
}

/** Most users never print, so the package is theirs to add. */
async function driver(): Promise<typeof import("playwright-core")> {
  try {
    return await import("playwright-core");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new NoBrowser(
      "PDF is printed by a browser through the package playwright-core, which is not installed; type npm install playwright-core",
    );
  }
}
