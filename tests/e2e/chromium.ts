import { execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium as playwright } from "playwright-core";

/** Where Chromium, Chrome or Edge usually are; names without a folder are looked for along PATH. */
const USUAL = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "/usr/bin/chromium",
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

/** A browser of the tests must reach nothing and run as root in a container. */
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
 * The path of a Chromium, Chrome or Edge: the one that CHROME_PATH names, else one in a usual place, else Debian's,
 * installed now where that is allowed.
 * @throws where there is none and none can be installed, saying what to do
 */
export function findChromium(): string {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== "") {
    if (isProgram(named)) return named;
    throw new Error(`CHROME_PATH is ${named}, which is no program: name the file of Chromium, Chrome or Edge`);
  }
  const found = installed() ?? (installFromDebian() ? installed() : undefined);
  if (found !== undefined) return found;
  throw new Error(
    "These tests drive a real browser and none was found: install Chromium, Chrome or Edge (Debian, Ubuntu: sudo apt-get install chromium), or name one by CHROME_PATH=/path/to/chrome",
  );
}

/** Starts the browser without a window; whoever starts it closes it. */
export function launchChromium(): Promise<Browser> {
  return playwright.launch({ executablePath: findChromium(), args: QUIETLY });
}

function installed(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return USUAL.flatMap((name) => (/[\\/]/.test(name) ? [name] : folders.map((folder) => join(folder, name)))).find(
    isProgram,
  );
}

/** Debian's own package, without questions; false where this is no Debian, or not root. */
function installFromDebian(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !isProgram("/usr/bin/apt-get")) return false;
  console.error("No Chromium, Chrome or Edge here: installing Debian's chromium (about a minute) …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args: string[]) =>
    execFileSync("/usr/bin/apt-get", ["-qq", ...args], { env, stdio: ["ignore", "ignore", "inherit"] });
  try {
    apt("update");
    apt("install", "--yes", "--no-install-recommends", "chromium");
    return true;
  } catch (error) {
    console.error(`apt-get could not install it: ${(error as Error).message}`);
    return false;
  }
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
