/**
 * A browser writes every tag of a PDF as an object in plain text, two thirds of the file. Packed into object streams (ISO 32000-1:2008,
 * §7.5.7 and §7.5.8) the same objects take less than half the room; nothing of what they say changes.
 */
import { deflateSync } from "node:zlib";

/** So many objects in one stream: readers unpack a whole stream to see one of them. */
const EACH = 200;

/** The same PDF with its plain objects packed; a file laid out otherwise than browsers do is given back as it is. */
export function packPdf(file: Uint8Array): Uint8Array {
  const text = Buffer.from(file).toString("latin1");
  const end = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text);
  const table =
    end === null
      ? null
      : /^xref\n0 (\d+)\n((?:\d{10} \d{5} [fn] ?\r?\n)+)trailer\s*<<([\s\S]*?)>>\s*startxref/.exec(
          text.slice(Number(end[1])),
        );
  const [, size = "0", entries = "", trailer = ""] = table ?? [];
  if (table === null || /\/(Encrypt|Prev|XRefStm)\b/.test(trailer)) return file;
  const objects = objectsIn(text, entries, Number(end?.[1]));
  return objects === null ? file : written(objects, Number(size), trailer);
}

interface PdfObject {
  number: number;
  /** What stands between `obj` and `endobj`. */
  body: string;
}

/** Every object in use, in order of number; null where one is not where the table says. */
function objectsIn(text: string, entries: string, table: number): PdfObject[] | null {
  const places = entries
    .trim()
    .split(/\r?\n/)
    .flatMap((line, number) => (line.includes("n") ? [{ number, at: Number(line.slice(0, 10)) }] : []));
  const starts = [...places.map(({ at }) => at), table].sort((a, b) => a - b);
  const next = new Map(starts.map((at, i) => [at, starts[i + 1] ?? at]));
  const found = places.flatMap(({ number, at }) => {
    const whole = /^(\d+) 0 obj\s([\s\S]*)endobj\s*$/.exec(text.slice(at, next.get(at)));
    return whole?.[1] === String(number) ? [{ number, body: (whole[2] as string).trimEnd() }] : [];
  });
  return found.length === places.length ? found : null;
}

/** Where an object stands: at a byte of the file, or as the n-th in a stream. */
type Place = { at: number } | { stream: number; nth: number };

function written(objects: PdfObject[], size: number, trailer: string): Uint8Array {
  const parts: string[] = [];
  const places = new Map<number, Place>();
  let at = 0;
  const add = (part: string) => {
    parts.push(part);
    at += part.length;
  };
  const addObject = (number: number, body: string) => {
    places.set(number, { at });
    add(`${number} 0 obj\n${body}\nendobj\n`);
  };
  add("%PDF-1.5\n%\xd3\xeb\xe9\xe1\n");
  // Streams can't lie within streams.
  const isStream = ({ body }: PdfObject) => body.endsWith("endstream");
  for (const { number, body } of objects.filter(isStream)) addObject(number, body);
  const plain = objects.filter((object) => !isStream(object));
  let last = size;
  for (let from = 0; from < plain.length; from += EACH) {
    const packed = plain.slice(from, from + EACH);
    const stream = last++;
    for (const [nth, { number }] of packed.entries()) places.set(number, { stream, nth });
    addObject(stream, packedBody(packed));
  }
  const start = at;
  places.set(last, { at: start });
  add(`${last} 0 obj\n${tableBody(places, last + 1, trailer)}\nendobj\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.from(parts.join(""), "latin1");
}

/** Numbers and places of the objects, then the objects. */
function packedBody(objects: PdfObject[]): string {
  let at = 0;
  const heads = objects.map(({ number, body }) => {
    const head = `${number} ${at}`;
    at += body.length + 1;
    return head;
  });
  const first = `${heads.join(" ")}\n`;
  const content = first + objects.map(({ body }) => body).join("\n");
  return streamOf(`/Type /ObjStm /N ${objects.length} /First ${first.length}`, Buffer.from(content, "latin1"));
}

/** Where every object stands, in rows of one, four and two bytes. */
function tableBody(places: Map<number, Place>, size: number, trailer: string): string {
  const rows = Buffer.alloc(7 * size);
  for (const [number, place] of places) {
    rows.writeUInt8("at" in place ? 1 : 2, 7 * number);
    rows.writeUInt32BE("at" in place ? place.at : place.stream, 7 * number + 1);
    rows.writeUInt16BE("at" in place ? 0 : place.nth, 7 * number + 5);
  }
  const kept = trailer.replace(/\/Size\s+\d+/, "").trim();
  return streamOf(`/Type /XRef /Size ${size} /W [1 4 2] ${kept}`, rows);
}

function streamOf(dictionary: string, content: Buffer): string {
  const packed = deflateSync(content, { level: 9 }).toString("latin1");
  return `<<${dictionary} /Filter /FlateDecode /Length ${packed.length}>>\nstream\n${packed}\nendstream`;
}
