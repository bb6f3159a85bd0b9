import type { SizeFindings } from "../experiment/size-findings.js";
import type { Block, Section } from "./document.js";
import { sizePaper } from "./size.js";

/** The trade-off curve of a sizing that lies beside the run, as a section of the paper; none where there is no sizing. */
export async function sizedSections(found: SizeFindings | undefined): Promise<Section[]> {
  if (found === undefined) return [];
  const { sections } = await sizePaper(found);
  const blocks = sections[0]?.blocks ?? [];
  return [
    {
      id: "sizing",
      heading: "How many would be enough",
      blocks: [...blocks.map(renamed), { kind: "command", text: found.identity.command }],
    },
  ];
}

/** Ids are unique in the paper. */
function renamed(block: Block): Block {
  if (block.kind !== "figure") return block;
  return {
    ...block,
    id: `figure-sizing-${block.id}`,
    tables: block.tables.map((table) => ({ ...table, id: `sizing-${table.id}` })),
  };
}
