import { describe, expect, it } from "vitest";
import { compare, type Sample } from "../../src/experiment/compare.js";
import type { Comparison, Findings } from "../../src/experiment/findings.js";
import { estimate } from "../../src/experiment/intervals.js";
import { pairedOf } from "../../src/web/planning/paired.js";
import { intervalOf, withinReach } from "../../src/web/possible.js";
import { answerOf, isAnswer, isAnswered, pointsOf, saidBy } from "../../src/web/session-answers.js";
import type { Question } from "../../src/web/session-format.js";
import type { Session } from "../../src/web/session-read.js";
import { ABOUT_THE_SAME, AS_GOOD, isWhole, soFar, verdictOn } from "../../src/web/verdicts.js";

/** Occupied beds in four replications, by option: Paignton and home care are better now here, now there; acute never. */
const OCCUPIED = {
  "As it is": [300, 310, 320, 330],
  Paignton: [290, 301, 309, 321],
  "Home care": [291, 300, 311, 320],
  Acute: [299, 309, 319, 329],
};
const SESSION = {
  options: { paignton: { label: "Paignton" }, home: { label: "Home care" }, acute: { label: "Acute" } },
  figures: {
    asIs: { measure: "occupied" },
    paignton: { option: "paignton", measure: "occupied", as: "difference" },
    home: { option: "home", measure: "occupied", as: "difference" },
    acute: { option: "acute", measure: "occupied" },
    paigntonItself: { option: "paignton", measure: "occupied" },
  },
} as unknown as Session;
const WHICH: Question = {
  ask: "Which frees the most beds?",
  choose: { among: ["paignton", "home", "acute"], by: "lowest", measure: "occupied", place: undefined },
};

/** A run with these values, and its differences from the first. */
function run(values: Record<string, number[]>) {
  const key = { measure: "occupied", place: null, group: null, unit: "beds" } as unknown as Sample["keys"][number];
  const samples = Object.entries(values).map(
    ([name, each]): Sample => ({ name, keys: [key], values: each.map((value) => Float64Array.of(value)) }),
  );
  const scenarios = Object.entries(values).map(([name, each]) => ({ name, measures: [{ ...key, ...estimate(each) }] }));
  const comparisons = samples.slice(1).flatMap((sample) => compare(sample, samples[0]!));
  return { findings: { scenarios, comparisons } as unknown as Findings, paired: pairedOf(samples) };
}

/** The answer that a run with these values gives. */
function answered(values: Record<string, number[]>, question = WHICH) {
  const { findings, paired } = run(values);
  return answerOf(SESSION, findings, question, paired)!;
}

describe("a prediction of which option is best", () => {
  it("is not called wrong where the paired difference from the best holds nought", () => {
    const answer = answered(OCCUPIED);
    expect(answer).toMatchObject({ best: "paignton", alike: ["home"] });
    expect(verdictOn(answer, "home")).toBe(AS_GOOD);
    expect(verdictOn(answer, "paignton")).toBe(AS_GOOD);
    expect(verdictOn(answer, "acute")).toBe("✗ otherwise");
  });

  it("is judged where the paired difference is clear, however far the options' own intervals overlap", () => {
    const answer = answered({ ...OCCUPIED, "Home care": [292, 303.1, 311, 323.2] });
    expect(answer).toMatchObject({ best: "paignton", alike: [] });
    expect(verdictOn(answer, "paignton")).toBe("✓ as predicted");
    expect(verdictOn(answer, "home")).toBe("✗ otherwise");
  });
});

describe("a prediction of which way", () => {
  const way: Question = { ask: "More or fewer?", direction: { figure: "paignton" } };

  it("is told that the run can't tell, where the interval of the difference holds nought, and is not called wrong", () => {
    const answer = answered({ ...OCCUPIED, Paignton: [290, 315, 309, 331] }, way);
    expect(answer).toMatchObject({ is: "about the same" });
    expect(verdictOn(answer, "fewer")).toBe(`≈ ${ABOUT_THE_SAME}`);
    expect(verdictOn(answer, "about the same")).toBe("✓ as predicted");
  });

  it("is judged where it is clear", () => {
    const answer = answered(OCCUPIED, way);
    expect(verdictOn(answer, "fewer")).toBe("✓ as predicted");
    expect(verdictOn(answer, "about the same")).toBe("✗ otherwise");
  });
});

describe("a point of the debrief about two figures", () => {
  const made = (values: Record<string, number[]>, figure: string, than: string) => {
    const { findings, paired } = run(values);
    const points = (["below", "above", "unclear"] as const).map((is) => ({ say: is, when: { figure, is, than } }));
    return pointsOf(SESSION, findings, points, paired);
  };

  it("goes by what lies between them in the same replications, however far their own intervals overlap", () => {
    expect(made(OCCUPIED, "paigntonItself", "acute")).toEqual(["below"]);
    expect(made(OCCUPIED, "acute", "paigntonItself")).toEqual(["above"]);
    expect(made({ ...OCCUPIED, "Home care": [292, 303.1, 311, 323.2] }, "paignton", "home")).toEqual(["below"]);
  });

  it("says which is lower by its mean alone no more than a run can tell", () => {
    expect(made({ ...OCCUPIED, "Home care": [291, 300.5, 311, 320.5] }, "paignton", "home")).toEqual(["unclear"]);
  });

  it("goes by their intervals where they can't be paired", () => {
    expect(made(OCCUPIED, "paignton", "asIs")).toEqual(["below"]);
  });
});

describe("a prediction of a number", () => {
  const figure = { mean: -15.2, low: -17, high: -13, said: "", isDifference: true };
  const verdicts = (mean: number, isDifference: boolean, ...said: string[]) => {
    const of = { ...figure, mean, low: mean - 2, high: mean + 2, isDifference };
    return said.map((each) => verdictOn({ kind: "number", figure: of }, each));
  };

  it("of a change is told which way it went and whether by more or less, and never that a smaller fall was too high", () => {
    expect(verdicts(-15.2, true, "-8", "-30", "4", "0", "-15")).toEqual([
      "✗ it fell by more",
      "✗ it fell by less",
      "✗ it fell",
      "✗ it fell",
      "✓ within the interval",
    ]);
    expect(verdicts(15, true, "8", "30", "-4")).toEqual(["✗ it rose by more", "✗ it rose by less", "✗ it rose"]);
  });

  it("of a level is told that it was too high or too low", () => {
    expect(verdicts(15, false, "8", "30")).toEqual(["✗ too low", "✗ too high"]);
  });
});

describe("an interval as it is shown", () => {
  it("is half of it, or its ends where it reaches beyond what there can be", () => {
    const share = (mean: number, half: number) => ({ mean, low: mean - half, high: mean + half, unit: "share" });
    expect(intervalOf(share(0.5, 0.1))).toBe("±\u00a010");
    expect(intervalOf(share(0, 0.6))).toBe("(0\u00a0% to 60\u00a0%)");
    expect(intervalOf(share(0.2, 1.1))).toBe("(0\u00a0% to 100\u00a0%)");
    expect(intervalOf({ mean: 3, low: -1, high: 7, unit: "people" })).toBe("(0 to 7)");
    expect(intervalOf({ mean: 3, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, unit: "" })).toBeNull();
    const difference = { unit: "share", difference: 0.8, low: -0.4, high: 2 } as Comparison;
    expect(withinReach(difference)).toMatchObject({ low: -0.4, high: 1 });
  });
});

describe("a run", () => {
  it("is whole with its last replication, and says before that how far it has come", () => {
    expect(isWhole({ done: 9, of: 10 })).toBe(false);
    expect(isWhole({ done: 10, of: 10 })).toBe(true);
    expect(soFar({ done: 2, of: 10 })).toBe("so far, 2 of 10");
  });
});

describe("an answer to a question", () => {
  it("of a number lies within its bounds", () => {
    const question = { ask: "How many?", number: { figure: "delayed", from: -40, to: 10 } };
    const said = ["", "-41", "-9999", "-40", "0", "10", "11"];
    expect(said.filter((text) => isAnswer(question, text))).toEqual(["-40", "0", "10"]);
  });

  it("of a room is a count of hands, the most of which speak for it", () => {
    const question = { ask: "Which?", choose: { among: ["a", "b"], by: "lowest", measure: "delayed" } } as Question;
    const given = (said: string, hands: Record<string, number>) => {
      const prediction = { said, hands };
      return [isAnswered(question, prediction), saidBy(prediction)];
    };
    expect(given("", { a: 3, b: 7 })).toEqual([true, "b"]);
    expect(given("a", { b: 7 })).toEqual([true, "a"]);
    expect(given("", { a: 3, b: 3 })).toEqual([true, ""]);
    expect(given("", { a: 0 })).toEqual([false, ""]);
    expect(isAnswered(question, undefined)).toBe(false);
  });

  it("of a choice is anything chosen", () => {
    const question = { ask: "Which?", choose: { among: ["a", "b"], by: "lowest", measure: "delayed" } };
    expect(["", "a"].map((text) => isAnswer(question, text))).toEqual([false, true]);
  });
});
