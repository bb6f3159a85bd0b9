/** What complaints are made of. */

/** What was written, between backquotes, cut where it is long. */
export function shown(raw: unknown): string {
  if (raw === undefined || raw === null || raw === "") return "nothing";
  if (Array.isArray(raw)) return "a list";
  if (typeof raw === "object") return "a mapping";
  const text = String(raw);
  return `\`${text.length > 60 ? `${text.slice(0, 57)}...` : text}\``;
}

export const meant = (near: string | undefined, known: readonly string[]): string => {
  if (near !== undefined) return `did you mean \`${near}\`?`;
  return known.length === 0 ? "none is known here" : `known here: ${list(known)}`;
};
export const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");
export const either = (names: readonly string[]): string => list(names).replace(/, ([^,]*)$/, " or $1");
export const rounded = (sum: number): string => String(Number(sum.toFixed(6)));
