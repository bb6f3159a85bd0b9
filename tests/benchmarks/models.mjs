/**
 * The benchmark models as figures: arrivals a day, and places one behind the other with their beds, stays (days;
 * exponential where there is no sd, else lognormal) and the chance of needing the next place after the stay.
 * Whoever finds the next place full keeps the bed they have. `chain.c`, `simpy_models.py` and the scenario files beside
 * this page say the same in their own way.
 */
const chain = (communityBeds, homeCarePlaces) => ({
  arrivalsPerDay: 36,
  days: 20_000,
  places: [
    { beds: 200, stay: { mean: 5, sd: 5 }, onward: 0.25 },
    { beds: communityBeds, stay: { mean: 21, sd: 14 }, onward: 0.3 },
    { beds: homeCarePlaces, stay: { mean: 28 }, onward: 0 },
  ],
});

export const models = {
  mm5: { arrivalsPerDay: 4, days: 250_000, places: [{ beds: 5, stay: { mean: 1 }, onward: 0 }] },
  "chain-balanced": chain(220, 90),
  "chain-blocked": chain(60, 40),
};
