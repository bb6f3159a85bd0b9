/**
 * What the parts of a scenario say of each other: names that lead nowhere, steps and places that nobody can reach.
 * Works on the tree, so that it still speaks where the numbers are wrong.
 */
import { checkShocks } from "./check-shocks.js";
import type { Complain } from "./faults.js";
import { MEASURE_NAMES } from "./measure-names.js";
import * as say from "./messages.js";
import { NAME } from "./schema-parts.js";
import { nearest } from "./suggest.js";
import { at, type Entry, entriesAt, itemsAt, type Leaf, type Mapping, spotAt, type Tree, textAt } from "./tree.js";

const EXITS = ["home", "died", "elsewhere"];
const LABELLED = ["places", "needs", "arrivals", "policies"];
const NAMED = ["needs", "arrivals", "places", "pathways", "policies", "clocks", "targets", "shocks", "labels"];

/** A step as it stands in the tree, under its full name. */
interface StepThere {
  pathway: string;
  name: string;
  full: string;
  tree: Mapping;
}

/** Names of a scenario, as they stand in the tree; undefined where their part is misspelt. */
interface Names {
  places: string[] | undefined;
  pathways: string[] | undefined;
  needs: string[] | undefined;
  streams: string[] | undefined;
  steps: StepThere[];
}

/** Complains of names in a resolved tree that are none, or lead nowhere. */
export function checkTogether(tree: Mapping, complain: Complain): void {
  const names = namesOf(tree);
  checkParts(tree, complain);
  checkNames(tree, complain);
  checkLabels(tree, complain);
  checkComers(tree, names, complain);
  checkSteps(tree, names, complain);
  checkPolicies(tree, names, complain);
  checkPlaces(tree, names, complain);
  checkClocks(tree, names, complain);
  checkOpening(tree, names, complain);
  checkShocks(tree, complain);
}

/** Complains of steps, pathways and places that nobody can reach; says little where names lead nowhere. */
export function checkReached(tree: Mapping, complain: Complain): void {
  const names = namesOf(tree);
  if (!tree.entries.has("needs") && !tree.entries.has("arrivals")) complain(tree.spot, say.nobodyComes());
  else checkStepsReached(tree, names, complain);
  checkPlacesUsed(tree, names, complain);
}

function namesOf(tree: Mapping): Names {
  const keys = (part: string) => (misspelt(tree, part) ? undefined : entriesAt(tree, part).map(([name]) => name));
  return {
    places: keys("places"),
    pathways: keys("pathways"),
    needs: keys("needs"),
    streams: keys("arrivals"),
    steps: stepsOf(tree),
  };
}

function stepsOf(tree: Mapping): StepThere[] {
  return entriesAt(tree, "pathways").flatMap(([pathway]) =>
    itemsAt(tree, "pathways", pathway).flatMap((step) => {
      const name = nameAt(step, "step");
      return step.kind === "mapping" && name !== undefined
        ? [{ pathway, name, full: `${pathway}.${name}`, tree: step }]
        : [];
    }),
  );
}

function checkParts(tree: Mapping, complain: Complain): void {
  const has = (part: string) => tree.entries.has(part);
  const missing = (part: string) => !has(part) && !misspelt(tree, part);
  if (missing("run")) complain(tree.spot, say.noPart("run", "when it starts and how long it lasts"));
  if (missing("places")) complain(tree.spot, say.noPart("places", "where care is given"));
  if (missing("pathways")) complain(tree.spot, say.noPart("pathways", "what happens to people, step by step"));
  if (has("needs") && missing("population")) complain(keySpot(tree, "needs"), say.needsWithoutPopulation());
  if (has("policies") && missing("population")) complain(keySpot(tree, "policies"), say.policyWithoutPopulation());
}

/** Whether some key at the top looks like a part that is not there: it is complained of as a key, and need not be missed. */
function misspelt(tree: Mapping, part: string): boolean {
  return !tree.entries.has(part) && [...tree.entries.keys()].some((key) => nearest(key, [part]) !== undefined);
}

function checkNames(tree: Mapping, complain: Complain): void {
  for (const part of NAMED) {
    for (const [name, entry] of entriesAt(tree, part)) if (!NAME.test(name)) complain(entry.spot, say.badName(name));
  }
}

/** Results show one label for a name, whatever it names. */
function checkLabels(tree: Mapping, complain: Complain): void {
  const first = new Map<string, { part: string; label: string }>();
  for (const part of LABELLED) {
    for (const [name, { value }] of entriesAt(tree, part)) {
      const label = textAt(value, "label");
      if (label === undefined || at(tree, "labels", name)) continue;
      const other = first.get(name);
      if (other === undefined) first.set(name, { part, label });
      else if (other.label !== label) complain(spotAt(value, ["label"]), say.twoLabels(name, other.part, other.label));
    }
  }
}

function checkComers(tree: Mapping, names: Names, complain: Complain): void {
  for (const [, { value }] of [...entriesAt(tree, "needs"), ...entriesAt(tree, "arrivals")]) {
    known(at(value, "pathway"), names.pathways, say.unknownPathway, complain);
  }
}

function checkSteps(tree: Mapping, names: Names, complain: Complain): void {
  for (const [pathway, { spot }] of entriesAt(tree, "pathways")) {
    const list = at(tree, "pathways", pathway);
    if (list?.kind === "list" && list.items.length === 0) complain(spot, say.emptyPathway(pathway));
  }
  for (const [i, step] of names.steps.entries()) {
    if (names.steps.findIndex(({ full }) => full === step.full) < i)
      complain(keySpot(step.tree, "step"), say.stepTwice(step.name));
    if ([...EXITS, "refused"].includes(step.name)) complain(keySpot(step.tree, "step"), say.stepNamedAsExit(step.name));
    checkPlaceOf(tree, step, names, complain);
    checkNeeds(tree, step, names, complain);
    for (const leaf of waysOut(step.tree)) checkWay(leaf, step, names, complain);
    checkBranchesOnce(step, complain);
  }
}

function checkPlaceOf(tree: Mapping, { tree: step }: StepThere, names: Names, complain: Complain): void {
  const place = at(step, "at");
  if (!known(place, names.places, say.unknownPlace, complain)) return;
  const name = String((place as Leaf).value);
  const kind = textAt(tree, "places", name, "kind");
  if (kind === "caseload") complain((place as Leaf).spot, say.caseloadAsPlace(name));
  const takesVisits = at(tree, "places", name, "visits") !== undefined;
  const visits = at(step, "visits");
  if (takesVisits && !visits) complain((place as Leaf).spot, say.visitsWanted(name));
  if (visits && !takesVisits) complain(keySpot(step, "visits"), say.noTaper(name));
  if (at(step, "did-not-attend") && kind !== "list" && kind !== "clinic")
    complain(keySpot(step, "did-not-attend"), say.absentElsewhere());
}

/** Staff come from a team, and reviews send people one of the ways there are. */
function checkNeeds(tree: Mapping, { tree: step }: StepThere, names: Names, complain: Complain): void {
  const team = at(step, "staff", "team");
  if (known(team, names.places, say.unknownPlace, complain)) {
    const kind = textAt(tree, "places", String((team as Leaf).value), "kind");
    if (kind !== undefined && kind !== "team")
      complain((team as Leaf).spot, say.notATeam(String((team as Leaf).value), kind));
  }
  const sent = at(step, "level-of-care", "go");
  const ways = itemsAt(step, "next").flatMap((branch) => nameAt(branch, "go") ?? []);
  if (sent?.kind === "leaf" && sent.value !== null && !ways.includes(String(sent.value)))
    complain(sent.spot, say.levelNotNext(String(sent.value), ways));
}

/** All the places of a step that name where people go. */
function waysOut(step: Mapping): Leaf[] {
  const named = [
    at(step, "full", "go"),
    at(step, "full", "then"),
    at(step, "full", "cancel"),
    at(step, "did-not-attend", "then"),
    ...itemsAt(step, "next").map((branch) => at(branch, "go")),
  ];
  return named.filter((leaf): leaf is Leaf => leaf?.kind === "leaf" && leaf.value !== null);
}

function checkWay(leaf: Leaf, { pathway, tree }: StepThere, names: Names, complain: Complain): void {
  const to = String(leaf.value);
  const isQueue = at(tree, "full", "queue") !== undefined && leaf === at(tree, "full", "then");
  if (to === "refused" && leaf !== at(tree, "full", "go") && !isQueue) complain(leaf.spot, say.refusedLater(to));
  if (isQueue && to === "hold") return;
  if (to === "refused" || EXITS.includes(to) || stepNamed(to, pathway, names)) return;
  const here = names.steps.filter((step) => step.pathway === pathway).map((step) => step.name);
  const choices = [...here, ...EXITS, ...names.steps.map((step) => step.full)];
  complain(leaf.spot, say.unknownStep(to, nearest(to, choices), [...new Set([...here, ...EXITS])]));
}

function checkBranchesOnce({ tree }: StepThere, complain: Complain): void {
  const ways = itemsAt(tree, "next").map((branch) => at(branch, "go"));
  for (const [i, way] of ways.entries()) {
    if (way?.kind !== "leaf") continue;
    const first = ways.findIndex((other) => other?.kind === "leaf" && other.value === way.value);
    if (first < i) complain(way.spot, say.branchTwice(String(way.value)));
  }
}

function stepNamed(name: string, pathway: string, { steps }: Names): StepThere | undefined {
  return steps.find(({ full }) => full === `${pathway}.${name}`) ?? steps.find(({ full }) => full === name);
}

function checkStepsReached(tree: Mapping, names: Names, complain: Complain): void {
  const reached = reachedSteps(tree, names);
  for (const [pathway, { spot }] of entriesAt(tree, "pathways")) {
    const own = names.steps.filter((step) => step.pathway === pathway);
    const lost = own.filter((step) => !reached.has(step));
    if (own.length > 0 && lost.length === own.length) complain(spot, say.pathwayUnused(pathway));
    else for (const step of lost) complain(at(step.tree, "step")?.spot ?? step.tree.spot, say.stepUnreached(step.name));
  }
}

function reachedSteps(tree: Mapping, names: Names): Set<StepThere> {
  const comers = [...entriesAt(tree, "needs"), ...entriesAt(tree, "arrivals")].map(([, { value }]) =>
    nameAt(value, "pathway"),
  );
  const open = comers.flatMap((pathway) => names.steps.find((step) => step.pathway === pathway) ?? []);
  const reached = new Set<StepThere>();
  for (let step = open.pop(); step; step = open.pop()) {
    if (reached.has(step)) continue;
    reached.add(step);
    for (const leaf of waysOut(step.tree)) {
      const next = stepNamed(String(leaf.value), step.pathway, names);
      if (next) open.push(next);
    }
  }
  return reached;
}

function checkPolicies(tree: Mapping, names: Names, complain: Complain): void {
  for (const [, { value: policy }] of entriesAt(tree, "policies")) {
    const place = at(policy, "at");
    const kind = textAt(tree, "places", nameAt(policy, "at") ?? "", "kind");
    const isKnown = known(place, names.places, say.unknownPlace, complain);
    if (isKnown && kind !== undefined && kind !== "caseload")
      complain((place as Leaf).spot, say.notACaseload(String((place as Leaf).value), kind));
    known(at(policy, "predicts"), names.needs, say.unknownNeed, complain);
    const acted = names.needs && [...names.needs, ...names.steps.map((step) => step.full)];
    for (const effect of itemsAt(policy, "effects")) known(at(effect, "on"), acted, say.unknownNeedOrStep, complain);
  }
}

function checkPlaces(tree: Mapping, names: Names, complain: Complain): void {
  if (names.places?.length === 0 && tree.entries.has("places")) complain(keySpot(tree, "places"), say.noPlaces());
  for (const [place, { value }] of entriesAt(tree, "places")) {
    for (const taken of itemsAt(value, "takes")) checkTaken(taken, place, names, complain);
    for (const host of itemsAt(value, "overflow")) checkOverflow(tree, host, place, names, complain);
  }
  for (const [, { value: target }] of entriesAt(tree, "targets")) {
    known(at(target, "place"), names.places, say.unknownPlace, complain);
    known(at(target, "measure"), MEASURE_NAMES, say.unknownMeasure, complain);
  }
}

function checkOverflow(tree: Mapping, host: Tree, place: string, names: Names, complain: Complain): void {
  if (!known(host, names.places, say.unknownPlace, complain)) return;
  const { spot, value } = host as Leaf;
  const kind = textAt(tree, "places", String(value), "kind");
  if (value === place) complain(spot, say.overflowToItself(place));
  else if (kind !== undefined && kind !== "beds") complain(spot, say.overflowNotBeds(String(value), kind));
}

function checkClocks(tree: Mapping, names: Names, complain: Complain): void {
  const clocks = entriesAt(tree, "clocks").map(([name]) => name);
  for (const [, { value }] of entriesAt(tree, "targets")) known(at(value, "clock"), clocks, say.unknownClock, complain);
  const steps = names.steps.map((step) => step.full);
  for (const [, { value }] of entriesAt(tree, "clocks")) {
    for (const step of [...itemsAt(value, "starts"), ...itemsAt(value, "stops")])
      known(step, steps, say.unknownStep, complain);
  }
}

function checkPlacesUsed(tree: Mapping, names: Names, complain: Complain): void {
  const used = new Set([
    ...names.steps.flatMap((step) => [nameAt(step.tree, "at"), nameAt(at(step.tree, "staff"), "team")]),
    ...entriesAt(tree, "policies").map(([, { value }]) => nameAt(value, "at")),
    ...entriesAt(tree, "places").flatMap(([, { value }]) =>
      itemsAt(value, "overflow").map((host) => (host.kind === "leaf" ? String(host.value) : undefined)),
    ),
  ]);
  for (const [place, { spot }] of entriesAt(tree, "places")) {
    if (!used.has(place)) complain(spot, say.placeUnreached(place));
  }
}

function checkTaken(taken: Tree, place: string, { steps }: Names, complain: Complain): void {
  if (taken.kind !== "leaf" || taken.value === null) return;
  const name = String(taken.value);
  const meant = steps.filter((step) => step.full === name || step.name === name);
  const isHere = (step: StepThere) =>
    nameAt(step.tree, "at") === place || nameAt(at(step.tree, "staff"), "team") === place;
  const here = steps.filter(isHere).map((step) => step.full);
  if (meant.length === 0) complain(taken.spot, say.unknownStep(name, nearest(name, here), here));
  else if (!meant.some(isHere)) complain(taken.spot, say.notTakenHere(name, place));
}

function checkOpening(tree: Mapping, names: Names, complain: Complain): void {
  const steps = names.steps.map((step) => step.full);
  for (const [step, { spot, value }] of entriesAt(tree, "opening")) {
    if (!steps.includes(step)) complain(spot, say.unknownStep(step, nearest(step, steps), steps));
    known(
      at(value, "from"),
      names.needs && names.streams && [...names.needs, ...names.streams],
      say.unknownStream,
      complain,
    );
  }
}

type Unknown = (name: string, near: string | undefined, known: readonly string[]) => string;

/** Whether a name is among those known; a name that is missing altogether is the schema's affair. */
function known(
  leaf: Tree | undefined,
  names: readonly string[] | undefined,
  message: Unknown,
  complain: Complain,
): boolean {
  if (leaf?.kind !== "leaf" || leaf.value === null || !names) return false;
  const name = String(leaf.value);
  if (names.includes(name)) return true;
  complain(leaf.spot, message(name, nearest(name, names), names));
  return false;
}

function nameAt(tree: Tree | undefined, key: string): string | undefined {
  const leaf = at(tree, key);
  return leaf?.kind === "leaf" && leaf.value !== null ? String(leaf.value) : undefined;
}

function keySpot(tree: Mapping, key: string) {
  return (tree.entries.get(key) as Entry | undefined)?.spot ?? tree.spot;
}
