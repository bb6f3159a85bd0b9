import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { careshift } from "./careshift.js";

const folder = mkdtempSync(join(tmpdir(), "careshift-misuse-"));

describe("A command line that can't be used", () => {
  it("without a path is told what is wanted, with an example", () => {
    expect(careshift(["run"], folder).err).toContain(
      "name a folder or scenario file, such as careshift run scenarios/torbay",
    );
  });

  it("with a misspelt option is told the nearest", () => {
    expect(careshift(["run", "x", "--year", "1"], folder).err).toContain("did you mean --years?");
  });

  it("is helped by `help run` as by `run --help`", () => {
    expect(careshift(["help", "run"], folder).out).toBe(careshift(["run", "--help"], folder).out);
  });

  it("says that the law of stays is written", () => {
    writeFileSync(join(folder, "los.csv"), `los\n${Array.from({ length: 12 }, (_, i) => i + 1).join("\n")}\n`);
    expect(careshift(["import", "stays", "los.csv", "-o", "law.yaml"], folder).err).toContain("law.yaml is written.");
    expect(readFileSync(join(folder, "law.yaml"), "utf8")).toContain("stay:");
  });
});
