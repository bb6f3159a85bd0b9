import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { calibrationSchema } from "../../src/experiment/calibration-findings.js";
import { careshift, townFolder } from "./careshift.js";

const OBSERVED = `measure,place,value,low,high,use
emergency-admissions,,750,700,800,fit
delayed-share,hospital,0.1,0.05,0.15,check
ocupancy,hospital,13,12,14,check
`;

describe("careshift calibrate", () => {
  const folder = townFolder({ "observed.csv": OBSERVED });
  const args = [
    "calibrate",
    ".",
    "--fit",
    "needs.illness.rate=0.6..1.6",
    "--replications",
    "2",
    "--years",
    "0.5",
    "--out",
    "out",
  ];
  const once = careshift([...args, "--json"], folder);

  it("prints JSON of the published shape, with what was fitted, held against and not used", () => {
    expect([once.err, once.code]).toEqual(["", 0]);
    const found = calibrationSchema.parse(JSON.parse(once.out));
    expect(found.error.after).toBeLessThanOrEqual(found.error.before);
    expect(found.figures.map(({ use }) => use)).toEqual(["fit", "check"]);
    expect(found.unused[0]!.why).toContain("did you mean `occupancy`?");
  });

  it("writes the fitted scenario as a new file that runs, and never over one that is there", () => {
    const { file, values } = JSON.parse(once.out);
    expect(file).toBe("out/fitted.yaml");
    const checked = careshift(["check", file], folder);
    expect(checked.out).toContain(`needs.illness.rate: scale by ${values[0].fitted}`);
    const refused = careshift([...args, "-o", "baseline.yaml"], folder);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining("it is not written over")]);
    expect(readFileSync(join(folder, "out/calibration.html"), "utf8")).toContain("<svg");
  });

  it.each([
    [["calibrate", "."], "--fit is wanted"],
    [["calibrate", ".", "--fit", "needs.ilness.rate=0.5..2"], "did you mean `needs.illness.rate`?"],
  ])("%j is refused in one line, with exit 2", (wrong, message) => {
    const ended = careshift(wrong, folder);
    expect(ended.err).toContain(message);
    expect(ended.err.trim().split("\n")).toHaveLength(1);
    expect(ended.code).toBe(2);
  });

  it("shows an example in its help", () => {
    expect(careshift(["calibrate", "--help"]).out).toContain("Examples:");
  });
});
