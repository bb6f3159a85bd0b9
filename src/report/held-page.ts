import { randomUUID } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A page that a browser on this machine may ask for before it is there: the answer waits for it. */
export interface HeldPage {
  /** Where it is asked for: this machine alone, and nobody guesses the path. */
  url: Promise<string>;
  /** Here it is: whoever waits gets it, whoever asks later too. */
  give(html: string): void;
  close(): void;
}

/** Listens on a port of this machine that is free, until it is closed. */
export function holdPage(): HeldPage {
  const path = `/${randomUUID()}`;
  const waiting: ServerResponse[] = [];
  let page: string | undefined;
  const answer = (to: ServerResponse, html: string) =>
    to.writeHead(200, { "content-type": "text/html; charset=utf-8", connection: "close" }).end(html);
  const server = createServer((asked, to) => {
    if (asked.url !== path) to.writeHead(404).end();
    else if (page === undefined) waiting.push(to);
    else answer(to, page);
  });
  const url = new Promise<string>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`));
  });
  return {
    url,
    give(html) {
      page = html;
      for (const to of waiting.splice(0)) answer(to, html);
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
