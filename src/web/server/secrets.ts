import { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Letters and digits that nobody mistakes for another when they are read out. */
const CLEAR = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/** A code to join a room by: six characters, of which there are 887 million. */
export function joinCode(): string {
  return Array.from({ length: 6 }, () => CLEAR[randomInt(CLEAR.length)]).join("");
}

/** A code as it may be typed: lower case, spaces and dashes are forgiven. */
export function tidyCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, "");
}

/** 192 bits that can't be guessed. */
export function token(): string {
  return randomBytes(24).toString("base64url");
}

/**
 * The facilitator's secret, the same after a restart; the file is for this user alone. One that is empty or cut short (a
 * full disk, a crash) is made anew: whoever sends no secret would have the empty one.
 */
export function facilitatorSecret(folder: string): string {
  const path = join(folder, "facilitator-secret");
  const kept = existsSync(path) ? readFileSync(path, "utf8").trim() : "";
  if (/^[\w-]{32}$/.test(kept)) return kept;
  const secret = token();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(path, secret, { mode: 0o600 });
  return secret;
}

/** Whether two secrets are the same, in a time that does not tell how much of them is. */
export function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
