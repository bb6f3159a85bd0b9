import { AlignmentType, BorderStyle, type IPropertiesOptions, LevelFormat, LineRuleType } from "docx";
import type { Theme } from "../theme.js";

/** Names of the paragraph styles that are not Word's own. */
export const STYLE = {
  lead: "Lead",
  note: "Note",
  caption: "Caption",
  fact: "Fact",
  warning: "Warning",
  callout: "Callout",
  command: "Command",
  cell: "TableText",
  under: "TableNote",
  heading: "TableHeading",
  contents: "ContentsHeading",
} as const;

export const BULLETS = "bullets";
export const NUMBERS = "numbers";
/** Twentieths of a point to a millimetre: Word's measure. */
export const MM = 1440 / 25.4;

/** A colour as Word writes it. */
export function hex(colour: string): string {
  return colour.replace("#", "").toUpperCase();
}

type Parts = Required<Pick<IPropertiesOptions, "styles" | "numbering">>;

/** Styles with the names that Word gives them, so that a planner may restyle the paper, and lists. */
export function stylesOf({ colours, font }: Theme): Parts {
  const [brand, text, quiet] = [hex(colours.brand), hex(colours.text), hex(colours.quiet)];
  const heading = (size: number, color: string, before: number) => ({
    run: { size, bold: true, color, font },
    paragraph: { spacing: { before, after: 100 }, keepNext: true, keepLines: true },
  });
  const paragraph = (id: string, name: string, run: object, of: object) => ({
    id,
    name,
    basedOn: "Normal",
    quickFormat: true,
    run,
    paragraph: of,
  });
  const block = (color: string, fill: string, size: number) => ({
    border: { left: { style: BorderStyle.SINGLE, size, color, space: 8 } },
    shading: { fill, type: "clear" as const, color: "auto" },
    indent: { left: 200, right: 100 },
    spacing: { before: 40, after: 60 },
    keepLines: true,
  });
  return {
    styles: {
      default: {
        document: {
          run: { font, size: 21, color: text, language: { value: "en-GB", eastAsia: "en-GB", bidirectional: "ar-SA" } },
          paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
        },
        title: { run: { size: 44, bold: true, color: text, font }, paragraph: { spacing: { before: 60, after: 200 } } },
        heading1: heading(32, brand, 360),
        heading2: heading(26, text, 280),
        heading3: heading(23, text, 220),
        heading4: heading(21, text, 180),
        hyperlink: { run: { color: brand, underline: {} } },
      },
      paragraphStyles: [
        paragraph(STYLE.lead, "Lead", { size: 24 }, {}),
        paragraph(STYLE.note, "Note", { size: 17, color: quiet }, { spacing: { after: 100, line: 240 } }),
        paragraph(
          STYLE.caption,
          "caption",
          { bold: true, color: text, size: 20 },
          {
            spacing: { before: 220, after: 80 },
            keepNext: true,
            keepLines: true,
          },
        ),
        paragraph(STYLE.fact, "Fact", {}, { indent: { left: 45 * MM, hanging: 45 * MM }, spacing: { after: 60 } }),
        paragraph(STYLE.warning, "Warning", { color: text }, block(text, hex(colours.warning), 48)),
        paragraph(STYLE.callout, "Callout", {}, block(brand, hex(colours.pale), 48)),
        paragraph(STYLE.command, "Command", { font: "Courier New", size: 18 }, block(brand, hex(colours.pale), 24)),
        paragraph(STYLE.cell, "Table text", { size: 17 }, { spacing: { after: 0, line: 240 } }),
        paragraph(STYLE.under, "Table note", { size: 15, color: quiet }, { spacing: { after: 0, line: 240 } }),
        paragraph(STYLE.heading, "Table heading", { size: 17, bold: true }, { spacing: { after: 0, line: 240 } }),
        paragraph(
          STYLE.contents,
          "Contents heading",
          { size: 26, bold: true },
          { spacing: { before: 320 }, keepNext: true },
        ),
        paragraph("TOC1", "toc 1", {}, { spacing: { after: 40 } }),
        paragraph("TOC2", "toc 2", {}, { spacing: { after: 40 }, indent: { left: 300 } }),
        paragraph("Header", "header", { size: 17, color: quiet }, {}),
        paragraph("Footer", "footer", { size: 17, color: quiet }, {}),
      ],
    },
    numbering: {
      config: [
        { reference: BULLETS, levels: [level(LevelFormat.BULLET, "•")] },
        { reference: NUMBERS, levels: [level(LevelFormat.DECIMAL, "%1.")] },
      ],
    },
  };
}

function level(format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) {
  return {
    level: 0,
    format,
    text,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: 400, hanging: 260 }, spacing: { after: 60 } } },
  };
}
