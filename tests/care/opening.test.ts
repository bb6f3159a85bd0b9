import { expect, test } from "vitest";
import { simulate } from "../../src/care/simulate.js";
import { compiled, redesign } from "./town.js";

test.each([
  "{ hour: { 0: 0, 1: 0, 9: 3 } }",
  "{ hour: { 0: 0.00001, 1: 0.00001, 9: 3 } }",
  "{ weekday: { tuesday: 0 }, month: { april: 0.5 } }",
  "{ shocks: [ { from: 2002-09-13, to: 2003-04-01, times: 0 } ] }",
])("people are there on day one though hardly anyone falls ill in its first hour: %s", (rhythm) => {
  const { plan } = compiled(
    redesign(
      `{ set: run.warm-up, to: none }`,
      `{ set: run.length, to: 30 days }`,
      `{ set: needs.illness.rhythm, to: ${rhythm} }`,
    ),
  );
  expect(simulate(plan, 0).censusOccupied[0]).toBeGreaterThan(0);
});
