/** What a reload brings back: kept with the tab's own history, so that nothing stays on the machine when the tab is closed. */
import { useEffect, useState } from "preact/hooks";

interface Kept {
  /** What the value belongs to, whole: another script, or the same one edited, finds nothing. */
  of: string;
  value: unknown;
}

/** A state that survives a reload of the same page. */
export function useKept<T>(of: string, first: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => (keptFor(of) as T | undefined) ?? first);
  useEffect(() => history.replaceState({ of, value } satisfies Kept, ""), [of, value]);
  return [value, setValue];
}

/** What is kept for something; undefined where nothing is. */
export function keptFor(of: string): unknown {
  const kept = history.state as Kept | null;
  return kept?.of === of ? kept.value : undefined;
}

/** The next beginning is a new one. */
export function forget(): void {
  history.replaceState(null, "");
}
