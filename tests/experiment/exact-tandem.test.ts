import { describe, expect, it } from "vitest";
import { erlangB } from "../../src/experiment/exact.js";
import { stationary } from "../../src/experiment/exact-markov.js";
import { blockedTandem, type Tandem } from "../../src/experiment/exact-tandem.js";

const hospital: Tandem = {
  arrivals: 2.5,
  acuteBeds: 20,
  communityBeds: 6,
  acuteStay: 6,
  communityStay: 21,
  chance: 0.15,
};

describe("the blocked tandem", () => {
  it.each([
    [6, { refused: 0.253095, acute: 17.407951, blocked: 6.204373, community: 5.881878, delay: 22.1514 }],
    [10, { refused: 0.059649, acute: 14.668516, blocked: 0.563243, community: 7.405268, delay: 1.597256 }],
  ])("with 20 acute and %d community beds gives the stored exact values", (communityBeds, expected) => {
    const figures = blockedTandem({ ...hospital, communityBeds });
    for (const [name, value] of Object.entries(expected))
      expect(figures[name as keyof typeof figures], name).toBeCloseTo(value, 5);
  });

  it("is Erlang B where there is always a community bed", () => {
    const { refused, blocked } = blockedTandem({ ...hospital, communityBeds: 60 });
    expect(refused).toBeCloseTo(erlangB(20, 15), 12);
    expect(blocked).toBeLessThan(1e-20);
  });

  it("worked by hand: one bed in each place, everyone going on", () => {
    // Every rate 1; states (treated, onward) with shares a = 00, b = 10, c = 01, d = 11, e = 02. Flow out = flow in:
    // a = c; b = a + d; 2c = b + e; 2d = c; e = d. With d = 1: c = a = 2, b = 3, e = 1, nine in all.
    const { refused, acute, blocked, community } = blockedTandem({
      arrivals: 1,
      acuteBeds: 1,
      communityBeds: 1,
      acuteStay: 1,
      communityStay: 1,
      chance: 1,
    });
    // Full are b, d and e; blocked is e; in the community c, d and e.
    expect(refused).toBeCloseTo(5 / 9, 14);
    expect(acute).toBeCloseTo(5 / 9, 14);
    expect(blocked).toBeCloseTo(1 / 9, 14);
    expect(community).toBeCloseTo(4 / 9, 14);
  });

  it("conserves patients: those who go on from acute are those who stay in the community", () => {
    const { refused, acute, blocked, community } = blockedTandem(hospital);
    expect(acute - blocked).toBeCloseTo(2.5 * (1 - refused) * 6, 9);
    expect(community).toBeCloseTo(2.5 * (1 - refused) * 0.15 * 21, 9);
  });

  it("shows the planner's lesson: more acute beds, more of them blocked", () => {
    expect(blockedTandem({ ...hospital, acuteBeds: 24 }).blocked).toBeGreaterThan(blockedTandem(hospital).blocked);
  });

  it("refuses a system that makes no sense", () => {
    expect(() => blockedTandem({ ...hospital, acuteBeds: 0 })).toThrow("beds must be a whole number from 1, not 0");
    expect(() => blockedTandem({ ...hospital, arrivals: 0 })).toThrow("arrivals and stays must be above 0, not 0");
    expect(() => blockedTandem({ ...hospital, chance: 1.5 })).toThrow("the chance must be above 0 and at most 1");
  });
});

describe("the long run of a Markov chain", () => {
  it("gives shares that balance flow in and flow out of every state", () => {
    const flows = [
      [0, 1, 2],
      [1, 2, 3],
      [2, 0, 5],
      [1, 0, 0.5],
      [2, 1, 1],
    ] as const;
    const share = stationary(3, flows);
    for (let state = 0; state < 3; state++) {
      const into = flows.reduce((sum, [a, b, rate]) => sum + (b === state ? share[a]! * rate : 0), 0);
      const out = flows.reduce((sum, [a, , rate]) => sum + (a === state ? share[a]! * rate : 0), 0);
      expect(into).toBeCloseTo(out, 14);
    }
    expect(share[0]! + share[1]! + share[2]!).toBeCloseTo(1, 14);
  });

  it("keeps all digits of a share of 10⁻⁶⁰", () => {
    const down = Array.from({ length: 20 }, (_, i) => [i + 1, i, 1000] as const);
    const up = Array.from({ length: 20 }, (_, i) => [i, i + 1, 1] as const);
    const share = stationary(21, [...down, ...up]);
    expect(share[20]! / share[0]!).toBeCloseTo(1e-60, 72);
    expect(share[20]! / share[0]! / 1e-60).toBeCloseTo(1, 12);
  });

  it("says which state has no way back", () => {
    expect(() => stationary(2, [[0, 1, 1]])).toThrow("state 1 has no way back to the states before it");
  });
});
