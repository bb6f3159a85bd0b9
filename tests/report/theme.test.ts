import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contrast, darkened } from "../../src/report/contrast.js";
import { readTheme } from "../../src/report/read-theme.js";
import { faintColours, NHS } from "../../src/report/theme.js";
import { ScenarioFaults } from "../../src/scenario/faults.js";

const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50"><rect width="200" height="50"/></svg>';

function file(text: string, files: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "careshift-theme-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  writeFileSync(join(folder, "theme.yaml"), text);
  return join(folder, "theme.yaml");
}

function faults(text: string, files: Record<string, string> = {}): string[] {
  const path = file(text, files);
  try {
    readTheme(path);
  } catch (error) {
    if (!(error instanceof ScenarioFaults)) throw error;
    return error.faults.map(({ where, message }) => `${where.replace(path, "theme.yaml")}: ${message}`);
  }
  return [];
}

describe("the look of the NHS", () => {
  it("has the colours of nhsuk-frontend", () => {
    const settings = createRequire(import.meta.url)
      .resolve("nhsuk-frontend/package.json")
      .replace("package.json", "dist/nhsuk/core/settings/_colours-palette.scss");
    const palette = new Map(
      [...readFileSync(settings, "utf8").matchAll(/"([a-z0-9-]+)": (#[0-9a-f]{6})/g)].map(([, name, colour]) => [
        name,
        colour,
      ]),
    );
    const { brand, text, quiet, rule, pale, warning } = NHS.colours;
    expect([brand, text, quiet, rule, pale, warning]).toEqual(
      ["blue", "black", "grey-1", "grey-4", "grey-5", "yellow"].map((name) => palette.get(name)),
    );
  });
  it("can be read by all", () => {
    expect(faintColours(NHS.colours)).toEqual([]);
  });
});

describe("contrast", () => {
  it("is 21 : 1 of black on white, 1 : 1 of a colour on itself, and 6.2 : 1 of NHS blue on white", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 9);
    expect(contrast("#ed8b00", "#ed8b00")).toBe(1);
    expect(contrast("#005eb8", "#ffffff")).toBeCloseTo(6.42, 1);
  });
  it("is mended by the lightest shade that will do", () => {
    const shade = darkened("#ed8b00", ["#ffffff"]);
    expect(contrast(shade, "#ffffff")).toBeGreaterThanOrEqual(4.5);
    expect(contrast(shade, "#ffffff")).toBeLessThan(4.8);
  });
});

describe("a theme file", () => {
  it("changes what it names and leaves the rest", () => {
    const theme = readTheme(
      file("name: Exampleshire Trust\nlogo: logo.svg\ncolours: { brand: '#00594C' }\nfont: Verdana\n", {
        "logo.svg": LOGO,
      }),
    );
    expect(theme).toMatchObject({
      name: "Exampleshire Trust",
      font: "Verdana",
      colours: { ...NHS.colours, brand: "#00594c" },
    });
    expect(theme.logo).toMatchObject({ kind: "svg", shape: 4, alt: "Logo of Exampleshire Trust" });
  });
  it("whose colours are too faint is told so, with a shade that is not", () => {
    const [told, ...more] = faults("name: Exampleshire\ncolours:\n  brand: '#ed8b00'\n");
    expect(more).toEqual([]);
    expect(told).toMatch(
      /^theme\.yaml:3:10: `colours\.brand`: `#ed8b00` on pale has a contrast of 2\.\d : 1, and text needs 4\.5 : 1 \(WCAG 2\.2 AA\); write `#[0-9a-f]{6}` or a darker one$/,
    );
    const shade = /write `(#[0-9a-f]{6})`/.exec(told ?? "")?.[1] ?? "";
    expect(faults(`colours: { brand: '${shade}' }`)).toEqual([]);
  });
  it.each([
    ["colour: { brand: '#005eb8' }", /^theme\.yaml:1:9: `colour` is not a key of a theme; did you mean `colours`\?$/],
    ["colours: { brand: blue }", /^theme\.yaml:1:19: `colours\.brand`: this is not a colour; write `#` and six digits/],
    ["colours: { brand: 12 }", /`colours\.brand`: this is not a colour/],
    ['font: "Arial; } body { display: none"', /^theme\.yaml:1:7: `font`: a font's name has letters/],
    ["logo: nothing.png", /^theme\.yaml:1:7: there is no file .*nothing\.png/],
    ["logo: theme.yaml", /theme\.yaml is no picture that a paper can hold/],
    ["- a list", /^theme\.yaml:1:1: a theme is keys and values; begin with a key such as/],
    ["name: [", /^theme\.yaml:\d+:\d+: /],
  ])("%j is refused with its place and what to write", (text, message) => {
    const told = faults(text);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(message);
  });
  it("that is not there is told so", () => {
    expect(() => readTheme("/nowhere/theme.yaml")).toThrow(/there is no file \/nowhere\/theme\.yaml/);
  });
});
