/** How names are shown to people. */
import type { Written } from "./schema.js";

/**
 * A label for every name: from `labels:`, else from `label:` where the name stands, else the name itself made readable.
 * A step whose name is also that of something else, or of another step called otherwise, has one of its own under
 * `pathway.step`.
 */
export function labelsOf(written: Written): Record<string, string> {
  const labels = new Map<string, string>();
  for (const part of [written.places, written.needs, written.arrivals, written.policies]) {
    for (const [name, { label }] of Object.entries(part ?? {})) add(labels, name, label);
  }
  for (const { name, label } of written.population?.segments ?? []) add(labels, name, label);
  for (const [name] of written.population?.localities ?? []) add(labels, name, undefined);
  for (const name of Object.keys(written.pathways ?? {})) add(labels, name, undefined);
  const given = new Set<string>();
  for (const [pathway, steps] of Object.entries(written.pathways ?? {})) {
    for (const { step, label } of steps) {
      if (label === undefined) {
        if (given.has(step) && !(step in (written.labels ?? {}))) labels.set(`${pathway}.${step}`, readable(step));
        else add(labels, step, undefined);
      } else if (!labels.has(step)) {
        labels.set(step, label);
        given.add(step);
      } else if (labels.get(step) !== label) labels.set(`${pathway}.${step}`, label);
    }
  }
  for (const name of Object.keys(written.targets ?? {})) add(labels, name, undefined);
  for (const [name, label] of Object.entries(written.labels ?? {})) labels.set(name, label);
  return Object.fromEntries(labels);
}

function add(labels: Map<string, string>, name: string, label: string | undefined): void {
  if (label !== undefined || !labels.has(name)) labels.set(name, label ?? readable(name));
}

function readable(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
