import { expect, it } from "vitest";
import { compile } from "../../src/care/compile.js";
import { simulate } from "../../src/care/simulate.js";
import { readFrom } from "../../src/scenario/from.js";
import { inMemory } from "../../src/scenario/source.js";
import { Recorder, storyOf } from "../../src/web/planning/film.js";
import { fingerprintOf } from "../../src/web/planning/fingerprint.js";

// Come at 2, 4, 6, 8. Ward 1 day each: ready at 3, 5, 7. Hostel (1 place, 3 days): 3–6, 6–9, 9–.
const TEXT = `careshift: 1
name: Trace
run: { start: 2001-01-01, length: 9.5 days, warm-up: none, replications: 1, seed: trace }
arrivals: { people: { gaps: 2 days, pathway: p } }
places: { ward: { kind: beds, beds: 9 }, hostel: { kind: beds, beds: 1 } }
pathways: { p: [ { step: s, at: ward, stay: 1 day, next: [ { go: t } ] }, { step: t, at: hostel, stay: 3 days, full: hold } ] }
`;
const { plan, legend } = compile(readFrom(inMemory({ "trace.yaml": TEXT }), "trace.yaml").epochs);

function filmed() {
  const recorder = new Recorder(plan, { from: 0.5, every: 1, until: 9.5 });
  const tally = simulate(plan, 0, undefined, recorder);
  return { tally, film: recorder.film(legend, "2001-01-01") };
}

it("whether anyone looks on changes nothing of what happens", () => {
  expect(fingerprintOf(filmed().tally)).toBe(fingerprintOf(simulate(plan, 0)));
});

it("a film shows who is where: in a bed, ready to leave it, or gone", () => {
  const { film } = filmed();
  const one = (i: number) =>
    `${film.spell[i]} ${["ward", "hostel"][film.place[i]!]}${film.awaited[i]! < 0 ? "" : ", delayed"}`;
  const pictures = Array.from({ length: film.at.length - 1 }, (_, f) =>
    Array.from({ length: film.at[f + 1]! - film.at[f]! }, (_, i) => one(film.at[f]! + i)).sort(),
  );
  expect(pictures).toEqual([
    [],
    [],
    ["0 ward"],
    ["0 hostel"],
    ["0 hostel", "1 ward"],
    ["0 hostel", "1 ward, delayed"],
    ["1 hostel", "2 ward"],
    ["1 hostel", "2 ward, delayed"],
    ["1 hostel", "2 ward, delayed", "3 ward"],
  ]);
});

it("a person outside the population has no story to follow", () => {
  expect(storyOf(filmed().film, 5)).toEqual([]);
});

const LISTED = `careshift: 1
name: Listed
run: { start: 2001-01-01, length: 60 days, warm-up: none, replications: 1, seed: listed }
population: { people: 2000, ages: { table: ages.csv } }
needs: { illness: { rate: 50 per 1000 people per year, pathway: p } }
places: { ward: { kind: unlimited }, managers: { kind: caseload, places: 30 } }
pathways: { p: [ { step: s, at: ward, stay: 1 day, next: [ { go: home } ] } ] }
policies: { finders: { kind: case-finding, at: managers, every: 24 months, predicts: illness, sees: [ age ] } }
`;

it("a film counts who is on the list of a caseload, and puts no mark there: they live at home", () => {
  const files = {
    "listed.yaml": LISTED,
    "ages.csv": "age,sex,people\n0-69,female,0\n70,female,50\n0-79,male,0\n80,male,50\n",
  };
  const listed = compile(readFrom(inMemory(files), "listed.yaml").epochs);
  const recorder = new Recorder(listed.plan, { from: 1.5, every: 1, until: 9.5 });
  simulate(listed.plan, 0, undefined, recorder);
  const film = recorder.film(listed.legend, "2001-01-01");
  const managers = film.places.findIndex(({ name }) => name === "managers");
  const counts = Array.from(film.listed).filter((_, i) => i % film.places.length === managers);
  expect(counts[0]).toBe(30);
  expect(
    Array.from(film.listed)
      .filter((_, i) => i % film.places.length !== managers)
      .some(Boolean),
  ).toBe(false);
  expect(film.place.includes(managers)).toBe(false);
});
