import { expect, test } from "vitest";
import { shocksIn } from "../../src/experiment/shocks-file.js";
import { ScenarioFaults } from "../../src/scenario/faults.js";
import { inMemory } from "../../src/scenario/source.js";

test("a file of shocks that unfolds without end is a fault of the file", () => {
  const lines = [
    "a: &a [x,x,x,x,x,x,x,x,x,x]",
    ..."bcdef".split("").map((n, i) => `${n}: &${n} [${Array(9).fill(`*${"abcde"[i]}`).join(",")}]`),
  ];
  expect(() => shocksIn("bomb.yaml", inMemory({ "bomb.yaml": lines.join("\n") }), [])).toThrow(ScenarioFaults);
});
