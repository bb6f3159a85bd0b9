import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../e2e/careshift.js";

const biome = join(ROOT, "node_modules", "@biomejs", "biome", "bin", "biome");

/** What the linter says of a file of a project with our configuration. */
function complaints(file: string, code: string): string {
  const project = mkdtempSync(join(tmpdir(), "careshift-lint-"));
  for (const name of ["biome.json", "tests/lint/portable.grit"]) cpSync(join(ROOT, name), join(project, name));
  mkdirSync(join(project, dirname(file)), { recursive: true });
  writeFileSync(join(project, file), code);
  const ended = spawnSync(process.execPath, [biome, "lint", file], { cwd: project, encoding: "utf8" });
  return ended.stdout + ended.stderr;
}

it.each(["Math.log(2)", "Math.random()", "Math.pow(2, 0.5)", "x ** 0.5", "Date.now()"])(
  "%s is refused in engine/ and care/",
  (code) => {
    for (const room of ["engine", "care"])
      expect(complaints(`src/${room}/any.ts`, `export const f = (x: number) => ${code} + x;\n`)).toMatch(
        /differ|reproducible|no clock/,
      );
  },
);

it("is allowed where figures are analysed", () => {
  expect(complaints("src/experiment/any.ts", "export const f = Math.log(2);\n")).not.toMatch(/differ/);
});

it("Math.sqrt, which is the same everywhere, is allowed", () => {
  expect(complaints("src/engine/any.ts", "export const f = Math.sqrt(2);\n")).not.toMatch(/differ/);
});
