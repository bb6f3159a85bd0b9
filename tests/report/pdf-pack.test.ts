import { describe, expect, it } from "vitest";
import { packPdf } from "../../src/report/pdf-pack.js";
import { unpacked } from "./unpacked.js";

/** A PDF as a browser lays it out: objects in plain text, one stream, a table of where they stand. */
function plainPdf(objects: string[], more = ""): Buffer {
  let text = "%PDF-1.4\n";
  const places = objects.map((body, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join("")}trailer\n<</Size ${size}\n/Root 1 0 R${more}>>\n`;
  return Buffer.from(`${text}${table}startxref\n${text.length}\n%%EOF\n`, "latin1");
}

const STREAM = "<</Length 9>> stream\nBT ET endo\nendstream";
const tags = Array.from({ length: 500 }, (_, i) => `<</Type /StructElem /S /TD /P ${i} 0 R>>`);

describe("a PDF, packed", () => {
  it("holds the same objects, streams where they were told to stand, in less than half the room", () => {
    const file = plainPdf(["<</Type /Catalog>>", STREAM, ...tags]);
    const packed = packPdf(file);
    expect(packed.length).toBeLessThan(file.length / 2);
    const text = unpacked(packed);
    for (const tag of tags) expect(text).toContain(tag);
    expect(text).toContain("/Root 1 0 R");
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text.slice(0, packed.length))?.[1]);
    expect(text.slice(table)).toMatch(/^\d+ 0 obj\n<<\/Type \/XRef/);
    // the table's row of object 2, the stream: its kind, then its first byte
    const rows = Buffer.from(text.slice(text.length - 7 * Number(/\/XRef \/Size (\d+)/.exec(text)?.[1])), "latin1");
    expect(rows.readUInt8(14)).toBe(1);
    expect(text.slice(rows.readUInt32BE(15))).toMatch(/^2 0 obj\n<<\/Length 9>> stream\nBT ET endo\nendstream/);
  });
  it("is left as it is where it is laid out otherwise", () => {
    for (const file of [
      plainPdf(["<</Type /Catalog>>"], " /Encrypt 2 0 R"),
      plainPdf(["<</Type /Catalog>>"], " /Prev 7"),
      Buffer.from("no PDF"),
      Buffer.from(plainPdf(["<</Type /Catalog>>"]).toString("latin1").replace("1 0 obj", "7 0 obj"), "latin1"),
    ])
      expect(packPdf(file)).toBe(file);
  });
});
