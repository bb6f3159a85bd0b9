import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { COMMON, wordsOfTheLanguage } from "./words.js";

const REFERENCE = readFileSync("docs/scenario.md", "utf8");
const BLOCKS = [...REFERENCE.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml]) => yaml as string);
const TEXT = REFERENCE.replace(/```.*?```/gs, "");
const SPANS = [...TEXT.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code as string);
/** What a reader would type: comments may name words too, in quotes like those of the text. */
const TYPED = [...BLOCKS.map((yaml) => yaml.replace(/ #.*/g, "")), ...SPANS].join("\n");
const NAMED = BLOCKS.flatMap((yaml) => yaml.match(/`[^`\n]+`/g) ?? []).join("\n");
/** What the examples call their people, places and pathways. */
const NAMES = new Set(
  `medical-wards bay-community home-care case-managers care-homes acute-illness visitors by-date nobody illness north bay moor
   complex female male 0-64 65-74 65-84 75-84 zone-teams four-hours occupancy flood ward`.split(/\s+/),
);
/** Keys of mappings that the schema reads by hand: of `replications:`, and the part whose rows count for needs and arrivals alike. */
const BY_HAND = new Set(["precision", "measures", "rhythm"]);

const language = wordsOfTheLanguage();
/** The key or the word itself, without where it stands; of the rhythm's own name, that name. */
const last = (word: string) => word.split(/[.=]/).at(-1)!.replace(/[<>]/g, "");

describe("The scenario reference", () => {
  test("every key and every word of the language stands in it", () => {
    const said = new Set(`${TYPED}\n${NAMED}`.match(/[a-z0-9][a-z0-9-]*/g));
    expect(language.filter((word) => !said.has(last(word)))).toEqual([]);
    expect(language.length).toBeGreaterThan(200);
  });

  test("nothing stands in it as a key that the language does not have", () => {
    const keys = new Set([...TYPED.matchAll(/([a-z0-9][a-z0-9-]*):(?=\s|$)/gm)].map(([, key]) => key as string));
    const known = new Set([...language.map(last), ...COMMON, ...NAMES, ...BY_HAND]);
    expect([...keys].filter((key) => !known.has(key))).toEqual([]);
    expect(keys.size).toBeGreaterThan(100);
  });
});
