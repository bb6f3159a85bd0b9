import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { careshift, townFolder } from "./careshift.js";

const folder = mkdtempSync(join(tmpdir(), "careshift-misuse-"));

describe("A command line that can't be used", () => {
  it("without a path is told what is wanted, with an example", () => {
    expect(careshift(["run"], folder).err).toContain(
      "name a folder or scenario file, such as careshift run scenarios/torbay",
    );
  });

  it("of a command that there is not says so, with the nearest, or where they are listed", () => {
    expect(careshift(["rum", "x"], folder).err).toContain("there is no command rum; did you mean run?");
    expect(careshift(["xyzzy"], folder).err).toContain("there is no command xyzzy; careshift --help lists them");
  });

  it("with a misspelt option is told the nearest", () => {
    expect(careshift(["run", "x", "--year", "1"], folder).err).toContain("did you mean --years?");
  });

  it.each([
    [["run", "x", "-o", "y"], "did you mean --out, which names the folder"],
    [["size", "x", "--place", "y", "--targt", "z"], "did you mean --target?"],
    [["teach", "x", "--out", "y"], "did you mean -o, which names the file"],
    [["explain", "x", "-o", "y"], "it prints what it finds: keep that with careshift explain … > FILE"],
    [["best", "x", "--measure", "cost", "--replications", "4"], "did you mean --max-replications?"],
  ])("%j is told what this very command takes instead", (typed, hint) => {
    const { code, err } = careshift(typed, folder);
    expect([code, err]).toEqual([2, expect.stringContaining(hint)]);
  });

  it.each([
    [["teach", "town", "-o", "."], "-o .: that is a folder; name a file in it, such as -o session.html"],
    [["teach", "town", "-o", "town/baseline.yaml/x.html"], "nothing can be written there (ENOTDIR); name another file"],
    [["import", "stays", "none.csv", "-o", "town"], "that is a folder; name a file in it, such as -o town/mine.yaml"],
    [["size", "town", "--place", "hospital", "-o", "town/baseline.yaml/x"], "nothing can be written there (ENOTDIR)"],
    [["calibrate", "town", "-o", "town"], "that is a folder"],
    [["size", "town", "--place", "hospital", "-o", ""], "wanted is one file, such as -o mine.yaml"],
    [["run", "town", "--out", "/proc/careshift"], "--out /proc/careshift: nothing can be written there"],
  ])(
    "%j is told before anything is simulated that nothing can be written there, and leaves nothing behind",
    (typed, why) => {
      cpSync(townFolder(), join(folder, "town"), { recursive: true });
      const { code, err } = careshift(typed, folder);
      expect([code, err]).toEqual([2, expect.stringContaining(why)]);
      expect(err.trim().split("\n")).toHaveLength(1);
      expect(readdirSync(folder).filter((name) => name.includes(".part") || name.startsWith(".careshift"))).toEqual([]);
    },
  );

  it("is helped by `help run` as by `run --help`", () => {
    expect(careshift(["help", "run"], folder).out).toBe(careshift(["run", "--help"], folder).out);
  });

  it("says that the law of stays is written", () => {
    writeFileSync(join(folder, "los.csv"), `los\n${Array.from({ length: 12 }, (_, i) => i + 1).join("\n")}\n`);
    expect(careshift(["import", "stays", "los.csv", "-o", "law.yaml"], folder).err).toContain("law.yaml is written.");
    expect(readFileSync(join(folder, "law.yaml"), "utf8")).toContain("stay:");
  });
});
