import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readFolder, readPaths, readScenario } from "../../src/scenario/read.js";
import { edited, FILES, faultsOf, SMALL } from "./small.js";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/careshift-`).replaceAll("\\", "/");
  for (const [name, text] of Object.entries(FILES)) write(name, text);
});

afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string | Uint8Array) => writeFileSync(`${folder}/${name}`, content);
const faults = (reading: () => unknown) => faultsOf(reading).replaceAll(folder, "");

describe("Reading from disk", () => {
  test("a folder is run by its baseline and its redesigns in order of name, and nothing else", () => {
    for (const name of ["redesign-b.yaml", "redesign-a.yaml", "other.yaml", "redesign-c.txt"]) write(name, "");
    expect(readFolder(`${folder}/`)).toEqual(
      ["baseline.yaml", "redesign-a.yaml", "redesign-b.yaml"].map((name) => `${folder}/${name}`),
    );
    expect(readFolder(`${folder}/other.yaml`)).toEqual([`${folder}/other.yaml`]);
  });

  test("a path named twice is read once, however it is spelt", () => {
    expect(readPaths([folder, `${folder}/baseline.yaml`, `${folder}/./baseline.yaml`])).toHaveLength(1);
  });

  test("two scenarios of one name are refused at the name, as results are told apart by it", () => {
    const redesign = (beds: number) =>
      `careshift: 1\nextends: baseline.yaml\nname: More\nchanges: [ { add: places.wards.beds, by: ${beds} } ]\n`;
    write("redesign-a.yaml", redesign(1));
    write("redesign-b.yaml", redesign(2));
    expect(faults(() => readPaths([folder]))).toMatchInlineSnapshot(
      `"/redesign-b.yaml:3:7: \`More\` is the name of /redesign-a.yaml already, and results are told apart by name; give this one a name of its own"`,
    );
    write("redesign-b.yaml", `careshift: 1\nextends: baseline.yaml\nchanges: []\n${SMALL.match(/^name:.*$/m)?.[0]}\n`);
    expect(faults(() => readPaths([folder]))).toContain("/redesign-b.yaml:4:7");
  });

  test("a folder without a baseline says what it wants", () => {
    mkdirSync(`${folder}/empty`);
    expect(faults(() => readFolder(`${folder}/empty`))).toMatchInlineSnapshot(
      `"/empty:1:1: /empty has no baseline.yaml; a folder is run by its baseline.yaml and redesign-*.yaml, so add one or name a file"`,
    );
  });

  test("what is not there, and a folder where a file is wanted, are named", () => {
    mkdirSync(`${folder}/empty`);
    expect(faults(() => readPaths([`${folder}/nowhere`, `${folder}/baseline.yaml/x`]))).toMatchInlineSnapshot(`
      "/baseline.yaml/x:1:1: there is no file /baseline.yaml/x; check the name
      /nowhere:1:1: there is no file /nowhere; check the name"
    `);
    expect(faults(() => readScenario(folder))).toMatchInlineSnapshot(`":1:1:  is a folder, where a file is wanted"`);
  });

  test("bytes that are no text are refused", () => {
    write("baseline.yaml", Uint8Array.from([0x63, 0xff, 0x00, 0x80]));
    expect(faults(() => readScenario(`${folder}/baseline.yaml`))).toMatchInlineSnapshot(
      `"/baseline.yaml:1:1: /baseline.yaml: this is not text but binary data; a scenario is YAML or CSV text in UTF-8"`,
    );
  });

  test("text in Latin-1 is told that it is not UTF-8, and how to save it so", () => {
    write("baseline.yaml", Buffer.from("careshift: 1\nname: Orléans\n", "latin1"));
    expect(faults(() => readScenario(`${folder}/baseline.yaml`))).toBe(
      "/baseline.yaml:1:1: /baseline.yaml: this text is not UTF-8 (Latin-1 or Windows-1252, perhaps); save it as UTF-8: in Excel by Save As, CSV UTF-8; in an editor by Save with Encoding",
    );
  });

  test("a file over 10 MB is refused with its size, before it is read", () => {
    write("baseline.yaml", Buffer.alloc(12_300_000, "#"));
    expect(faults(() => readScenario(`${folder}/baseline.yaml`))).toMatchInlineSnapshot(
      `"/baseline.yaml:1:1: /baseline.yaml is 12.3 MB; a scenario file is at most 10 MB, so it may not be the file you meant"`,
    );
  });

  test("the faults of several files come together, each once", () => {
    write("baseline.yaml", edited(SMALL, ["beds: 20", "beds: -20"]));
    write(
      "redesign-a.yaml",
      "careshift: 1\nname: A\nextends: baseline.yaml\nchanges: [{ add: places.wads.beds, by: 1 }]\n",
    );
    expect(faults(() => readPaths([folder]))).toMatchInlineSnapshot(`
      "/baseline.yaml:18:28: \`-20\` is less than 0; write 0 or more
      /redesign-a.yaml:4:18: nothing is at \`places.wads.beds\`; the nearest is \`places.wards.beds\`"
    `);
  });

  test("a table may lie in the folder above", () => {
    mkdirSync(`${folder}/one`);
    write("one/baseline.yaml", edited(SMALL, ["ages.csv", "../ages.csv"]));
    expect(readScenario(`${folder}/one/baseline.yaml`).epochs).toHaveLength(1);
  });
});
