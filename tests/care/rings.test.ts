import { describe, expect, it } from "vitest";
import { placesInRings } from "../../src/care/rings.js";
import { readFrom } from "../../src/scenario/from.js";
import { inMemory } from "../../src/scenario/source.js";

/** Places in rings where those who leave `w` for `v` do `out`, and those who leave `v` for `w` do `back`. */
function ringsOf(out: string, back: string, v = "beds, beds: 2"): string[] {
  const text = `careshift: 1
name: Rings
run: { start: 2001-01-01, length: 5 days, warm-up: 1 day }
arrivals: { a: { gaps: 1 day, pathway: p } }
places: { w: { kind: beds, beds: 2 }, v: { kind: ${v} }, x: { kind: beds, beds: 2 } }
pathways:
  p:
    - { step: s, at: w, stay: 1 day, next: [ { go: t } ] }
    - { step: t, at: v, stay: 1 day, full: ${out}, next: [ { go: u, chance: 10% }, { go: home } ] }
    - { step: u, at: w, stay: 1 day, full: ${back} }
    - { step: z, at: x, stay: 1 day, full: hold, next: [ { go: t } ] }
  q:
    - { step: y, at: x, stay: 1 day, full: { go: p.z } }
`.replace("pathway: p }", "pathway: p }, b: { gaps: 1 day, pathway: q }");
  return [...placesInRings(readFrom(inMemory({ "rings.yaml": text }), "rings.yaml").epochs[0]!.scenario)].sort();
}

describe("people may block each other", () => {
  it("where they hold beds in each of two places for want of one in the other, and not in a third that nobody waits for", () => {
    expect(ringsOf("hold", "hold")).toEqual(["v", "w"]);
  });

  it("also where they hold the bed only once the queue outside is full, or for a time", () => {
    expect(ringsOf("{ queue: 1, then: hold }", "{ hold: 3 days, then: home }")).toEqual(["v", "w"]);
  });

  it("but not where some of them wait in no bed, go elsewhere, or where there is room for all", () => {
    expect(ringsOf("hold", "wait")).toEqual([]);
    expect(ringsOf("{ go: refused }", "hold")).toEqual([]);
    expect(ringsOf("hold", "hold", "unlimited")).toEqual([]);
  });
});
