/** Distributions as R parametrises them, as laws of this language. */
import { shown } from "../messages.js";
import { nearest } from "../suggest.js";
import { isNothing, numberIn } from "./grid.js";
import { amountOf, tidy } from "./write.js";

/** A law as it is written in a scenario. */
export type WrittenLaw = Record<string, unknown>;

interface Family {
  /** Its parameters in order, as R names them. */
  parameters: readonly string[];
  /** What is wrong with the numbers; undefined: nothing. */
  fault: (numbers: number[]) => string | undefined;
  law: (numbers: number[], unit: string) => WrittenLaw;
}

const meanAndSd = (law: string, mean: number, sd: number, unit: string): WrittenLaw => ({
  [law]: { mean: amountOf(mean, unit), sd: amountOf(sd, unit) },
});
const above0 =
  (...names: string[]) =>
  (numbers: number[]) => {
    const wrong = numbers.findIndex((number) => !(number > 0));
    return wrong === -1 ? undefined : `${names[wrong]} must be above 0, not ${numbers[wrong]}`;
  };

const truncatedNormal: Family = {
  parameters: ["mean", "sd"],
  fault: ([mean = 0, sd = 0]) => {
    if (!(sd > 0)) return `sd must be above 0, not ${sd}`;
    return mean < -3 * sd ? `a normal of mean ${mean} and sd ${sd}, cut at 0, has hardly anything left` : undefined;
  },
  law: ([mean = 0, sd = 0], unit) => ({
    normal: { mean: amountOf(mean, unit), sd: amountOf(sd, unit), "at-least": amountOf(0, unit) },
  }),
};

const FAMILIES: Record<string, Family> = {
  exp: {
    parameters: ["rate"],
    fault: above0("the rate"),
    law: ([rate = 1], unit) => ({ exponential: { mean: amountOf(1 / rate, unit) } }),
  },
  unif: {
    parameters: ["min", "max"],
    fault: ([min = 0, max = 0]) =>
      min < 0 ? `min must be 0 or more, not ${min}` : max < min ? `max ${max} is below min ${min}` : undefined,
    law: ([min = 0, max = 0], unit) =>
      min === max
        ? { fixed: amountOf(min, unit) }
        : { uniform: { from: amountOf(min, unit), to: amountOf(max, unit) } },
  },
  lnorm: {
    parameters: ["meanlog", "sdlog"],
    fault: ([, sd = 0]) => above0("sdlog")([sd]),
    law: ([m = 0, s = 0], unit) => {
      const mean = Math.exp(m + (s * s) / 2);
      return meanAndSd("lognormal", mean, mean * Math.sqrt(Math.expm1(s * s)), unit);
    },
  },
  gamma: {
    parameters: ["shape", "rate"],
    fault: above0("shape", "rate"),
    law: ([shape = 1, rate = 1], unit) => meanAndSd("gamma", shape / rate, Math.sqrt(shape) / rate, unit),
  },
  weibull: {
    parameters: ["shape", "scale"],
    fault: above0("shape", "scale"),
    law: ([shape = 1, scale = 1], unit) => ({ weibull: { shape: tidy(shape), scale: amountOf(scale, unit) } }),
  },
  norm: truncatedNormal,
  tnorm: truncatedNormal,
};

/** Reads a distribution and its parameters; a message says which of the two cells is wrong. */
export function readLaw(
  dist: string | undefined,
  params: string | undefined,
  unit: string,
): { law: WrittenLaw } | { wrong: { cell: "dist" | "params"; message: string }[] } {
  const known = Object.keys(FAMILIES);
  const family = dist === undefined ? undefined : FAMILIES[dist.toLowerCase()];
  const wrong: { cell: "dist" | "params"; message: string }[] = [];
  if (isNothing(dist)) wrong.push({ cell: "dist", message: `a distribution is missing; one of ${known.join(", ")}` });
  else if (!family) {
    const near = nearest(dist as string, known);
    const meant = near === undefined ? `there are ${known.join(", ")}` : `did you mean ${near}?`;
    wrong.push({ cell: "dist", message: `${shown(dist)} is no distribution; ${meant}` });
  }
  const wanted = family?.parameters.join(";");
  if (isNothing(params)) {
    wrong.push({ cell: "params", message: `parameters are missing${wanted ? `; ${dist} takes ${wanted}` : ""}` });
    return { wrong };
  }
  const parts = (params as string).split(";").map((part) => part.trim());
  const numbers = parts.map(numberIn);
  const bad = parts.find((_, i) => numbers[i] === undefined);
  if (bad !== undefined)
    wrong.push({
      cell: "params",
      message: `${shown(bad)} in ${shown(params)} is no number${wanted ? `; ${dist} takes ${wanted}` : ""}`,
    });
  else if (family && numbers.length !== family.parameters.length)
    wrong.push({ cell: "params", message: `${shown(params)} has ${numbers.length} parts; ${dist} takes ${wanted}` });
  else if (family) {
    const fault = family.fault(numbers as number[]);
    if (fault === undefined) return { law: family.law(numbers as number[], unit) };
    wrong.push({ cell: "params", message: `${fault} (in ${shown(params)}; ${dist} takes ${wanted})` });
  }
  return { wrong };
}
