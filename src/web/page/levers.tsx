import type { Names } from "../../report/names.js";
import { LEVER_GROUPS, type Lever, type LeverGroup } from "../planning/levers.js";
import type { Move, Option } from "../planning/option.js";
import { LeverField } from "./lever.js";

const HEADINGS: Record<LeverGroup, string> = {
  beds: "Beds",
  admissions: "Admissions",
  stays: "Lengths of stay",
  "home-care": "Care at home",
  "case-managers": "Case managers",
};

interface Props {
  levers: Lever[];
  option: Option;
  names: Names;
  onMove: (path: string, move: Move | null) => void;
}

/** All levers of a scenario, those of a kind together; those that were moved are counted on the heading. */
export function Levers({ levers, option, names, onMove }: Props) {
  const moveOf = (lever: Lever) => option.moves.find(({ path }) => path === lever.path);
  const groups = LEVER_GROUPS.map((group) => ({ group, of: levers.filter((lever) => lever.group === group) }));
  return (
    <div class="levers">
      {groups
        .filter(({ of }) => of.length > 0)
        .map(({ group, of }) => (
          <details key={group} class="levers__group" open={group === "beds"}>
            <summary>
              <h3 class="levers__heading">
                {HEADINGS[group]} <span class="levers__count">{counted(of, moveOf)}</span>
              </h3>
            </summary>
            {of.map((lever) => (
              <LeverField
                key={lever.path}
                lever={lever}
                move={moveOf(lever)}
                names={names}
                onMove={(move) => onMove(lever.path, move)}
              />
            ))}
          </details>
        ))}
    </div>
  );
}

function counted(levers: Lever[], moveOf: (lever: Lever) => Move | undefined): string {
  const moves = levers.filter((lever) => moveOf(lever) !== undefined).length;
  return moves === 0 ? `${levers.length}` : `${levers.length}, ${moves} moved`;
}
