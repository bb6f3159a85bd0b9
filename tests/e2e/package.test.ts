import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "./careshift.js";

it("packs into a tarball that installs elsewhere and works there", () => {
  const elsewhere = mkdtempSync(join(tmpdir(), "careshift-pack-"));
  const tarball = execFileSync("npm", ["pack", "--silent", "--pack-destination", elsewhere], {
    cwd: ROOT,
    encoding: "utf8",
  })
    .trim()
    .split("\n")
    .pop() as string;
  writeFileSync(join(elsewhere, "package.json"), '{ "private": true }');
  execFileSync(
    "npm",
    ["install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error", join(elsewhere, tarball)],
    { cwd: elsewhere },
  );
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const npx = (...args: string[]) =>
    spawnSync("npx", ["--no-install", "careshift", ...args], { cwd: elsewhere, encoding: "utf8" });
  expect(npx("--version").stdout.trim()).toBe(version);
  const scenarios = join("node_modules", "careshift", "scenarios", "torbay");
  expect(npx("check", scenarios).status).toBe(0);
  const script =
    "import { readPaths, compile } from 'careshift'; console.log(compile(readPaths(process.argv.slice(2))[0].epochs).plan.places.count)";
  writeFileSync(join(elsewhere, "script.mjs"), script);
  expect(
    Number(spawnSync(process.execPath, ["script.mjs", scenarios], { cwd: elsewhere, encoding: "utf8" }).stdout),
  ).toBeGreaterThan(3);
}, 180_000);
