import {
  BuilderElement,
  InternalHyperlink,
  Paragraph,
  Run,
  SimpleField,
  Tab,
  TabStopType,
  type XmlComponent,
} from "docx";
import { outline, type Section } from "../document.js";
import { type Anchors, run } from "./runs.js";
import { MM } from "./styles.js";

/** Levels of headings that contents name. */
const DEEPEST = 2;

/**
 * Contents as Word makes them: a field that it updates when asked, with its entries already there, so that nothing has to be
 * asked on opening. Page numbers are fields too: LibreOffice fills them at once, Word when the field is updated (F9).
 */
export function contents(sections: Section[], anchors: Anchors, width: number): XmlComponent {
  const entries = outline(sections, DEEPEST);
  const paragraphs = entries.map(({ id, heading, level }, i) => {
    const anchor = anchors.get(id) ?? "";
    const link = new InternalHyperlink({
      anchor,
      children: [
        run(heading, { style: "Hyperlink" }),
        new Run({ children: [new Tab()] }),
        new SimpleField(`PAGEREF ${anchor} \\h`, ""),
      ],
    });
    const first = i === 0 ? [mark("begin"), instruction(`TOC \\o "1-${DEEPEST}" \\h`), mark("separate")] : [];
    const last = i === entries.length - 1 ? [mark("end")] : [];
    return new Paragraph({
      style: `TOC${level}`,
      tabStops: [{ type: TabStopType.RIGHT, position: Math.round(width * MM) }],
      children: [...first, link, ...last],
    });
  });
  return element("w:sdt", [
    element("w:sdtPr", [
      element("w:docPartObj", [
        element("w:docPartGallery", [], { "w:val": "Table of Contents" }),
        element("w:docPartUnique"),
      ]),
    ]),
    element("w:sdtContent", paragraphs),
  ]);
}

function mark(type: "begin" | "separate" | "end"): Run {
  return new Run({ children: [element("w:fldChar", [], { "w:fldCharType": type })] });
}

function instruction(words: string): Run {
  return new Run({
    children: [element("w:instrText", [words as unknown as XmlComponent], { "xml:space": "preserve" })],
  });
}

function element(name: string, children: XmlComponent[] = [], attributes: Record<string, string> = {}): XmlComponent {
  const keyed = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, { key, value }]));
  return new BuilderElement({ name, attributes: keyed, children });
}
