import {
  AlignmentType,
  Document as File,
  Footer,
  Header,
  ImageRun,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from "docx";
import { withAnnex } from "../annex.js";
import { type Document, figuresOf, labelsOf, outline, plainText, type Section, tablesOf } from "../document.js";
import { plain } from "../escape.js";
import { drawPng } from "../pictures.js";
import { NHS, type Theme } from "../theme.js";
import { blockChildren, type Child, heading } from "./blocks.js";
import { contents } from "./contents.js";
import { type Anchors, run } from "./runs.js";
import { MM, STYLE, stylesOf } from "./styles.js";
import type { Setting } from "./table.js";
import { leastWidth } from "./widths.js";

/** A4 and its margins, in mm. */
const SHORT = 210;
const LONG = 297;
const MARGIN = 17;

type Way = "portrait" | "landscape";
/** Neighbouring parts of the document that stand on pages of the same way up. */
interface Stretch {
  way: Way;
  children: Child[];
}

/** The document as a Word file (Office Open XML): headings, captions, tables and pictures are Word's own, so that it can be edited and read aloud. */
export async function renderWord(document: Document, theme: Theme = NHS): Promise<Uint8Array> {
  const labels = labelsOf(document);
  const whole = withAnnex(document);
  const anchors = anchorsOf(whole);
  let lists = 0;
  const nextList = () => ++lists;
  const setting = (way: Way): Setting => ({
    nextList,
    theme,
    labels,
    anchors,
    width: (way === "portrait" ? SHORT : LONG) - 2 * MARGIN,
  });
  const stretches: Stretch[] = [{ way: "portrait", children: await front(whole, setting("portrait")) }];
  for (const section of whole.sections) await addSection(section, 1, stretches, setting);
  stretches
    .at(-1)
    ?.children.push(
      new Paragraph({ style: STYLE.note, spacing: { before: 300 }, children: [run(plainText(document.footer))] }),
    );
  return Packer.toBuffer(
    new File({
      ...properties(document, theme),
      ...stylesOf(theme),
      sections: stretches.map((s) => pages(s, document, theme)),
    }),
  );
}

function properties({ title, facts, origin }: Document, { name }: Theme) {
  const fact = (wanted: string) => facts.find((f) => f.name === wanted)?.value ?? undefined;
  const author = plain(fact("Author") ?? name ?? `Careshift ${origin.version}`);
  return {
    title: plain(title),
    creator: author,
    lastModifiedBy: author,
    subject: plain(fact("Meeting") ?? "Board paper"),
    keywords: `Careshift ${origin.version}, run ${origin.run.slice(0, 12)}`,
    description: plain(`Made by Careshift ${origin.version}: ${origin.command}`),
    compatibility: { version: 15 },
  };
}

/** Bookmarks: Word wants letters, digits and underscores, at most 40. */
function anchorsOf({ sections }: Document): Anchors {
  const ids = [
    ...outline(sections, 9).map(({ id }) => id),
    ...tablesOf(sections).map(({ id }) => id),
    ...figuresOf(sections).map(({ id }) => id),
  ];
  return new Map(ids.map((id, i) => [id, `careshift_${i + 1}`]));
}

/** Title, what was given and what was not, and contents that stand there without being asked for. */
async function front({ title, facts, sections }: Document, { theme, anchors, width }: Setting): Promise<Child[]> {
  return [
    ...(await masthead(theme)),
    new Paragraph({ heading: "Title", children: [run(title)] }),
    ...facts.map(
      ({ name, value }) =>
        new Paragraph({
          style: STYLE.fact,
          children: [
            run(name, { bold: true }),
            new TextRun({ text: "\t" }),
            value === null ? run("not given", { italics: true }) : run(value),
          ],
        }),
    ),
    new Paragraph({ style: STYLE.contents, children: [run("In this paper")] }),
    contents(sections, anchors, width) as Child,
  ];
}

async function masthead({ name, logo }: Theme): Promise<Paragraph[]> {
  if (logo === undefined) return name === undefined ? [] : [new Paragraph({ children: [run(name, { bold: true })] })];
  const high = 60;
  const wide = Math.min(400, Math.round(high * logo.shape));
  const data = logo.kind === "png" ? logo.data : (await drawPng(new TextDecoder().decode(logo.data), wide * 3)).png;
  const alt = plain(logo.alt);
  const image = new ImageRun({
    type: "png",
    data,
    transformation: { width: wide, height: Math.round(wide / logo.shape) },
    altText: { name: alt, title: alt, description: alt },
  });
  return [new Paragraph({ children: [image, ...(name === undefined ? [] : [run(`  ${name}`, { bold: true })])] })];
}

async function addSection(
  section: Section,
  level: number,
  to: Stretch[],
  setting: (way: Way) => Setting,
): Promise<void> {
  const way = wayOf(section, setting("portrait").width);
  if (to.at(-1)?.way !== way) to.push({ way, children: [] });
  const children = to.at(-1)?.children ?? [];
  children.push(heading(section, level, setting(way)));
  for (const block of section.blocks) children.push(...(await blockChildren(block, setting(way))));
  for (const inner of section.sections ?? []) await addSection(inner, level + 1, to, setting);
}

/** A part with a table too wide for an upright page lies on its side. */
function wayOf({ blocks }: Section, width: number): Way {
  return blocks.some((block) => block.kind === "table" && leastWidth(block) > width) ? "landscape" : "portrait";
}

function pages({ way, children }: Stretch, { title }: Document, { name }: Theme): ISectionOptions {
  const margin = MARGIN * MM;
  return {
    properties: {
      page: {
        // Word turns the page itself: width and height are those of the upright one.
        size: {
          width: Math.round(SHORT * MM),
          height: Math.round(LONG * MM),
          orientation: way === "landscape" ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: { top: margin, bottom: margin, left: margin, right: margin, header: margin / 2, footer: margin / 2 },
      },
    },
    headers: { default: new Header({ children: [new Paragraph({ style: "Header", children: [run(name ?? "")] })] }) },
    footers: {
      default: new Footer({
        children: [
          new Paragraph({
            style: "Footer",
            alignment: AlignmentType.RIGHT,
            children: [
              run(`${title.length > 80 ? `${title.slice(0, 79)}…` : title} · `),
              new TextRun({ children: ["Page ", PageNumber.CURRENT, " of ", PageNumber.TOTAL_PAGES] }),
            ],
          }),
        ],
      }),
    },
    children,
  };
}
