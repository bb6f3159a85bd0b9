/** Finding a browser that prints: any Chromium, Chrome or Edge will do. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Where they usually are; names without a folder are looked for along PATH. */
const USUAL = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "/snap/bin/chromium",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ...["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((key) =>
    ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"].map((file) =>
      join(process.env[key] ?? "", file),
    ),
  ),
];

/** Nothing can print; the message says what to install. */
export class NoBrowser extends Error {}

/**
 * The path of a browser: the one that CHROME_PATH names, else one in a usual place.
 * @throws {NoBrowser} where there is none
 */
export function findBrowser(): string {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== "") {
    if (isProgram(named)) return named;
    throw new NoBrowser(`CHROME_PATH is ${named}, which is no program; name the file of Chromium, Chrome or Edge`);
  }
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const found = USUAL.flatMap((name) =>
    /[\\/]/.test(name) ? [name] : folders.map((folder) => join(folder, name)),
  ).find(isProgram);
  if (found !== undefined) return found;
  throw new NoBrowser(
    "PDF is printed by a browser, and no Chromium, Chrome or Edge was found; install one (Debian, Ubuntu: sudo apt-get install chromium), or name one by CHROME_PATH=/path/to/chrome",
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return false;
  }
}
