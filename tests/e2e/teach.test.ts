import { existsSync, mkdtempSync, readFileSync } from "node:fs";
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
