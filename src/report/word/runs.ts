import { ExternalHyperlink, InternalHyperlink, type ParagraphChild, TextRun } from "docx";
import type { Inline, Text } from "../document.js";
import { plain, safeLink } from "../escape.js";

/** Where links inside the document lead: Word's bookmark of each id. */
export type Anchors = ReadonlyMap<string, string>;

/** A text as Word's runs; what it says is never markup. */
export function runs(text: Text, anchors: Anchors): ParagraphChild[] {
  return typeof text === "string" ? [run(text)] : text.map((part) => inline(part, anchors));
}

/** Text without what XML can't hold or what would turn the direction of reading. */
export function run(text: string, options: { bold?: boolean; italics?: boolean; style?: string; font?: string } = {}) {
  return new TextRun({ ...options, text: plain(text) });
}

function inline(part: Inline, anchors: Anchors): ParagraphChild {
  if (typeof part === "string") return run(part);
  if ("strong" in part) return run(part.strong, { bold: true });
  if ("em" in part) return run(part.em, { italics: true });
  if ("code" in part) return run(part.code, { font: "Courier New" });
  const children = [run(part.text, { style: "Hyperlink" })];
  if ("to" in part) {
    const anchor = anchors.get(part.to);
    return anchor === undefined ? run(part.text) : new InternalHyperlink({ anchor, children });
  }
  const link = safeLink(part.link);
  return link === undefined ? run(part.text) : new ExternalHyperlink({ link, children });
}
