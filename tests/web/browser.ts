import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { careshift, MORE_COTTAGE, townFolder } from "../e2e/careshift.js";

/** The page of a folder, made by the command; returns the file. */
export function taught(folder = townFolder({ "redesign-cottage.yaml": MORE_COTTAGE })): string {
  const file = join(mkdtempSync(join(tmpdir(), "careshift-")), "session.html");
  const ended = careshift(["teach", folder, "-o", file]);
  if (ended.code !== 0) throw new Error(ended.err);
  return file;
}

/** Opens a file in a tab that can reach no network; whatever the page complains of fails the test that asks for `complaints`. */
export async function opened(
  browser: Browser,
  file: string,
  { width = 1280, height = 800, hash = "" } = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width, height }, offline: true, acceptDownloads: true });
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(pathToFileURL(file).href + hash);
  return { page, complaints };
}
