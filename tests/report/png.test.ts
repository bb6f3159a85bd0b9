import { crc32, inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { palettePng } from "../../src/report/png.js";

/** The parts of a PNG file by their kind, after their checksums were found right. */
function chunksOf(png: Uint8Array): Map<string, Buffer> {
  const file = Buffer.from(png);
  const found = new Map<string, Buffer>();
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const body = file.subarray(at + 4, at + 8 + length);
    expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    found.set(body.toString("latin1", 0, 4), body.subarray(4));
    at += 12 + length;
  }
  return found;
}

/** The colours of the pixels, row by row. */
function decoded(png: Uint8Array, width: number): number[][] {
  const chunks = chunksOf(png);
  const rows = inflateSync(chunks.get("IDAT")!);
  const colours = chunks.get("PLTE")!;
  return [...rows].filter((_, i) => i % (width + 1) !== 0).map((n) => [...colours.subarray(3 * n, 3 * n + 3)]);
}

const opaque = (pixels: number[][]) => Uint8Array.from(pixels.flatMap((rgb) => [...rgb, 255]));

describe("pictures with a palette", () => {
  it("keep flat colours as they are, pixel by pixel, runs over the ends of rows included", async () => {
    const [white, ink, blue] = [
      [255, 255, 255],
      [33, 43, 50],
      [0, 94, 184],
    ] as const;
    const pixels = [white, white, white, white, ink, ink, ink, ink, blue, white, blue, blue].map((c) => [...c]);
    expect(decoded(await palettePng(opaque(pixels), 3, 4), 3)).toEqual(pixels);
    expect(
      chunksOf(await palettePng(opaque(pixels), 3, 4))
        .get("IHDR")
        ?.readUInt32BE(4),
    ).toBe(4);
  });
  it("stay within 8 of every colour where there are more than a palette holds", async () => {
    const pixels = Array.from({ length: 1000 }, (_, i) => [255 - (i >> 3), 94 + (i >> 4), (i * 7) >> 5]);
    const seen = decoded(await palettePng(opaque(pixels), 100, 10), 100);
    expect(new Set(seen.map(String)).size).toBeLessThanOrEqual(256);
    for (const [i, colour] of pixels.entries())
      for (const [c, value] of colour.entries()) expect(Math.abs(value - seen[i]![c]!)).toBeLessThanOrEqual(8);
  });
});
