import { describe, expect, test } from "vitest";
import { readFrom } from "../../src/scenario/from.js";
import { inMemory } from "../../src/scenario/source.js";
import { AGES, edited, faultsAfter, faultsOf, read, SMALL } from "./small.js";

describe("What is wrong with the evidence", () => {
  test("a source that is not in the register", () => {
    expect(faultsAfter(["beds: 20", "beds: { value: 20, source: ham-2005 }"])).toMatchInlineSnapshot(
      `"baseline.yaml:18:49: \`ham-2005\` is not in evidence.yaml; did you mean \`ham-2006\`?"`,
    );
  });

  test("a source where there is no register", () => {
    expect(
      faultsOf(() =>
        readFrom(
          inMemory({
            "baseline.yaml": edited(SMALL, ["beds: 20", "beds: { value: 20, source: ham-2006 }"]),
            "ages.csv": AGES,
          }),
          "baseline.yaml",
        ),
      ),
    ).toMatchInlineSnapshot(
      `"baseline.yaml:18:49: \`ham-2006\` is not in evidence.yaml; write the register beside the scenario, or \`source: assumed\`"`,
    );
  });

  test("an assumption without why or range", () => {
    expect(faultsAfter(["beds: 20", "beds: { value: 20, source: assumed }"])).toMatchInlineSnapshot(`
      "baseline.yaml:18:49: what is assumed gives a range: \`low:\` and \`high:\`, or \`range: ±20%\`
      baseline.yaml:18:49: what is assumed says \`why:\`"
    `);
  });

  test("a range that is none, and a confidence that is none", () => {
    expect(faultsAfter(["beds: 20", "beds: { value: 20, range: 20%, confidence: hihg }"])).toMatchInlineSnapshot(`
      "baseline.yaml:18:48: \`20%\` is not a range; write for example \`±20%\`
      baseline.yaml:18:65: \`hihg\` is not one of \`high\`, \`medium\`, \`low\`; did you mean \`high\`?"
    `);
  });

  test("a register with an unknown key and no title", () => {
    expect(
      faultsOf(() => read({ "evidence.yaml": "ham-2006: { titel: Beds }\nassumed: { title: x }\n" })),
    ).toMatchInlineSnapshot(`
      "evidence.yaml:1:11: \`title:\` is missing
      evidence.yaml:1:13: \`titel\` is not known here; did you mean \`title\`?
      evidence.yaml:2:1: \`assumed\` is kept for assumptions; choose another key"
    `);
  });
});
