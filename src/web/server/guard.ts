/** What every request is held against before anything is done for it. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { hostname, networkInterfaces } from "node:os";
import { Refused } from "./rooms.js";

/** Bytes that the body of a request may have. */
export const MOST_BYTES = 32_768;

/** Scripts and styles only from files of this server; pages in nobody's frame; no form goes anywhere by itself. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS: Record<string, string> = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "cache-control": "no-store",
};

/** Puts the headers on that every answer carries. */
export function protect(response: ServerResponse): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
}

/**
 * Names by which this server may be called. Under any other name a page of somebody else's could read answers meant for
 * this machine (DNS rebinding).
 */
export function namesOf(host: string): Set<string> {
  const local = ["localhost", "127.0.0.1", "[::1]"];
  if (isLocal(host)) return new Set(local);
  const everywhere = host === "0.0.0.0" || host === "::";
  const own = everywhere ? [...addresses(), hostname().toLowerCase(), `${hostname().toLowerCase()}.local`] : [];
  return new Set([...local, ...own, host.includes(":") ? `[${host}]` : host.toLowerCase()]);
}

/** Whether only this machine can reach the address. */
export function isLocal(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\./.test(host);
}

/** The addresses of this machine on its networks, as they stand in a link. */
export function addresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? [])
      .filter(({ internal, scopeid }) => !internal && !scopeid)
      .map(({ address, family }) => (family === "IPv6" ? `[${address}]` : address)),
  );
}

/** @throws {Refused} where the Host header is not a name of this server, or another site's page sends the request */
export function checkSender(request: IncomingMessage, names: Set<string>): void {
  const host = request.headers.host ?? "";
  if (!names.has(host.replace(/:\d+$/, "").toLowerCase()))
    throw new Refused(421, "This server does not go by that name. Use the address that it printed when it started.");
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `http://${host}`)
    throw new Refused(403, "Requests from other sites' pages are refused.");
}

/** The JSON of a body. @throws {Refused} where it is too large, of another type, or no JSON */
export async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) throw new Refused(415, "JSON is wanted.");
  if (Number(request.headers["content-length"] ?? 0) > MOST_BYTES) throw new Refused(413, TOO_LARGE);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Refused(413, TOO_LARGE);
    chunks.push(chunk);
  }
  return objectOf(Buffer.concat(chunks).toString("utf8"));
}

const TOO_LARGE = `A request may have at most ${MOST_BYTES} bytes.`;

function objectOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Refused(400, "The body is no JSON object.");
}
