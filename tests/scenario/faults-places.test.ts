import { describe, expect, test } from "vitest";
import { edited, faultsAfter, faultsOf, read, SMALL } from "./small.js";

describe("Parts that do not fit together", () => {
  test("a place nobody can reach", () => {
    expect(
      faultsAfter([
        "  bay: { kind: beds, beds: 20 }",
        "  bay: { kind: beds, beds: 20 }\n  moor: { kind: beds, beds: 20 }",
      ]),
    ).toMatchInlineSnapshot(
      `"baseline.yaml:19:3: nobody can reach the place \`moor\`: no step is \`at: moor\` and no policy fills it; use it or take it out"`,
    );
  });

  test("a caseload that no policy fills", () => {
    expect(faultsAfter([SMALL.slice(SMALL.indexOf("policies:")), ""])).toMatchInlineSnapshot(
      `"baseline.yaml:19:3: nobody can reach the place \`managers\`: no step is \`at: managers\` and no policy fills it; use it or take it out"`,
    );
  });

  test("a step nobody can reach", () => {
    expect(
      faultsAfter(["        - { go: step-down, chance: { by: age, 75-84: 20%, 85+: 30% } }\n", ""]),
    ).toMatchInlineSnapshot(
      `"baseline.yaml:29:13: nobody can reach the step \`step-down\`: no \`go:\` or \`then:\` leads to it; add one or take it out"`,
    );
  });

  test("a branch that leads nowhere", () => {
    expect(faultsAfter(["{ go: step-down,", "{ go: stepdown,"])).toMatchInlineSnapshot(
      `"baseline.yaml:28:17: \`stepdown\` leads nowhere: there is no such step or exit; did you mean \`step-down\`?"`,
    );
  });

  test("a pathway nobody uses", () => {
    expect(
      faultsAfter(["policies:", "  hip:\n    - { step: theatre, at: wards, stay: 3 days }\npolicies:"]),
    ).toMatchInlineSnapshot(
      `"baseline.yaml:34:3: nobody uses the pathway \`hip\`: no need and no arrivals come to it, and no step leads to it; use it or take it out"`,
    );
  });

  test("a pathway without steps", () => {
    expect(faultsAfter(["policies:", "  hip: []\npolicies:"])).toMatchInlineSnapshot(
      `"baseline.yaml:34:3: the pathway \`hip\` has no steps"`,
    );
  });

  test("a need that leads to no pathway", () => {
    expect(faultsAfter(["pathway: emergency", "pathway: emergncy"])).toMatchInlineSnapshot(
      `"baseline.yaml:15:14: there is no pathway \`emergncy\`; did you mean \`emergency\`?"`,
    );
  });

  test("a step at no place", () => {
    expect(faultsAfter(["at: bay", "at: bays"])).toMatchInlineSnapshot(
      `"baseline.yaml:31:11: there is no place \`bays\`; did you mean \`bay\`?"`,
    );
  });

  test("a caseload used as the place of a step", () => {
    expect(faultsAfter(["at: bay", "at: managers"])).toMatchInlineSnapshot(
      `"baseline.yaml:31:11: \`managers\` is a caseload, which policies fill; a step wants beds, a package or an unlimited place"`,
    );
  });

  test("case finding on beds", () => {
    expect(faultsAfter(["at: managers", "at: bay"])).toMatchInlineSnapshot(
      `"baseline.yaml:37:9: \`bay\` is of the kind \`beds\`; case finding wants a caseload"`,
    );
  });

  test("a policy that looks at no need", () => {
    expect(faultsAfter(["predicts: illness", "predicts: ilness"], ["on: illness", "on: falls"])).toMatchInlineSnapshot(`
      "baseline.yaml:39:15: there is no need \`ilness\`; did you mean \`illness\`?
      baseline.yaml:42:15: there is no need and no step \`falls\`; known here: \`illness\`, \`emergency.ward\`, \`emergency.step-down\`"
    `);
  });

  test("a step written twice", () => {
    expect(faultsAfter(["step: step-down", "step: ward"])).toMatchInlineSnapshot(`
      "baseline.yaml:28:17: \`step-down\` leads nowhere: there is no such step or exit; known here: \`ward\`, \`home\`, \`died\`, \`elsewhere\`
      baseline.yaml:30:7: the step \`ward\` is there twice in this pathway; rename one"
    `);
  });

  test("a branch written twice", () => {
    expect(faultsAfter(["{ go: step-down, chance", "{ go: died, chance"])).toMatchInlineSnapshot(
      `"baseline.yaml:28:17: \`go: died\` is there twice in this step; add their chances up in one line"`,
    );
  });

  test("people turned away after a stay", () => {
    expect(faultsAfter(["- { go: home }", "- { go: refused }"])).toMatchInlineSnapshot(
      `"baseline.yaml:29:17: \`refused\` goes with \`full: { go: refused }\` or \`full: { queue: 5, then: refused }\` only; write \`home\` or \`elsewhere\`"`,
    );
  });

  test("a place that lets steps of elsewhere go first", () => {
    expect(faultsAfter(["beds: 20 }", "beds: 20, takes: [emergency.ward, step-dwn] }"])).toMatchInlineSnapshot(`
      "baseline.yaml:18:40: the step \`emergency.ward\` is not at \`bay\`; \`takes\` names steps at this place
      baseline.yaml:18:56: \`step-dwn\` leads nowhere: there is no such step or exit; known here: \`emergency.step-down\`"
    `);
  });

  test("an opening census that does not fit", () => {
    expect(
      faultsOf(() =>
        read({
          "baseline.yaml": `${SMALL}opening:\n  emergency.ward: { from: illnes, occupied: 60, delayed: 61 }\n  emergency.wrd: { from: illness, occupied: 1 }\n`,
        }),
      ),
    ).toMatchInlineSnapshot(`
      "baseline.yaml:44:27: there is no need and no stream of arrivals \`illnes\`; did you mean \`illness\`?
      baseline.yaml:44:45: \`wards\` opens with 60 people and holds 50
      baseline.yaml:44:58: 61 are delayed of only 60 who are there; the delayed are part of \`occupied\`
      baseline.yaml:45:3: \`emergency.wrd\` leads nowhere: there is no such step or exit; did you mean \`emergency.ward\`?"
    `);
  });

  test("a target's misspelt place and measure are told at once, each where it stands", () => {
    const target = "targets:\n  full: { measure: ocupancy-share, place: ward, at-most: 92% }\n";
    expect(faultsOf(() => read({ "baseline.yaml": `${SMALL}${target}` }))).toMatch(
      /^baseline.yaml:44:20: there is no measure `ocupancy-share`; did you mean `occupancy-share`\?.*\nbaseline.yaml:44:43: .*did you mean `wards`/,
    );
  });

  test("a target at no place, and one that says nothing", () => {
    expect(
      faultsOf(() =>
        read({
          "baseline.yaml": `${SMALL}targets:\n  full: { measure: occupancy-share, place: ward, at-most: 92% }\n  idle: { measure: occupancy-share }\n`,
        }),
      ),
    ).toMatchInlineSnapshot(`
      "baseline.yaml:44:44: there is no place \`ward\`; did you mean \`wards\`?
      baseline.yaml:45:9: a target says \`at-most:\` or \`at-least:\`"
    `);
  });

  test("arrivals with neither rate nor gaps, and a rhythm of gaps", () => {
    expect(
      faultsOf(() =>
        read({
          "baseline.yaml": `${SMALL}arrivals:\n  a: { pathway: emergency }\n  b: { gaps: 1 hour, rhythm: { hour: { 9: 2 } }, pathway: emergency, people: { age: { 0-64: 50%, 60+: rest } } }\n`,
        }),
      ),
    ).toMatchInlineSnapshot(`
      "baseline.yaml:44:6: arrivals have either a \`rate:\` or \`gaps:\`; write one of them
      baseline.yaml:45:30: a rhythm multiplies a \`rate:\`; \`gaps:\` have none
      baseline.yaml:45:103: people aged 60+ are named already by the row for people aged 0-64; make the rows separate"
    `);
  });

  test("a horizon shorter than the warm-up", () => {
    expect(faultsAfter(["length: 2 years", "length: 90 days"])).toMatchInlineSnapshot(
      `"baseline.yaml:3:35: the run of 90 days is shorter than its warm-up of 100 days; make \`length\` longer"`,
    );
  });

  test("a run of more years than are kept, or than the calendar has", () => {
    expect(faultsAfter(["length: 2 years", "length: 1000000 years"])).toMatchInlineSnapshot(
      `"baseline.yaml:3:35: a run of 1,000,000 years is too long to keep, 1,000 are the most; write for example \`length: 5 years\`, and more \`replications:\` for more to average over"`,
    );
    expect(faultsAfter(["start: 2020-01-01", "start: 9999-01-01"])).toMatchInlineSnapshot(
      `"baseline.yaml:3:35: the run goes on after 9999, where the calendar ends; let it start earlier or make it shorter"`,
    );
    expect(() => read({ "baseline.yaml": edited(SMALL, ["length: 2 years", "length: 1000 years"]) })).not.toThrow();
  });

  test("an empty seed", () => {
    expect(faultsAfter(["seed: small", 'seed: ""'])).toMatchInlineSnapshot(
      `"baseline.yaml:3:86: the seed is empty; write any text, such as \`seed: exampleshire\`"`,
    );
  });

  test("no replications", () => {
    expect(faultsAfter(["replications: 2", "replications: 0"])).toMatchInlineSnapshot(
      `"baseline.yaml:3:77: no replications is no run; write at least \`replications: 1\`"`,
    );
  });
});
