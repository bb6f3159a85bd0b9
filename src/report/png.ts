/**
 * Pixels as PNG with a palette: charts have few colours, and a byte for each pixel instead of four makes files a third as large.
 * Portable Network Graphics (PNG) Specification, third edition, W3C 2025: §5 chunks, §11.2 IHDR, PLTE, IDAT, IEND.
 */
import { crc32, deflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** A palette has at most so many colours. */
const MOST = 256;

/** Opaque pixels, four bytes each (red, green, blue, and one that is not read), as a PNG file with at most 256 colours. */
export function palettePng(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const { colours, indexOf } = paletteOf(pixels);
  // Each row begins with the number of its filter: none, as neighbouring numbers of a palette mean nothing to each other.
  const rows = Buffer.alloc((width + 1) * height);
  eachRun(pixels, (cell, from, to) => {
    const index = indexOf[cell] as number;
    for (let at = from; at < to; ) {
      const row = Math.floor(at / width);
      const end = Math.min(to, (row + 1) * width);
      rows.fill(index, at + row + 1, end + row + 1);
      at = end;
    }
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // eight bits, each the number of a colour; not interlaced
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(colours)),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Colours are told apart by the upper five bits of red, green and blue: so many cells. */
const CELLS = 1 << 15;

/** Tells of every run of pixels of one colour: its cell, and its first pixel and the one after its last. */
function eachRun(pixels: Uint8Array, tell: (cell: number, from: number, to: number) => void): void {
  const last = pixels.length - 4;
  for (let at = 0, from = 0; at <= last; at += 4) {
    const r = pixels[at] as number;
    const g = pixels[at + 1] as number;
    const b = pixels[at + 2] as number;
    if (at < last && pixels[at + 4] === r && pixels[at + 5] === g && pixels[at + 6] === b) continue;
    tell(((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3), from, at / 4 + 1);
    from = at / 4 + 1;
  }
}

/** The fullest cells, each by the mean of its pixels, which the flat colour in it decides; others take the nearest of those. */
function paletteOf(pixels: Uint8Array): { colours: number[]; indexOf: Uint8Array } {
  const counts = new Uint32Array(CELLS);
  const sums = new Float64Array(3 * CELLS);
  eachRun(pixels, (cell, from, to) => {
    counts[cell] = (counts[cell] as number) + to - from;
    for (let c = 0; c < 3; c++)
      sums[3 * cell + c] = (sums[3 * cell + c] as number) + (pixels[4 * from + c] as number) * (to - from);
  });
  const used = [...counts.keys()].filter((cell) => counts[cell] !== 0);
  used.sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b);
  const meanOf = (cell: number) =>
    [0, 1, 2].map((c) => Math.round((sums[3 * cell + c] as number) / (counts[cell] as number)));
  const palette = used.slice(0, MOST).map(meanOf);
  const indexOf = new Uint8Array(CELLS);
  for (const [i, cell] of used.entries()) indexOf[cell] = i < MOST ? i : nearest(meanOf(cell), palette);
  return { colours: palette.flat(), indexOf };
}

function nearest(colour: number[], palette: number[][]): number {
  const far = (other: number[]) => other.reduce((sum, v, c) => sum + (v - (colour[c] as number)) ** 2, 0);
  let best = 0;
  for (const [i, other] of palette.entries()) if (far(other) < far(palette[best] as number[])) best = i;
  return best;
}

/** Length, kind, content, and a checksum of the last two. */
function chunk(kind: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), content]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
