/**
 * How well a colour stands out from another, after the Web Content Accessibility Guidelines 2.2
 * (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
 */

/** Level AA of criterion 1.4.3: text of ordinary size has 4.5 : 1 or more. */
export const AA = 4.5;

/** From 1 (the same) to 21 (black on white); colours as `#rrggbb`. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The nearest darker shade of a colour that has the contrast wanted against every one of these; black where none has. */
export function darkened(colour: string, against: readonly string[], wanted = AA): string {
  for (let part = 100; part > 0; part--) {
    const shade = scaled(colour, part / 100);
    if (against.every((other) => contrast(shade, other) >= wanted)) return shade;
  }
  return "#000000";
}

/** Relative luminance: 0 of black, 1 of white. */
function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((c) => {
    const share = c / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function scaled(colour: string, by: number): string {
  return `#${channels(colour)
    .map((c) =>
      Math.floor(c * by)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
