import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { MEASURES } from "../../src/care/measures.js";
import { observedBeside } from "../../src/scenario/observed.js";
import { readPaths } from "../../src/scenario/read.js";
import { wordsOfTheLanguage, wordsUsed } from "./words.js";

const ECONOMIES = readdirSync("scenarios").map((name) => `scenarios/${name}`);
const shipped = readPaths(ECONOMIES);
const used = new Set(
  shipped.flatMap((read) => [...wordsUsed(read.resolved), ...wordsUsed(parse(readFileSync(read.file, "utf8")))]),
);
/** Where people may go that is no step: free text to the schema. */
const EXITS = ["home", "died", "elsewhere", "refused"];

/** Words that no shipped scenario needs to use, and why. */
const ELSEWHERE: Record<string, string> = {
  "run.warm-up=auto": "a setting of the run, which the command line has too: --warm-up auto",
};

describe("The scenarios that are shipped", () => {
  test("they use every word of the language, so that there is an example of each", () => {
    const unused = wordsOfTheLanguage().filter((word) => !used.has(word) && !(word in ELSEWHERE));
    expect(unused).toEqual([]);
  });

  test("no excuse stands for a word that is used after all, or that there is not", () => {
    const words = wordsOfTheLanguage();
    expect(Object.keys(ELSEWHERE).filter((word) => used.has(word) || !words.includes(word))).toEqual([]);
  });

  test("people leave them by every exit that there is", () => {
    const text = JSON.stringify(shipped.map(({ resolved }) => resolved));
    expect(EXITS.filter((exit) => !text.includes(`"${exit}"`))).toEqual([]);
  });

  test("a word that no scenario used would be noticed", () => {
    const words = wordsUsed({ places: { ward: { kind: "beds", beds: 2, shared: true } } });
    expect([...words].sort()).toEqual([
      "places",
      "places.*.beds",
      "places.*.kind",
      "places.*.kind=beds",
      "places.*.shared",
    ]);
    expect(wordsOfTheLanguage()).toEqual(expect.arrayContaining([...words]));
    expect(wordsOfTheLanguage().length).toBeGreaterThan(200);
  });

  test("every number outside Torbay has a source or says that it is assumed", () => {
    const bare = shipped
      .filter(({ file }) => !file.includes("/torbay/"))
      .flatMap(({ evidence }) => evidence.filter(({ source }) => source === undefined).map(({ where }) => where));
    expect(bare).toEqual([]);
  });

  test("Torbay is held only against figures that a measure counts", () => {
    const names = new Set(MEASURES.map(({ name }) => name));
    const figures = observedBeside("scenarios/torbay/baseline.yaml", {
      read: (path) => readFileSync(path, "utf8"),
    });
    expect(figures.length).toBeGreaterThan(5);
    expect(figures.map(({ measure }) => measure).filter((measure) => !names.has(measure))).toEqual([]);
    expect(figures.map(({ measure }) => measure)).not.toContain("deaths");
  });

  test("each of Torbay's redesigns, run alone, asks the board about itself", () => {
    const torbay = shipped.filter(({ file }) => /torbay.(baseline|redesign-)/.test(file));
    const asks = torbay.map(({ resolved }) => (resolved as { paper?: { asks?: string } }).paper?.asks);
    expect(asks.length).toBe(6);
    expect(new Set(asks).size).toBe(6);
  });
});
