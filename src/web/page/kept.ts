/** What a reload brings back: kept with the tab, so that nothing stays on the machine when the tab is closed. */
import { useState } from "preact/hooks";

interface Kept {
  /** What the value belongs to, whole: another script, or the same one edited, finds nothing. */
  of: string;
  value: unknown;
}

/**
 * A state that survives a reload of the same page. It is kept before it is drawn: whatever a player did is kept when the key
 * or the button is let go, however soon the reload follows.
 * @param room what is kept there takes the place of what was kept there before
 */
export function useKept<T>(room: string, of: string, first: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => (keptFor(room, of) as T | undefined) ?? first);
  return [
    value,
    (next) => {
      keep(room, of, next);
      setValue(next);
    },
  ];
}

/** Keeps a value at once. */
export function keep(room: string, of: string, value: unknown): void {
  write(room, JSON.stringify({ of, value } satisfies Kept));
}

/** What is kept for something; undefined where nothing is. */
export function keptFor(room: string, of: string): unknown {
  const kept = inRoom(room);
  return kept?.of === of ? kept.value : undefined;
}

/** What was kept last, whatever it belongs to; undefined where nothing is. */
export function keptLast(room: string): unknown {
  return inRoom(room)?.value;
}

function inRoom(room: string): Kept | undefined {
  const text = read(room);
  return text === null ? undefined : (JSON.parse(text) as Kept);
}

/** The next beginning is a new one. */
export function forget(room: string): void {
  write(room, null);
}

/** Pages of one folder share the tab's storage where they are opened as files: each has its own names. */
function nameOf(room: string): string {
  return `careshift ${room} ${location.pathname}`;
}

function read(room: string): string | null {
  return storage()?.getItem(nameOf(room)) ?? fallback()[room] ?? null;
}

function write(room: string, text: string | null): void {
  const place = storage();
  if (place === undefined) history.replaceState({ careshift: { ...fallback(), [room]: text } }, "");
  else if (text === null) place.removeItem(nameOf(room));
  else place.setItem(nameOf(room), text);
}

/** The tab's own storage; undefined where the browser was told to refuse it. */
function storage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

/** Where the tab has no storage, its history holds as much. */
function fallback(): Record<string, string | null> {
  return (history.state as { careshift?: Record<string, string | null> } | null)?.careshift ?? {};
}
