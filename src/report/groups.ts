import type { Column } from "./document.js";

/** Neighbouring columns under one heading, or under none. */
export interface ColumnGroup {
  group: string | undefined;
  columns: number;
}

/** The row of headings over neighbouring columns, from left to right. */
export function groupsOf(columns: readonly Column[]): ColumnGroup[] {
  const groups: ColumnGroup[] = [];
  for (const { group } of columns) {
    const last = groups.at(-1);
    if (last !== undefined && last.group === group) last.columns++;
    else groups.push({ group, columns: 1 });
  }
  return groups;
}
