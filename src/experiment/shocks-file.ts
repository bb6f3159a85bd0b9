/** Shocks as planners write them, in a YAML file of their own. */
import { checkShocksOn } from "../scenario/check-shocks.js";
import { toShock } from "../scenario/convert.js";
import { type Complain, Complaints, ScenarioFaults } from "../scenario/faults.js";
import { toldBy } from "../scenario/from.js";
import { shocksFileSchema } from "../scenario/schema.js";
import { type Source, Unreadable } from "../scenario/source.js";
import { type Mapping, plain, spotAt, treeOf } from "../scenario/tree.js";
import { parseYaml } from "../scenario/yaml.js";
import { observedPeriod } from "./periods.js";
import { fitted, type Shock, shockLines } from "./shocks.js";
import type { Option } from "./stress.js";
import type { ChangeLine } from "./variants.js";

const SHOCKS = { called: "a file of shocks", begins: "`shocks:`, and a name for each under it" };

/**
 * The shocks of a file, which can be laid on every option.
 * @throws {ScenarioFaults} with everything that is wrong, each once, at its place in the file
 */
export function shocksIn(path: string, source: Source, options: readonly Pick<Option, "read" | "variant">[]): Shock[] {
  const complaints = new Complaints();
  const tree = parseYaml(textOf(path, source, complaints), path, complaints.add, SHOCKS);
  complaints.settle();
  const parsed = shocksFileSchema.safeParse(plain(tree!));
  toldBy(parsed, tree!, complaints.add);
  const { shocks: written } = { ...parsed.data };
  for (const { read } of options) {
    const { from: start, to: end } = observedPeriod(read);
    const shocks = tree!.entries.get("shocks")?.value;
    if (shocks) checkShocksOn(treeOf(read.resolved), shocks, { start, end }, complaints.add);
  }
  complaints.settle();
  const shocks = Object.entries(written!).map(([name, shock]) => toShock(name, shock as Parameters<typeof toShock>[1]));
  for (const shock of shocks) for (const option of options) checkMade(shock, option, tree!, complaints.add);
  complaints.settle();
  return shocks;
}

function textOf(path: string, source: Source, complaints: Complaints): string {
  try {
    return source.read(path);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    complaints.add({ file: path, line: 1, col: 1 }, error.message);
    complaints.settle();
    throw error;
  }
}

/** Complains, at the change's own place, of changes that an option's numbers do not allow, such as half a bed. */
function checkMade(
  shock: Shock,
  { read, variant }: Pick<Option, "read" | "variant">,
  tree: Mapping,
  complain: Complain,
): void {
  if (faultsOf(shockLines(fitted(shock, read)), variant).length === 0) return;
  for (const [i, change] of shock.changes.entries()) {
    const spot = spotAt(tree, ["shocks", shock.name, "changes", i, "by"]);
    const alone = fitted({ ...shock, changes: [change] }, read);
    for (const message of faultsOf(shockLines(alone), variant)) complain(spot, message);
  }
}

/** What is wrong with the scenario once these changes are made; the same complaint once. */
function faultsOf(lines: readonly ChangeLine[], variant: Option["variant"]): string[] {
  try {
    variant(lines);
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioFaults)) throw error;
    return [...new Set(error.faults.map(({ message }) => message))];
  }
}
