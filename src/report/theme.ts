/** House style: whose paper it is, its colours and its font. */
import * as z from "zod";
import { AA, contrast, darkened } from "./contrast.js";

/** How a paper looks, whatever its format. Charts keep their own colours, which colour-blind readers tell apart. */
export interface Theme {
  /** Whose paper it is; stands at its head. */
  name?: string;
  logo?: Logo;
  colours: Colours;
  /** A font that readers have; others fall back to Arial or any sans-serif. */
  font: string;
}

export interface Logo {
  kind: "png" | "svg";
  data: Uint8Array;
  /** Width over height. */
  shape: number;
  /** What it says to who does not see it. */
  alt: string;
}

/** As `#rrggbb`. */
export interface Colours {
  /** Headings, links, the line at the top. */
  brand: string;
  text: string;
  /** Small print. */
  quiet: string;
  /** Lines of tables. */
  rule: string;
  /** Behind the front and what is set apart. */
  pale: string;
  /** Behind warnings. */
  warning: string;
}

/** The palette of the NHS in England, as `nhsuk-frontend` has it (a test holds the two together), in Arial and without the NHS logo. */
export const NHS: Theme = {
  colours: {
    brand: "#005eb8",
    text: "#212b32",
    quiet: "#4c6272",
    rule: "#d8dde0",
    pale: "#f0f4f5",
    warning: "#ffeb3b",
  },
  font: "Arial",
};

const WHITE = "#ffffff";
/** Which colour stands on which: text must stand out from what is behind it. */
const STANDS_ON: [text: keyof Colours, on: (colours: Colours) => [what: string, colour: string][]][] = [
  ["brand", ({ pale }) => [white(), ["pale", pale]]],
  ["text", ({ pale, warning }) => [white(), ["pale", pale], ["warning", warning]]],
  ["quiet", ({ pale }) => [white(), ["pale", pale]]],
];

function white(): [string, string] {
  return ["white", WHITE];
}

/** Colours that readers with low vision could not read, each with a shade that they could; empty where all is well (WCAG 2.2 AA). */
export function faintColours(colours: Colours): { colour: keyof Colours; message: string }[] {
  return STANDS_ON.flatMap(([colour, on]) => {
    const behind = on(colours);
    const [worst] = behind
      .map(([what, other]) => ({ what, ratio: contrast(colours[colour], other) }))
      .sort((a, b) => a.ratio - b.ratio) as [{ what: string; ratio: number }];
    if (worst.ratio >= AA) return [];
    const shade = darkened(
      colours[colour],
      behind.map(([, other]) => other),
    );
    const said = `\`${colours[colour]}\` on ${worst.what} has a contrast of ${Math.floor(worst.ratio * 10) / 10} : 1`;
    return [{ colour, message: `${said}, and text needs ${AA} : 1 (WCAG 2.2 AA); write \`${shade}\` or a darker one` }];
  });
}

const said = (wanted: string) => ({
  error: (issue: { input?: unknown }) => `${issue.input === undefined ? "nothing" : "this"} is not ${wanted}`,
});
const words = z
  .string(said("text"))
  .trim()
  .min(1, "this is empty; write text or leave the key out")
  .max(120, "this is longer than 120 characters");
const colour = z
  .string(said("a colour; write for example `'#005eb8'`, in quotes"))
  .regex(/^#[0-9a-f]{6}$/i, "this is not a colour; write `#` and six digits or letters a to f, in quotes: `'#005eb8'`")
  .toLowerCase();

/** A theme file. Unknown keys are refused, what is left out is as in `NHS`. */
export const themeSchema = z.strictObject(
  {
    name: words.optional(),
    logo: words.optional(),
    "logo-alt": words.optional(),
    colours: z
      .strictObject(
        {
          brand: colour.optional(),
          text: colour.optional(),
          quiet: colour.optional(),
          rule: colour.optional(),
          pale: colour.optional(),
          warning: colour.optional(),
        },
        { error: "colours are keys and values, such as `brand: '#005eb8'`" },
      )
      .optional(),
    font: words
      .regex(/^[\p{L}\p{N} -]+$/u, "a font's name has letters, digits, spaces and dashes only; name one font: `Arial`")
      .optional(),
  },
  { error: "a theme is keys and values: `name:`, `logo:`, `logo-alt:`, `colours:`, `font:`" },
);

/** What a theme file says. */
export type WrittenTheme = z.output<typeof themeSchema>;
