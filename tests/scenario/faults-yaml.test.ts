import { describe, expect, test } from "vitest";
import { faultsAfter, faultsOf, read } from "./small.js";

const BOMB = `a: &a [x,x,x,x,x,x,x,x,x,x]
b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]
e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]
f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]
g: [*f,*f,*f,*f,*f,*f,*f,*f,*f,*f]
`;

describe("What is wrong with a file", () => {
  test("a file that is not there is named", () => {
    expect(faultsOf(() => read({}, "basline.yaml"))).toMatchInlineSnapshot(
      `"basline.yaml:1:1: there is no file basline.yaml; check the name"`,
    );
  });

  test("an empty file says how a scenario begins", () => {
    expect(faultsOf(() => read({ "baseline.yaml": " \n" }))).toMatchInlineSnapshot(
      `"baseline.yaml:1:1: this file says nothing; a scenario begins with \`careshift: 1\`"`,
    );
  });

  test("a file of binary data is not read as YAML", () => {
    expect(faultsOf(() => read({ "baseline.yaml": "careshift: 1\0\u0001" }))).toMatchInlineSnapshot(
      `"baseline.yaml:1:1: this is not text but binary data; a scenario is YAML or CSV text in UTF-8"`,
    );
  });

  test("a scenario that is a list is refused", () => {
    expect(faultsOf(() => read({ "baseline.yaml": "- careshift: 1\n" }))).toMatchInlineSnapshot(
      `"baseline.yaml:1:1: a scenario is keys and values; begin with \`careshift: 1\`"`,
    );
  });

  test("tabs for indentation are shown where they stand", () => {
    expect(faultsAfter(["  people: 1000", "\tpeople: 1000"])).toMatchInlineSnapshot(
      `"baseline.yaml:5:1: a tab is used for indentation; YAML wants spaces"`,
    );
  });

  test("YAML that is not YAML is shown where it breaks", () => {
    expect(faultsAfter(["{ kind: beds, beds: 20 }", "{ kind: beds, beds: 20"])).toMatchInlineSnapshot(
      `"baseline.yaml:19:3: a quote, brace, bracket, comma or colon is missing here or just before"`,
    );
  });

  test("a key written twice is refused", () => {
    expect(faultsAfter(["  people: 1000\n", "  people: 1000\n  people: 2000\n"])).toMatchInlineSnapshot(
      `"baseline.yaml:6:3: this key is written twice in the same mapping; keep one"`,
    );
  });

  test("a second document in one file is refused", () => {
    expect(faultsAfter(["needs:", "---\nneeds:"])).toMatchInlineSnapshot(
      `"baseline.yaml:10:1: \`---\` begins a second document here; one file is one scenario"`,
    );
  });

  test("a tag is refused", () => {
    expect(faultsAfter(["people: 1000", "people: !money 1000"])).toMatchInlineSnapshot(
      `"baseline.yaml:5:11: \`!\` begins a tag, and this language has none; leave it out, or put the text in quotes"`,
    );
  });

  test("a key that means something to the machine is refused", () => {
    expect(
      faultsAfter(["name: Small county", "name: Small county\n__proto__: { admin: yes }\nconstructor: 1"]),
    ).toMatchInlineSnapshot(`
      "baseline.yaml:3:1: \`__proto__\` can't be a key; choose another name
      baseline.yaml:4:1: \`constructor\` can't be a key; choose another name"
    `);
  });

  test("an alias bomb is refused before it unfolds", () => {
    expect(faultsOf(() => read({ "baseline.yaml": BOMB }))).toMatchInlineSnapshot(
      `"baseline.yaml:5:8: aliases (\`*name\`) make this file unfold to more than 20000 values, an alias bomb; write the values out"`,
    );
  });

  test("an alias to nothing is refused", () => {
    expect(faultsAfter(["people: 1000", "people: *nobody"])).toMatchInlineSnapshot(
      `"baseline.yaml:5:11: the alias \`*nobody\` stands for nothing, or for something that contains itself; write the value out"`,
    );
  });

  test("an alias that contains itself is refused", () => {
    expect(faultsAfter(["people: 1000", "people: &a [*a]"])).toMatchInlineSnapshot(
      `"baseline.yaml:5:15: the alias \`*a\` stands for nothing, or for something that contains itself; write the value out"`,
    );
  });

  test("values nested without end are refused", () => {
    expect(
      faultsOf(() => read({ "baseline.yaml": `careshift: ${"[".repeat(200)}${"]".repeat(200)}\n` })),
    ).toMatchInlineSnapshot(`"baseline.yaml:1:72: mappings and lists are nested too deep to be a scenario"`);
  });
});
