/** Makes the board paper; a worker of its own, so that the charts' library is loaded only when a paper is asked for. */
import type { Findings } from "../../experiment/findings.js";
import { renderHtml } from "../../report/html.js";
import { boardPaper } from "../../report/paper.js";

const outside = globalThis as unknown as {
  onmessage: (event: MessageEvent<Findings>) => void;
  postMessage: (made: { paper: string } | { fault: string }) => void;
};

outside.onmessage = async ({ data }) => {
  try {
    outside.postMessage({ paper: renderHtml(await boardPaper(data)) });
  } catch (error) {
    outside.postMessage({ fault: error instanceof Error ? error.message : String(error) });
  }
};
