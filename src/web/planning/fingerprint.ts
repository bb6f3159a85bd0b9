import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Tally } from "../../care/tally.js";

/** SHA-256 over every number of a tally, as bytes, by name: two tallies share it only where they are equal to the last bit. */
export function fingerprintOf(tally: Tally): string {
  const hash = sha256.create();
  for (const [name, value] of Object.entries(tally).sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(utf8ToBytes(name));
    const numbers = ArrayBuffer.isView(value) ? value : new Float64Array([value]);
    hash.update(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
  }
  return bytesToHex(hash.digest());
}
