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

/** Where something may be kept, the best place first: a reload empties the last. */
interface Shelf {
  read(room: string): string | null;
  /** @throws DOMException where it does not fit, or the browser was told to refuse it */
  write(room: string, text: string | null): void;
}

const tab: Shelf = {
  read: (room) => sessionStorage.getItem(nameOf(room)),
  write: (room, text) => {
    // What no longer fits must not leave behind what was kept before.
    sessionStorage.removeItem(nameOf(room));
    if (text !== null) sessionStorage.setItem(nameOf(room), text);
  },
};
const past: Shelf = {
  read: (room) => inHistory()[room] ?? null,
  write: (room, text) => {
    if (text !== null || inHistory()[room]) history.replaceState({ careshift: { ...inHistory(), [room]: text } }, "");
  },
};
const memory = new Map<string, string>();
const here: Shelf = {
  read: (room) => memory.get(room) ?? null,
  write: (room, text) => void (text === null ? memory.delete(room) : memory.set(room, text)),
};
const SHELVES = [tab, past, here];

function read(room: string): string | null {
  for (const shelf of SHELVES) {
    const text = ifAllowed(() => shelf.read(room));
    if (typeof text === "string") return text;
  }
  return null;
}

/** Keeps a text on the first shelf that takes it, and on no other. */
function write(room: string, text: string | null): void {
  let left = text;
  for (const shelf of SHELVES) if (ifAllowed(() => shelf.write(room, left) ?? true) === true) left = null;
}

/** What a browser gives; undefined where it was told to refuse, or has no room left. */
function ifAllowed<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

function inHistory(): Record<string, string | null> {
  return (history.state as { careshift?: Record<string, string | null> } | null)?.careshift ?? {};
}
