import { describe, expect, it } from "vitest";
import { erlangB, waitedFor } from "../../src/experiment/exact.js";
import {
  cobham,
  engset,
  exponentialPatience,
  fixedPatience,
  jackson,
  pollaczekKhinchine,
} from "../../src/experiment/exact-queues.js";

describe("one place with stays of any shape (Pollaczek and Khinchine)", () => {
  it("is Erlang's with exponential stays, and half the wait with fixed ones", () => {
    const exponential = pollaczekKhinchine(0.8, 1, 1);
    expect(exponential.wait).toBeCloseTo(waitedFor(1, 0.8, 1).wait, 12);
    expect(pollaczekKhinchine(0.8, 1, 0).wait).toBeCloseTo(exponential.wait / 2, 12);
  });

  it("has no long run at a load of one", () => {
    expect(() => pollaczekKhinchine(1, 1, 1)).toThrow("a load of 1 on one place has no steady state");
  });
});

describe("priorities (Cobham)", () => {
  it("leaves the mean over everyone what it is without priorities, when all stays are alike (conservation of work)", () => {
    const [first, second] = cobham([
      { arrivals: 0.3, stay: 1 },
      { arrivals: 0.5, stay: 1 },
    ]) as [number, number];
    expect((0.3 * first + 0.5 * second) / 0.8).toBeCloseTo(waitedFor(1, 0.8, 1).wait, 12);
    expect(first).toBeLessThan(second);
  });
});

describe("patience", () => {
  it("without end is Erlang C, without any is Erlang B", () => {
    const erlang = waitedFor(5, 4, 1);
    for (const solve of [fixedPatience, exponentialPatience]) {
      const long = solve(5, 4, 1, 400);
      expect(long.wait).toBeCloseTo(erlang.wait, 1);
      expect(solve(5, 4, 1, 1e-9).share).toBeCloseTo(erlangB(5, 4), 6);
    }
    expect(fixedPatience(5, 4, 1, 400).waiting).toBeCloseTo(erlang.waiting, 9);
  });

  it("loses nobody: those served are those who came less those who gave up", () => {
    for (const solve of [fixedPatience, exponentialPatience]) {
      const { share, occupancy, wait, waiting } = solve(5, 5.5, 1, 1.5);
      expect(occupancy).toBeCloseTo(5.5 * (1 - share), 9);
      expect(waiting).toBeGreaterThan(5.5 * (1 - share) * wait);
    }
  });

  it("of mean 1 hour, five beds and a load of 5.5: those who give up wait for what is left of Little's law", () => {
    // Under exponential patience the mean number waiting is the rate of giving up times the mean patience (Palm).
    const { share, waiting } = exponentialPatience(5, 5.5, 1, 1);
    expect(waiting).toBeCloseTo(5.5 * share, 9);
  });
});

describe("a network with feedback (Jackson)", () => {
  it("of one place that half come back to is that place with twice the arrivals", () => {
    const [place] = jackson([{ beds: 3, stay: 1, arrivals: 1, next: [0.5] }]);
    expect(place!.arrivals).toBeCloseTo(2, 10);
    expect(place!.wait).toBeCloseTo(waitedFor(3, 2, 1).wait, 10);
  });

  it("has no answer where nobody leaves", () => {
    expect(() => jackson([{ beds: 3, stay: 1, arrivals: 1, next: [1] }])).toThrow("nobody ever leaves");
  });
});

describe("few people (Engset)", () => {
  it("refuses nobody when there is a bed for each, and is Erlang's for very many", () => {
    expect(engset(4, 4, 0.2, 5).refused).toBe(0);
    expect(engset(1_000_000, 4, 3e-6, 1).refused).toBeCloseTo(erlangB(4, 3), 5);
  });
});
