/** Names of other programs as names of this language. */

/** Exits and words that a step or place can't be called. */
const TAKEN = new Set(["home", "died", "elsewhere", "refused", "constructor"]);

/** Gives each name of a list a name in lower-case letters, digits and dashes, no two alike. */
export function keysFor(names: readonly string[]): Map<string, string> {
  const keys = new Map<string, string>();
  const used = new Set(TAKEN);
  for (const name of names) {
    const plain = slug(name);
    let key = plain;
    for (let n = 2; used.has(key); n++) key = `${plain}-${n}`;
    used.add(key);
    keys.set(name, key);
  }
  return keys;
}

/** `SA1 (rehab)` is `sa1-rehab`. */
export function slug(name: string): string {
  const letters = name
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return letters === "" ? "place" : letters;
}
