import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { ROOT, townFolder } from "../../e2e/careshift.js";
import { SCRIPT } from "./fixture.js";

/** `careshift serve` as a child process, which can be killed and started again. */
export class Served {
  private child: ChildProcess | undefined;
  port = 0;
  facilitator = "";
  greeting = "";

  /** The server of a folder, which keeps its state in another. */
  constructor(
    readonly folder = townWithSession(),
    readonly state = join(folder, "state"),
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts the server and waits for its greeting. */
  async start(...flags: string[]): Promise<void> {
    const command = [join(ROOT, "dist/cli/main.js"), "serve", this.folder, "--port", String(this.port), ...flags];
    const child = spawn(process.execPath, [...command, "--threads", "1", "--state", this.state], {
      cwd: this.folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child = child;
    let said = "";
    let wrong = "";
    child.stderr?.on("data", (data) => (wrong += data));
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on("data", (data) => {
        said += data;
        if (said.includes("Ctrl-C stops it.")) resolve();
      });
      child.once("exit", (code) => reject(new Error(`careshift serve ended with ${code}: ${said}${wrong}`)));
    });
    this.greeting = said;
    this.facilitator = /http\S+\/facilitate#\S+/.exec(said)?.[0] ?? "";
    this.port = Number(/:(\d+)\//.exec(said)?.[1]);
  }

  /** Joins a room as a team, and waits for the team's own page. */
  async join(page: Page, code: string, name: string): Promise<void> {
    await page.goto(`${this.url}/join`);
    await page.getByLabel("Code").fill(code);
    await page.getByLabel("Name of your team").fill(name);
    await page.getByRole("button", { name: "Join" }).click();
    await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  }

  /** Ends the server by a signal, and gives its exit code (null after a kill). */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null) return child?.exitCode ?? null;
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.kill(signal);
    return ended;
  }
}

function townWithSession(): string {
  const folder = townFolder();
  mkdirSync(join(folder, "sessions"));
  writeFileSync(join(folder, "sessions/two-beds.yaml"), SCRIPT.replace("small-town.yaml", "../baseline.yaml"));
  return folder;
}

/** A browser of somebody's own, on a page; what the page complains of is gathered, but for a server that is away. */
export async function visitor(browser: Browser, complaints: string[], width = 1024, height = 800): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/ERR_CONNECTION|Failed to load resource|ERR_EMPTY/.test(message.text()))
      complaints.push(message.text());
  });
  return page;
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");

/** What axe finds wrong with a page, by WCAG 2.2 A and AA; a line each. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe is put into the page as it is
    const found = await (globalThis as any).axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return found.violations.map(
      // biome-ignore lint/suspicious/noExplicitAny: as axe says it
      (v: any) => `${v.id}: ${v.help} (${v.nodes.map((n: any) => n.html.slice(0, 100)).join(" | ")})`,
    );
  });
}

/** How far a page is wider than its window, in pixels. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = (globalThis as unknown as { document: { documentElement: HTMLElementLike } })
      .document.documentElement;
    return scrollWidth - clientWidth;
  });
}
interface HTMLElementLike {
  scrollWidth: number;
  clientWidth: number;
}

/** Keeps a picture of a page where CARESHIFT_PICTURES names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.CARESHIFT_PICTURES;
  if (folder !== undefined && folder !== "")
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
