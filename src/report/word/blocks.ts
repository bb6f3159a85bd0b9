import { Bookmark, HeadingLevel, ImageRun, Paragraph, type Table, TextRun } from "docx";
import type { Block, Figure, List, Panel, Section } from "../document.js";
import { plain } from "../escape.js";
import { drawPng, type Picture } from "../pictures.js";
import { run, runs } from "./runs.js";
import { BULLETS, NUMBERS, STYLE } from "./styles.js";
import { caption, type Setting, tableBlocks } from "./table.js";

export type Child = Paragraph | Table;

const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4];
/** CSS pixels to a millimetre, and how much finer than those a picture is drawn, for print. */
const PX = 96 / 25.4;
const FINER = 1.6;
/** A page is this high at most, less its title, in mm. */
const HIGHEST = 150;
/** Panels narrower than this, in CSS pixels, stand beside each other. */
const NARROW = 400;

/** A heading of the document's own, from level 1; a bookmark makes it a place to link to. */
export function heading({ id, heading: words, isOnNewPage }: Section, level: number, { anchors }: Setting): Paragraph {
  const name = anchors.get(id);
  const children = [run(words)];
  return new Paragraph({
    heading: HEADINGS[Math.min(level, HEADINGS.length) - 1] ?? HeadingLevel.HEADING_4,
    pageBreakBefore: isOnNewPage === true,
    children: name === undefined ? children : [new Bookmark({ id: name, children })],
  });
}

/** One block of the document model in Word. */
export async function blockChildren(block: Block, setting: Setting): Promise<Child[]> {
  switch (block.kind) {
    case "paragraph":
      return [
        new Paragraph({ ...(block.role && { style: STYLE[block.role] }), children: runs(block.text, setting.anchors) }),
      ];
    case "list":
      return listItems(block, setting);
    case "definitions":
      return block.items.map(
        ({ term, text }) =>
          new Paragraph({ children: [run(`${term}: `, { bold: true }), ...runs(text, setting.anchors)] }),
      );
    case "warning":
      return [
        new Paragraph({
          style: STYLE.warning,
          keepNext: true,
          children: [run(`Warning: ${block.heading}`, { bold: true })],
        }),
        new Paragraph({ style: STYLE.warning, spacing: { after: 200 }, children: runs(block.text, setting.anchors) }),
      ];
    case "callout":
      return [
        new Paragraph({ style: STYLE.callout, keepNext: true, children: [run(block.heading, { bold: true })] }),
        ...block.blocks.flatMap((inner) =>
          inner.kind === "list"
            ? listItems(inner, setting, STYLE.callout)
            : [new Paragraph({ style: STYLE.callout, children: runs(inner.text, setting.anchors) })],
        ),
      ];
    case "command":
      return [new Paragraph({ style: STYLE.command, children: lines(block.text) })];
    case "table":
      return tableBlocks(block, setting);
    case "figure":
      return figureBlocks(block, setting);
  }
}

function listItems({ items, isOrdered }: List, { anchors, nextList }: Setting, style?: string): Paragraph[] {
  const instance = nextList();
  return items.map(
    (item) =>
      new Paragraph({
        ...(style !== undefined && { style }),
        numbering: { reference: isOrdered ? NUMBERS : BULLETS, level: 0, ...(isOrdered && { instance }) },
        children: runs(item, anchors),
      }),
  );
}

function lines(text: string): TextRun[] {
  return text.split("\n").map((line, i) => new TextRun({ text: plain(line), ...(i > 0 && { break: 1 }) }));
}

/** The finding, the pictures with words for who does not see them, and how to read them; its figures are in the annex. */
async function figureBlocks(figure: Figure, setting: Setting): Promise<Child[]> {
  const finer = await Promise.all(
    figure.panels.map(({ svg, width }) => drawPng(svg, widest(width, setting.width) * PX * FINER)),
  );
  // Word numbers pictures as they are made, so they are made in their order.
  const drawn = figure.panels.map((panel, i) => picture(panel, finer[i] as Picture, figure, setting.width));
  const rows = besideEachOther(figure.panels);
  return [
    caption(figure.id, figure.title, setting),
    ...rows.map(
      (row, i) =>
        new Paragraph({
          // the last keeps the small print with it; a single pair of small panels is no figure yet
          keepNext: i === rows.length - 1 || (i === 0 && row.length > 1),
          children: row.flatMap((at, nth) => [...(nth === 0 ? [] : [run("  ")]), drawn[at] as ImageRun]),
        }),
    ),
    new Paragraph({ style: STYLE.note, children: [run(figure.note)] }),
  ];
}

/** Narrow panels stand in pairs, wide ones alone; by their places in the list. */
function besideEachOther(panels: Panel[]): number[][] {
  const rows: number[][] = [];
  for (const [at, { width }] of panels.entries()) {
    const last = rows.at(-1);
    const isPair = width < NARROW && last?.length === 1 && (panels[last[0] as number] as Panel).width < NARROW;
    if (isPair) last.push(at);
    else rows.push([at]);
  }
  return rows;
}

/** The first panel carries the words for the whole figure, the others their own title. */
function picture(
  { svg, title, width }: Panel,
  { png, width: across, height }: Picture,
  { alt, panels }: Figure,
  room: number,
): ImageRun {
  const most = widest(width, room);
  const shown = Math.min(most, (HIGHEST * across) / height) * PX;
  const words = panels.length === 1 ? `${title}. ${alt}` : `${title}. ${describedIn(svg) ?? alt}`;
  return new ImageRun({
    type: "png",
    data: png,
    transformation: { width: Math.round(shown), height: Math.round((shown * height) / across) },
    altText: {
      name: plain(title).slice(0, 250),
      title: plain(title).slice(0, 250),
      description: plain(words).slice(0, 4000),
    },
  });
}

/** How wide a panel may be in a text of this width, in mm. */
function widest(width: number, room: number): number {
  return Math.min(width < NARROW ? room / 2 - 2 : room, width / PX);
}

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

/** What a picture says of itself in its `<desc>`. */
function describedIn(svg: string): string | undefined {
  const words = /<desc>([^<]+)<\/desc>/.exec(svg)?.[1];
  return words?.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}
