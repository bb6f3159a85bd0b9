import type { Law } from "../../src/engine/laws.js";

/** Every law without jumps, in its ordinary shapes and near its corners. */
export const smooth: Law[] = [
  { law: "fixed", value: 3 },
  { law: "exponential", mean: 5 },
  { law: "lognormal", mean: 9.9, sd: 12 },
  { law: "lognormal", mean: 2, sd: 0.1 },
  { law: "gamma", mean: 21, sd: 14 },
  { law: "gamma", mean: 1, sd: 1.1 },
  { law: "gamma", mean: 10, sd: 0.5 },
  { law: "weibull", shape: 1.4, scale: 6 },
  { law: "weibull", shape: 0.6, scale: 6 },
  { law: "uniform", from: 2, to: 4 },
  { law: "triangular", low: 1, mode: 2, high: 6 },
  { law: "triangular", low: 0, mode: 0, high: 6 },
  { law: "pert", low: 1, mode: 2, high: 6 },
  { law: "pert", low: 0, mode: 6, high: 6 },
  { law: "normal", mean: 16, sd: 2, atLeast: 0.5 },
  { law: "normal", mean: 1, sd: 2, atLeast: 0 },
  { law: "normal", mean: 1, sd: 2, atLeast: 9 },
];

/** Every law that jumps. */
export const jumping: Law[] = [
  { law: "poisson", mean: 4 },
  { law: "poisson", mean: 0.01 },
  { law: "poisson", mean: 400 },
  { law: "bernoulli", chance: 0.3 },
  { law: "bernoulli", chance: 0 },
  { law: "discrete", values: [9, 1, 2], chances: [0.1, 0.4, 0.5] },
  { law: "empirical", values: [3, 1, 3, 14] },
];

/** A law as a test's name. */
export function named(law: Law): string {
  const { law: name, ...numbers } = law;
  return `${name} ${JSON.stringify(numbers).replaceAll('"', "")}`;
}
