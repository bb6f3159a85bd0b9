/** Scenarios as YAML text. */
import { Document, isCollection, isMap, isSeq, visit } from "yaml";

/** No line of what is written is longer, where it can be helped. */
const WIDTH = 150;

/**
 * A scenario as YAML: small mappings and lists on one line, as people write them; every text quoted where YAML needs it.
 * @param notes lines of comment at the head
 */
export function writeYaml(scenario: unknown, notes: readonly string[] = []): string {
  const document = new Document(scenario, { aliasDuplicateObjects: false });
  visit(document, {
    Collection(_, node, path) {
      if (!isCollection(node)) return undefined;
      const isTop = path.length <= 3 && isMap(node) && node.items.some(({ value }) => isCollection(value));
      if (!isTop && lengthOf(node.toJSON()) < WIDTH - 12 * path.length) {
        node.flow = true;
        return visit.SKIP;
      }
      if (isSeq(node) && node.items.length === 0) node.flow = true;
      return undefined;
    },
  });
  document.commentBefore = notes.map((note) => ` ${note.replace(/\s+/g, " ")}`).join("\n");
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

function lengthOf(value: unknown): number {
  return JSON.stringify(value)?.length ?? 0;
}

/** A number as people write it: twelve digits at most, no exponent where it can be helped. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** `3.3 days`: eight digits, so that what was rounded as a rate (0.303030303 a day) is whole again. */
export function amountOf(value: number, unit: string): string {
  return `${Number(value.toPrecision(8))} ${unit}`;
}
