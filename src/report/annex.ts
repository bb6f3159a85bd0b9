import { type Document, figuresOf, type Section } from "./document.js";

/** The document as it goes on paper, where nothing can be unfolded: the tables behind its figures stand in a last part of their own. */
export function withAnnex(document: Document): Document {
  const blocks = figuresOf(document.sections).flatMap(({ tables }) => tables);
  if (blocks.length === 0) return document;
  const annex: Section = { id: "figures-behind", heading: "The figures behind the charts", isOnNewPage: true, blocks };
  return { ...document, sections: [...document.sections.map(withoutTables), annex] };
}

function withoutTables(section: Section): Section {
  return {
    ...section,
    blocks: section.blocks.map((block) => (block.kind === "figure" ? { ...block, tables: [] } : block)),
    ...(section.sections && { sections: section.sections.map(withoutTables) }),
  };
}
