import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sizeSchema } from "../../src/experiment/size-findings.js";
import { careshift, ROOT, townFolder } from "./careshift.js";

const QUICK = ["--replications", "3", "--years", "0.5", "--out", "out"];

describe("careshift size", () => {
  const folder = townFolder();
  const args = ["size", "baseline.yaml", "--place", "hospital", "--target", "occupancy <= 88%", ...QUICK];
  const once = careshift([...args, "--json"], folder);
  const written = join(folder, "out/redesign-hospital-sized.yaml");

  it("prints JSON of the published shape, the same bytes each time and on one thread", () => {
    expect([once.err, once.code]).toEqual(["", 0]);
    const found = sizeSchema.parse(JSON.parse(once.out));
    expect(found.answer?.meets).toBe(true);
    expect(found.points.find(({ sizes }) => sizes[0] === found.answer!.sizes[0]! - 1)?.meets ?? false).toBe(false);
    expect(careshift([...args, "--json", "--threads", "1"], folder).out).toBe(once.out);
    expect(readFileSync(join(folder, "out/size.json"), "utf8")).toBe(once.out);
  });

  it("writes its answer as a redesign that says how it was found, and that runs", () => {
    const text = readFileSync(written, "utf8");
    expect(text).toContain("extends: ../baseline.yaml");
    const { answer } = JSON.parse(once.out);
    const ran = careshift(
      ["run", "out/redesign-hospital-sized.yaml", "--replications", "2", "--years", "0.1", "--json"],
      folder,
    );
    expect(ran.code).toBe(0);
    const sized = JSON.parse(ran.out).scenarios[1];
    expect(sized.places[0].capacity).toBe(answer.sizes[0]);
    expect(sized.changes[0].why).toContain("careshift size baseline.yaml --place hospital --target 'occupancy <= 88%'");
  });

  it("shows every size within 80 columns, saves the curve, and never writes over a redesign that was edited", () => {
    writeFileSync(written, `${readFileSync(written, "utf8")}# mine\n`);
    const ended = careshift(args, folder);
    expect(ended.out).toContain("out/redesign-hospital-sized-2.yaml");
    expect(readFileSync(written, "utf8")).toContain("# mine");
    expect(ended.out).toMatch(/▸ \d+/);
    expect(Math.max(...ended.out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(readFileSync(join(folder, "out/size.html"), "utf8")).toContain("<svg");
  });

  it("refuses to write over the file it is told to write", () => {
    const refused = careshift([...args, "-o", "baseline.yaml"], folder);
    expect(refused.err).toContain("there is such a file already, and it is not written over");
    expect(refused.code).toBe(2);
  });

  it("exits 1 when nothing in the range will do, and writes no redesign", () => {
    const ended = careshift(
      [
        ...args.slice(0, 4),
        "--target",
        "occupancy <= 20%",
        "--between",
        "12,14",
        "--replications",
        "2",
        "--years",
        "0.2",
        "--out",
        "none",
      ],
      folder,
    );
    expect(ended.out).toMatch(/Nothing from 12 to 14 beds/);
    expect(ended.code).toBe(1);
    expect(existsSync(join(folder, "none/redesign-hospital-sized.yaml"))).toBe(false);
  });

  it.each([
    [["--place", "hospitl", "--target", "occupancy <= 9%"], "did you mean `hospital`?"],
    [["--place", "hospital"], "--target is wanted, since the scenario has none of its own"],
    [
      ["--place", "hospital", "--target", "occupancy <= 9%", "--between", "20"],
      "--between 20: wanted are two whole numbers",
    ],
    [["--place", "hospital", "--target", "occupancy <= 9%", "--replications", "1"], "one replication has no interval"],
  ])("%j is refused in one line, with exit 2", (wrong, message) => {
    const ended = careshift(["size", "baseline.yaml", ...wrong], folder);
    expect(ended.err).toContain(message);
    expect(ended.err.trim().split("\n")).toHaveLength(1);
    expect(ended.code).toBe(2);
  });

  it("shows an example in its help, and its schema on asking", () => {
    expect(careshift(["size", "--help"]).out).toContain("Examples:");
    expect(JSON.parse(careshift(["schema", "size"]).out).properties.answer).toBeDefined();
  });

  it("answers no number where even no bed at all keeps the target, because people then go elsewhere", () => {
    const folder = townFolder();
    const ended = careshift(
      ["size", join(ROOT, "scenarios/two-sites"), "--place", "south-unit", "--target", "occupancy <= 92%", ...QUICK],
      folder,
    );
    expect(ended.code).toBe(1);
    expect(ended.out.replace(/\s+/g, " ")).toMatch(/no number is given.*--target 'diverted of south-unit <= \d+'/);
    expect(readdirSync(join(folder, "out")).filter((file) => file.endsWith(".yaml"))).toEqual([]);
  });
});
