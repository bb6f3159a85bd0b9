/**
 * Pixels as PNG with a palette: charts have few colours, and a byte for each pixel instead of four makes files a third as large.
 * Portable Network Graphics (PNG) Specification, third edition, W3C 2025: §5 chunks, §11.2 IHDR, PLTE, IDAT, IEND.
 */
import { promisify } from "node:util";
import { crc32, deflate } from "node:zlib";

/** On a thread of its own, so that the next picture is drawn meanwhile. */
const squeezed = promisify<Buffer, Buffer>(deflate);

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** A palette has at most so many colours. */
const MOST = 256;

/** Opaque pixels, four bytes each (red, green, blue, and one that is not read), as a PNG file with at most 256 colours. */
export async function palettePng(pixels: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const runs = runsOf(pixels);
  const { colours, indexOf } = paletteOf(pixels, runs);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // eight bits, each the number of a colour; not interlaced
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(colours)),
    chunk("IDAT", await squeezed(rowsOf(runs, indexOf, width, height))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The number of the colour of each pixel; a row begins with that of its filter: none, as neighbouring numbers mean nothing to each other. */
function rowsOf({ count, ends, cells }: Runs, indexOf: Uint8Array, width: number, height: number): Buffer {
  const rows = Buffer.alloc((width + 1) * height);
  let row = 0;
  for (let run = 0, at = 0; run < count; run++) {
    const index = indexOf[cells[run] as number] as number;
    for (const end = ends[run] as number; at < end; ) {
      const last = Math.min(end, (row + 1) * width);
      if (last - at > LONG) rows.fill(index, at + row + 1, last + row + 1);
      else for (let pixel = at; pixel < last; pixel++) rows[pixel + row + 1] = index;
      at = last;
      if (at === (row + 1) * width) row++;
    }
  }
  return rows;
}

/** Runs longer than this are filled at once. */
const LONG = 16;

/** Colours are told apart by the upper five bits of red, green and blue: so many cells. */
const CELLS = 1 << 15;

/** Neighbouring pixels of one colour: the pixel after the last of each run, and its cell. */
interface Runs {
  count: number;
  ends: Uint32Array;
  cells: Uint16Array;
}

function runsOf(pixels: Uint8Array): Runs {
  const whole = wholePixels(pixels);
  const ends = new Uint32Array(whole.length);
  const cells = new Uint16Array(whole.length);
  let count = 0;
  for (let at = 0, last = whole.length - 1; at <= last; at++) {
    if (at < last && whole[at + 1] === whole[at]) continue;
    ends[count] = at + 1;
    cells[count++] = cellOf(pixels, 4 * at);
  }
  return { count, ends, cells };
}

function cellOf(pixels: Uint8Array, at: number): number {
  const high = (pixels[at] as number) >> 3;
  const middle = (pixels[at + 1] as number) >> 3;
  return (high << 10) | (middle << 5) | ((pixels[at + 2] as number) >> 3);
}

/** The same bytes, a pixel a number: to be told apart only, as the order of bytes differs between machines. */
function wholePixels(pixels: Uint8Array): Uint32Array {
  const aligned = pixels.byteOffset % 4 === 0 ? pixels : pixels.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
}

/** The fullest cells, each by the mean of its pixels, which the flat colour in it decides; others take the nearest of those. */
function paletteOf(pixels: Uint8Array, { count, ends, cells }: Runs): { colours: Uint8Array; indexOf: Uint8Array } {
  const counts = new Uint32Array(CELLS);
  const sums = new Float64Array(3 * CELLS);
  const used: number[] = [];
  for (let run = 0, from = 0; run < count; run++) {
    const cell = cells[run] as number;
    const length = (ends[run] as number) - from;
    if (counts[cell] === 0) used.push(cell);
    counts[cell] = (counts[cell] as number) + length;
    for (let c = 0; c < 3; c++)
      sums[3 * cell + c] = (sums[3 * cell + c] as number) + (pixels[4 * from + c] as number) * length;
    from += length;
  }
  used.sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b);
  const means = Uint8Array.from(
    used.flatMap((cell) => [0, 1, 2].map((c) => Math.round((sums[3 * cell + c] as number) / (counts[cell] as number)))),
  );
  const colours = means.subarray(0, 3 * MOST);
  const indexOf = new Uint8Array(CELLS);
  for (const [i, cell] of used.entries()) indexOf[cell] = i < MOST ? i : nearest(means, 3 * i, colours);
  return { colours, indexOf };
}

/** The number of the colour nearest to the one at a place of a list, by the squares of what red, green and blue differ by. */
function nearest(of: Uint8Array, at: number, palette: Uint8Array): number {
  const r = of[at] as number;
  const g = of[at + 1] as number;
  const b = of[at + 2] as number;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < palette.length; i += 3) {
    const far =
      (r - (palette[i] as number)) ** 2 + (g - (palette[i + 1] as number)) ** 2 + (b - (palette[i + 2] as number)) ** 2;
    if (far >= least) continue;
    least = far;
    best = i / 3;
  }
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
