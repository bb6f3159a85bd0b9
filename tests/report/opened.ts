import JSZip from "jszip";
import { SaxesParser, type SaxesTagPlain } from "saxes";

/** Every XML file of an Office file by its path, after it was found well-formed. */
export async function opened(bytes: Uint8Array): Promise<Map<string, string>> {
  const zip = await JSZip.loadAsync(bytes);
  const parts = Object.values(zip.files).filter(({ name, dir }) => !dir && /\.(xml|rels)$/.test(name));
  const texts = await Promise.all(parts.map(async (part) => [part.name, await part.async("string")] as const));
  for (const [name, text] of texts) parseXml(text, () => {}, name);
  return new Map(texts);
}

/** Tells of every tag of an XML text; throws where it is not well-formed. */
export function parseXml(text: string, onTag: (tag: SaxesTagPlain) => void, name = "XML"): void {
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw new Error(`${name}: ${error.message}`);
  });
  parser.on("opentag", onTag);
  parser.write(text).close();
}
