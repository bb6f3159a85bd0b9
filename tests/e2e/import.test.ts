import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { careshift, ROOT } from "./careshift.js";

const TEMPLATES = join(ROOT, "tests/fixtures/pathsimr");
const folder = mkdtempSync(join(tmpdir(), "careshift-import-"));
const pathsimr = (name: string, ...more: string[]) =>
  careshift(
    ["import", "pathsimr", join(TEMPLATES, `${name}-network.csv`), join(TEMPLATES, `${name}-calendar.csv`), ...more],
    folder,
  );

describe("careshift import", () => {
  it("makes a scenario that the check finds good, and does not write over it unless it is told to", () => {
    const made = pathsimr("stroke", "--unit", "days", "-o", "stroke.yaml");
    expect([made.code, made.out.trim()]).toEqual([0, "stroke.yaml is written. To run it: careshift run stroke.yaml"]);
    expect(careshift(["check", "stroke.yaml"], folder).code).toBe(0);
    const again = pathsimr("stroke", "--unit", "days", "-o", "stroke.yaml");
    expect(again.code).toBe(2);
    expect(again.err).toContain("stroke.yaml is there already: name another file, or add --force to write over it");
  });

  it("writes nothing where a file has faults, and asks for the unit of time", () => {
    const faulty = pathsimr("faulty", "--unit", "days", "-o", "faulty.yaml");
    expect([faulty.code, existsSync(join(folder, "faulty.yaml"))]).toEqual([2, false]);
    expect(faulty.err.trim().split("\n").length).toBeGreaterThan(10);
    expect(faulty.err).toMatch(/\d+ faults: nothing was written$/m);
    expect(pathsimr("stroke", "-o", "other.yaml").err).toContain("--unit hours or --unit days");
  });

  it("makes a scenario of a folder of IPACS's tables, its arrivals beside it, and writes over none of them", () => {
    const ipacs = (...more: string[]) =>
      careshift(["import", "ipacs", join(ROOT, "tests/fixtures/ipacs"), "-o", "d2a.yaml", ...more], folder);
    const made = ipacs("--pathway", "P2", "P3");
    expect([made.code, made.out]).toEqual([
      0,
      expect.stringContaining("d2a.yaml and 2 tables of arrivals beside it are written"),
    ]);
    expect(careshift(["check", "d2a.yaml"], folder).code).toBe(0);
    rmSync(join(folder, "d2a.yaml"));
    expect(ipacs().err).toContain("d2a-p2-ns.csv is there already");
    expect([ipacs("--force").code, existsSync(join(folder, "d2a-p1-ns.csv"))]).toEqual([0, true]);
  });

  it("draws how well a rhythm and a law fit", () => {
    const days = Array.from({ length: 90 }, (_, i) => new Date(Date.UTC(2023, 0, 1 + i)).toISOString().slice(0, 10));
    writeFileSync(
      join(folder, "seen.csv"),
      ["date,count", ...days.map((day, i) => `${day},${8 + (i % 7)}`)].join("\n"),
    );
    const arrivals = careshift(["import", "arrivals", "seen.csv", "-o", "seen.yaml", "--picture", "seen.html"], folder);
    expect([arrivals.code, arrivals.out]).toEqual([0, expect.stringContaining("Picture of fit: seen.html")]);
    expect(readFileSync(join(folder, "seen.html"), "utf8")).toContain("weeks lie within what chance allows");
    writeFileSync(join(folder, "st.csv"), ["los", ...days.map((_, i) => (i + 1) / 5)].join("\n"));
    expect(careshift(["import", "stays", "st.csv", "--picture", "st.html"], folder).code).toBe(0);
    expect(readFileSync(join(folder, "st.html"), "utf8")).toContain("The likeliest law is");
  });

  it("writes over no table with a picture, were it the one just written, unless it is told to", () => {
    writeFileSync(join(folder, "own.csv"), ["los", ...Array.from({ length: 50 }, (_, i) => (i + 1) / 5)].join("\n"));
    const stays = (...more: string[]) => careshift(["import", "stays", "own.csv", ...more], folder);
    const both = stays("--law", "empirical", "-o", "table.csv", "--picture", "table.csv", "--force");
    expect([both.code, existsSync(join(folder, "table.csv"))]).toEqual([2, false]);
    expect(both.err).toContain("-o and --picture both name table.csv: name another file for the picture");
    const over = stays("--picture", "own.csv");
    expect([over.code, over.err]).toEqual([2, expect.stringContaining("own.csv is there already")]);
    expect(readFileSync(join(folder, "own.csv"), "utf8")).toMatch(/^los/);
    expect(stays("--picture", "own.html").code).toBe(0);
    expect(stays("--picture", "own.html", "--force").code).toBe(0);
  });

  it("says of an option that is given twice which values it takes, once", () => {
    const twice = careshift(["import", "stays", "los.csv", "--unit", "days", "--unit", "hours"], folder);
    expect([twice.code, twice.err]).toEqual([
      2,
      expect.stringContaining("--unit days and hours: wanted is one of minutes, hours, days, once"),
    ]);
  });

  it("asks what days are that a table of counts leaves out, and does as it is told", () => {
    const days = Array.from({ length: 90 }, (_, i) => new Date(Date.UTC(2023, 0, 1 + i)).toISOString().slice(0, 10));
    writeFileSync(
      join(folder, "gap.csv"),
      ["date,count", ...[...days.slice(0, 31), ...days.slice(59)].map((day) => `${day},6`)].join("\n"),
    );
    const asked = careshift(["import", "arrivals", "gap.csv"], folder);
    expect([asked.code, asked.err]).toEqual([2, expect.stringContaining("28 of the 90 days from 2023-01-01")]);
    const told = careshift(["import", "arrivals", "gap.csv", "--missing", "unknown"], folder);
    expect([told.code, told.out]).toEqual([0, expect.stringContaining("in 62 known days of 90")]);
  });

  it("reads stays and population from the same folder", () => {
    writeFileSync(join(folder, "los.csv"), ["los", ...Array.from({ length: 50 }, (_, i) => (i + 1) / 5)].join("\n"));
    expect(careshift(["import", "stays", "los.csv"], folder).out).toMatch(/Kolmogorov[\s\S]*stay:\n/);
    writeFileSync(join(folder, "people.csv"), "age,females,males\n0,5,6\n90+,2,1\n");
    expect(careshift(["import", "population", "people.csv", "-o", "ages.csv"], folder).out).toContain("people: 14");
    expect(readFileSync(join(folder, "ages.csv"), "utf8")).toContain("90+,female,2");
  });
});

describe("careshift verify", () => {
  it("knows its cases by name, and suggests the one that was meant", () => {
    const ended = careshift(["verify", "monk-2016"]);
    expect([ended.code, ended.err]).toEqual([2, expect.stringContaining("did you mean monks-2016?")]);
    expect(careshift(["verify", "zzzzzz"]).err).toContain("zzzzzz is no case. There are: mm1");
  });
});
