/** The unit to write beside a label; empty where the label says it already: of `Beds at Torbay Hospital` no `beds`. */
export function unitBeside(label: string, unit = ""): string {
  return label
    .toLowerCase()
    .split(/[^\p{L}\p{N}%£]+/u)
    .includes(unit.toLowerCase())
    ? ""
    : unit;
}
