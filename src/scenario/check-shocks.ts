/** What is wrong with the bad spells under `shocks:`: paths that lead nowhere, and spells outside the run. */
import { daysLater, isDate } from "./dates.js";
import type { Complain } from "./faults.js";
import * as say from "./messages.js";
import { locate, nearestPath } from "./paths.js";
import { at, entriesAt, itemsAt, type Mapping, plain, type Tree, withEntry } from "./tree.js";
import { duration, readAmount } from "./units.js";

/** Complains of shocks that could not be laid on this scenario. */
export function checkShocks(tree: Mapping, complain: Complain, run = runOf(tree)): void {
  for (const [, { value: shock }] of entriesAt(tree, "shocks")) {
    for (const change of itemsAt(shock, "changes")) checkPath(tree, change, complain);
    if (run) checkSpell(shock, run, complain);
  }
}

function checkPath(tree: Mapping, change: Tree, complain: Complain): void {
  const path = at(change, "add") ?? at(change, "scale");
  if (path?.kind !== "leaf" || typeof path.value !== "string" || locate(tree, path.value)) return;
  complain(path.spot, say.noSuchPath(path.value, nearestPath(tree, path.value)));
}

function checkSpell(shock: Tree, { start, end }: { start: string; end: string }, complain: Complain): void {
  const [from, until] = [dateAt(shock, "from"), dateAt(shock, "until")];
  if (from && (from.date < start || from.date > end)) complain(from.spot, say.outsideRun(from.date, start, end));
  if (!from || !until) return;
  if (until.date <= from.date) complain(until.spot, say.untilNotAfter(until.date, from.date));
  else if (until.date > end) complain(until.spot, say.outsideRun(until.date, start, end));
}

function dateAt(shock: Tree, key: string) {
  const leaf = at(shock, key);
  return leaf?.kind === "leaf" && isDate(leaf.value) ? { date: leaf.value, spot: leaf.spot } : undefined;
}

/** Complains of shocks of a file of their own, which could not be laid on a scenario whose run has this first and this last day. */
export function checkShocksOn(
  scenario: Tree,
  shocks: Tree,
  run: { start: string; end: string },
  complain: Complain,
): void {
  if (scenario.kind === "mapping") checkShocks(withEntry(scenario, "shocks", shocks), complain, run);
}

/** First and last day; undefined where they can't be read, which is told elsewhere. */
function runOf(tree: Mapping): { start: string; end: string } | undefined {
  const start = at(tree, "run", "start");
  const length = at(tree, "run", "length");
  if (start?.kind !== "leaf" || !isDate(start.value) || length === undefined) return undefined;
  const days = readAmount(plain(length), duration);
  if ("wrong" in days) return undefined;
  return { start: start.value, end: daysLater(start.value, Math.ceil(days.value) - 1) };
}
