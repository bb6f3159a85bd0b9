/** Charts as pixels, for formats that can't be sure of vector pictures. */
import { createRequire } from "node:module";
import { palettePng } from "./png.js";

/** Fonts that come with Careshift, so that letters are the same on every machine. */
const FONTS = ["400Regular/AtkinsonHyperlegible_400Regular.ttf", "700Bold/AtkinsonHyperlegible_700Bold.ttf"].map(
  (file) => createRequire(import.meta.url).resolve(`@expo-google-fonts/atkinson-hyperlegible/${file}`),
);

export interface Picture {
  png: Uint8Array;
  /** In pixels. */
  width: number;
  height: number;
}

/** An SVG drawn `width` pixels wide, its letters in Atkinson Hyperlegible; nothing outside it is loaded. */
export async function drawPng(svg: string, width: number): Promise<Picture> {
  const { renderAsync } = await import("@resvg/resvg-js");
  const drawn = await renderAsync(svg, {
    fitTo: { mode: "width", value: Math.max(1, Math.round(width)) },
    font: { loadSystemFonts: false, fontFiles: FONTS, defaultFontFamily: "Atkinson Hyperlegible" },
    background: "white",
  });
  return { png: await palettePng(drawn.pixels, drawn.width, drawn.height), width: drawn.width, height: drawn.height };
}
