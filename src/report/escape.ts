const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text made safe inside HTML and SVG, also in quoted attributes. Control characters, which XML does not allow, become spaces. */
export function escapeText(text: string): string {
  return plain(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Text on one line, without characters that could steer a terminal or turn the direction of reading. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Cs}/gu, " ");
}

/** An address that may become a link: http or https, written out; anything else is undefined and stays text. */
export function safeLink(address: string): string | undefined {
  if (!/^https?:\/\/[^\s]+$/i.test(address) || !URL.canParse(address)) return undefined;
  return new URL(address).href;
}

/** Cuts a text into plain runs and links. */
export function withLinks(text: string): (string | { link: string; text: string })[] {
  return text.split(/(https?:\/\/[^\s)<>"']+[^\s)<>"'.,;:])/i).flatMap((part, i) => {
    const link = i % 2 === 1 ? safeLink(part) : undefined;
    return part === "" ? [] : [link === undefined ? part : { link, text: part }];
  });
}
