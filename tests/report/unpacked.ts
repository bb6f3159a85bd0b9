import { inflateSync } from "node:zlib";

/** A PDF's text with the objects of its object streams, and its table of objects, in plain letters after it. */
export function unpacked(pdf: Uint8Array): string {
  const text = Buffer.from(pdf).toString("latin1");
  const streams = [...text.matchAll(/\/Type \/(?:ObjStm|XRef)\b[^\n]*\/Length (\d+)>>\nstream\n/g)].map((found) => {
    const from = (found.index ?? 0) + found[0].length;
    return inflateSync(Buffer.from(text.slice(from, from + Number(found[1])), "latin1")).toString("latin1");
  });
  return [text, ...streams].join("\n");
}
