import { describe, expect, it } from "vitest";
import { Count } from "../../src/care/codes.js";
import { trace } from "./trace.js";

const NOBODY = "arrivals: { a: { rate: 0 per day, pathway: p } }";

describe("those who are there on day one", () => {
  it("are delayed as the census says: by the ways on that a bed is held for, however seldom these are taken", () => {
    const seen = trace(
      5,
      `${NOBODY}\nopening: { p.s: { from: a, occupied: 20, delayed: 20 } }\nplaces: { ward: { kind: beds, beds: 20 }, home-care: { kind: beds, beds: 0 } }\npathways: { p: [ { step: s, at: ward, stay: 5 days, next: [ { go: home, chance: 95% }, { go: t, chance: 5% } ] }, { step: t, at: home-care, stay: 5 days, full: hold } ] }`,
    );
    expect(seen.delayed("ward")).toBe(20 * 5);
    expect(seen.midnights("ward")).toEqual([20, 20, 20, 20, 20]);
  });

  it("go on by any way where no bed is held for any", () => {
    const seen = trace(
      5,
      `${NOBODY}\nopening: { p.s: { from: a, occupied: 3, delayed: 3 } }\nplaces: { ward: { kind: beds, beds: 20 } }\npathways: { p: [ { step: s, at: ward, stay: 5 days } ] }`,
    );
    expect(seen.count("ward", Count.left)).toBe(3);
    expect(seen.midnights("ward")).toEqual([0, 0, 0, 0, 0]);
  });

  it("take the visits of so far into their stay, and fewer as it goes on", () => {
    // Of stays of 8 days with visits from 4 a day down to 1, in whole visits: 4, 3, 2 and 1 for 4/3, 8/3, 8/3 and 4/3 days.
    const seen = trace(
      8,
      `${NOBODY}\nopening: { p.s: { from: a, occupied: 4000 } }\nplaces: { visits: { kind: package, visits: 20000 } }\npathways: { p: [ { step: s, at: visits, stay: 8 days, visits: { from: 4, to: 1 } } ] }`,
    );
    // Found at any time in it, with all of the rest to come: the mean over t of the visits from t on.
    const parts = [4, 3, 2, 1].map((visits, i) => ({ visits, days: i === 0 || i === 3 ? 4 / 3 : 8 / 3 }));
    let [mean, began] = [0, 0];
    for (const { visits, days } of parts) {
      mean += (visits * days * (began + days / 2)) / 8;
      began += days;
    }
    expect(seen.visits("visits") / 4000).toBeCloseTo(mean, 0);
    expect(Math.abs(seen.visits("visits") / 4000 / mean - 1)).toBeLessThan(0.03);
  });
});
