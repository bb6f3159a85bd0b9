import { readFileSync, statSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { Complaints, type Spot } from "../scenario/faults.js";
import { nearest } from "../scenario/suggest.js";
import { at, type Mapping, plain } from "../scenario/tree.js";
import { parseYaml } from "../scenario/yaml.js";
import { type Colours, faintColours, type Logo, NHS, type Theme, themeSchema, type WrittenTheme } from "./theme.js";

/** A theme is a few lines, a logo a few kilobytes; more is not what was meant. */
const MOST_BYTES = 1_000_000;
const THEME = { called: "a theme", begins: "a key such as `name: Exampleshire Trust`" };
const KEYS = [...Object.keys(themeSchema.shape), ...Object.keys(NHS.colours)];

/**
 * Reads a theme file; what it leaves out is as in the look of the NHS.
 * @throws {ScenarioFaults} with everything that is wrong in it: keys, colours that can't be read by all, a logo that is none
 */
export function readTheme(file: string): Theme {
  const complaints = new Complaints();
  const top = { file, line: 1, col: 1 };
  const text = contents(file, (message) => complaints.add(top, message));
  complaints.settle();
  const tree = parseYaml((text ?? Buffer.alloc(0)).toString("utf8"), file, complaints.add, THEME);
  complaints.settle();
  const theme = tree && checked(tree, file, complaints);
  complaints.settle();
  return theme ?? NHS;
}

function checked(tree: Mapping, file: string, complaints: Complaints): Theme | undefined {
  const spotOf = (path: readonly PropertyKey[]): Spot => {
    const found = at(tree, ...(path as (string | number)[]));
    return found?.spot ?? tree.spot;
  };
  const parsed = themeSchema.safeParse(plain(tree));
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      if (issue.code !== "unrecognized_keys")
        complaints.add(spotOf(issue.path), `\`${issue.path.join(".")}\`: ${issue.message}`);
      else for (const key of issue.keys) complaints.add(spotOf([...issue.path, key]), unknownKey(key));
    }
    return undefined;
  }
  const colours = coloursOf(parsed.data);
  for (const { colour, message } of faintColours(colours))
    complaints.add(spotOf(["colours", colour]), `\`colours.${colour}\`: ${message}`);
  const logo =
    parsed.data.logo === undefined
      ? undefined
      : logoOf(parsed.data, file, (message) => complaints.add(spotOf(["logo"]), message));
  const { name, font = NHS.font } = parsed.data;
  return { colours, font, ...(name !== undefined && { name }), ...(logo && { logo }) };
}

function unknownKey(key: string): string {
  const near = nearest(key, KEYS);
  return `\`${key}\` is not a key of a theme${near === undefined ? `; known are ${KEYS.map((k) => `\`${k}\``).join(", ")}` : `; did you mean \`${near}\`?`}`;
}

function coloursOf({ colours = {} }: WrittenTheme): Colours {
  const given = Object.entries(colours).filter(([, colour]) => colour !== undefined);
  return { ...NHS.colours, ...Object.fromEntries(given) };
}

function logoOf(theme: WrittenTheme, file: string, complain: (message: string) => void): Logo | undefined {
  const path = join(dirname(file), theme.logo ?? "");
  const data = contents(path, complain);
  if (data === undefined) return undefined;
  const kind = kindOf(data);
  const shape =
    kind === "png"
      ? data.readUInt32BE(16) / data.readUInt32BE(20)
      : kind === "svg"
        ? shapeOf(data.toString("utf8"))
        : 0;
  if (kind === undefined || !(shape > 0)) {
    complain(
      `${path} is ${kind === undefined ? `no picture that a paper can hold (${extname(path) || "no ending"})` : "a picture without a size"}; give a PNG or an SVG with a width and a height`,
    );
    return undefined;
  }
  return { kind, data, shape, alt: theme["logo-alt"] ?? (theme.name === undefined ? "Logo" : `Logo of ${theme.name}`) };
}

function kindOf(data: Buffer): Logo["kind"] | undefined {
  if (data.length > 24 && data.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])))
    return "png";
  return /<svg[\s>]/.test(data.subarray(0, 2000).toString("utf8")) ? "svg" : undefined;
}

/** Width over height of an SVG, from its view box or its size. */
function shapeOf(svg: string): number {
  const [tag = ""] = /<svg[^>]*>/.exec(svg) ?? [];
  const box = /viewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(tag);
  const size = (name: string) => Number(new RegExp(`\\s${name}\\s*=\\s*["']([\\d.]+)(?:px)?["']`).exec(tag)?.[1]);
  return box ? Number(box[1]) / Number(box[2]) : size("width") / size("height");
}

function contents(path: string, complain: (message: string) => void): Buffer | undefined {
  try {
    const { size } = statSync(path);
    if (size <= MOST_BYTES) return readFileSync(path);
    complain(`${path} is ${(size / 1e6).toFixed(1)} MB; at most ${MOST_BYTES / 1e6} MB is meant`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    complain(code === "ENOENT" ? `there is no file ${path}; check the name` : `${path} could not be read (${code})`);
  }
  return undefined;
}
