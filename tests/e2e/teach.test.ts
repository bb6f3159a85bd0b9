import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { careshift } from "./careshift.js";

const folder = () => mkdtempSync(join(tmpdir(), "careshift-"));
const SESSION = "scenarios/torbay/sessions/ten-beds.yaml";

describe("careshift teach", { timeout: 120_000 }, () => {
  it("prints the facilitator's notes of one session beside the page, with its clock and what to keep quiet", () => {
    const [page, notes] = [join(folder(), "session.html"), join(folder(), "notes.html")];
    const { code, out, err } = careshift(["teach", SESSION, "-o", page, "--notes", notes]);
    expect(err).toBe("");
    expect(code).toBe(0);
    expect(out).toMatch(/it needs no network/);
    expect(out).toMatch(/the facilitator's notes; print them from a browser/);
    const printed = readFileSync(notes, "utf8");
    expect(printed).toContain("<h2>The clock</h2>");
    expect(printed).toContain("Let every team submit before you reveal.");
    expect(printed).not.toContain("<script");
    const again = careshift(["teach", SESSION, "-o", page, "--notes", notes]);
    expect(again.code).toBe(0);
  });

  it.each([
    ["-o", "careshift: 1\nname: Ours\n"],
    ["--notes", "<!doctype html>\n<title>Minutes of the board</title>\n"],
  ])("refuses to write %s over a file that is no page of its own, and says what to type", (flag, text) => {
    const file = join(folder(), "baseline.yaml");
    writeFileSync(file, text);
    const { code, err } = careshift([
      "teach",
      SESSION,
      ...(flag === "-o" ? [] : ["-o", join(folder(), "session.html")]),
      flag,
      file,
    ]);
    expect(code).toBe(2);
    expect(err).toContain(`${flag} ${file}: that file is no page of Careshift's, and would be lost; name another`);
    expect(err).toContain("--force");
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  it("does not let the notes take the page's place", () => {
    const file = join(folder(), "session.html");
    const { code, err } = careshift(["teach", SESSION, "-o", file, "--notes", file]);
    expect(code).toBe(2);
    expect(err).toContain("-o and --notes both name");
  });

  it("says which file to name where a folder holds several sessions, and writes nothing", () => {
    const [page, notes] = [join(folder(), "session.html"), join(folder(), "notes.html")];
    const { code, err } = careshift(["teach", "scenarios/torbay", "-o", page, "--notes", notes]);
    expect(code).toBe(2);
    expect(err).toContain("scenarios/torbay holds 4 sessions, and --notes wants one: name its file");
    expect(err).toContain("sessions/");
    expect([page, notes].map((file) => existsSync(file))).toEqual([false, false]);
  });
});
