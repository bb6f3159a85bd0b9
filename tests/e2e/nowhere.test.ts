import { expect, test } from "vitest";
import { careshift } from "./careshift.js";

test.each(["calibrate", "stress", "evaluate", "sensitivity"])(
  "%s of a file that is not there says so",
  (command) => {
    const more = command === "sensitivity" ? ["--measure", "cost"] : [];
    const { code, err } = careshift([command, "nowhere.yaml", ...more]);
    expect(err).toContain("nowhere.yaml:1:1: there is no file nowhere.yaml; check the name");
    expect(code).toBe(2);
  },
  30_000,
);
