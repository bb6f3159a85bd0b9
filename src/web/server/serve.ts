/** The server of `careshift serve`: pages, rooms and their results, on this machine. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Runner } from "../../experiment/runners/runner.js";
import type { Source } from "../../scenario/source.js";
import type { Session } from "../session-read.js";
import { Api } from "./api.js";
import { addresses, checkSender, namesOf, protect } from "./guard.js";
import { holdFolder, Journal } from "./journal.js";
import { Limit } from "./limits.js";
import type { Sent } from "./pages.js";
import { Referee } from "./referee.js";
import type { RoomEvent } from "./room.js";
import { Refused, Rooms } from "./rooms.js";
import { facilitatorSecret } from "./secrets.js";

export interface ServeOptions {
  host: string;
  /** 0: any that is free. */
  port: number;
  /** Folder that rooms are kept in. */
  state: string;
  /** Sessions by id. */
  sessions: Map<string, Session>;
  source: Source;
  runner: Runner;
  version: string;
  /** Pages, scripts and styles by path. */
  files: Map<string, Sent>;
}

/** A server that is running. */
export interface Running {
  port: number;
  /** Addresses it can be reached at, the best for others first. */
  urls: string[];
  /** The facilitator's own link. */
  facilitator: string;
  /** Rooms that were found on disk. */
  rooms: number;
  stop(): Promise<void>;
}

/**
 * Starts the server; it is ready when this returns.
 * @throws {StateTaken} where the state folder can't be used; the system's error where the address can't
 */
export async function serve(options: ServeOptions): Promise<Running> {
  const giveBack = holdFolder(options.state);
  try {
    const { journal, events } = Journal.open<RoomEvent>(join(options.state, "rooms.jsonl"));
    const secret = facilitatorSecret(options.state);
    const rooms = new Rooms(options.sessions, options.source, journal, events);
    const api = new Api(rooms, secret, new Limit(10, 6000), new Limit(3, 1000));
    const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 16_384 });
    server.maxConnections = 1000;
    server.on("request", handler(api, options.files, namesOf(options.host)));
    const port = await listening(server, options);
    const referee = new Referee(rooms, options.source, options.runner, options.version);
    const urls = urlsOf(options.host, port);
    api.address = `${urls[0]}join`;
    return {
      port,
      urls,
      facilitator: `${urls.at(-1)}facilitate#${secret}`,
      rooms: rooms.rooms.size,
      async stop() {
        api.stop();
        server.close();
        server.closeIdleConnections();
        await referee.stop();
        server.closeAllConnections();
        journal.close();
        giveBack();
      },
    };
  } catch (error) {
    giveBack();
    throw error;
  }
}

function handler(api: Api, files: Map<string, Sent>, names: Set<string>) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    protect(response);
    answer(request, response, api, files, names).catch((error) => refuse(request, response, error));
  };
}

/** Only a base to read paths against. */
const ORIGIN = "http://careshift.invalid";

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  api: Api,
  files: Map<string, Sent>,
  names: Set<string>,
): Promise<void> {
  checkSender(request, names);
  const address = request.url ?? "/";
  if (!URL.canParse(address, ORIGIN)) throw new Refused(400, "That is no address.");
  const { pathname, searchParams } = new URL(address, ORIGIN);
  if (pathname.startsWith("/api/")) {
    const body = JSON.stringify(await api.answer(request, pathname, searchParams));
    send(response, 200, { type: "application/json; charset=utf-8", body: Buffer.from(body) });
    return;
  }
  if (request.method !== "GET" && request.method !== "HEAD") throw new Refused(405, "Pages are only read.");
  const file = files.get(pathname);
  if (file === undefined) throw new Refused(404, "There is no such page.");
  send(response, 200, request.method === "HEAD" ? { ...file, body: Buffer.alloc(0) } : file);
}

function send(response: ServerResponse, status: number, { type, body }: Sent): void {
  response.writeHead(status, { "content-type": type, "content-length": body.length });
  response.end(body);
}

/** What can't be done is said with its reason; what broke here is said on the server's own screen only. */
function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const known = error instanceof Refused;
  if (!known) console.error(`a request broke: ${error instanceof Error ? error.message : String(error)}`);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const status = known ? error.status : 500;
  const reason = known ? error.message : "Something broke here; the server's own screen says what.";
  if (status === 413) response.setHeader("connection", "close");
  if (status === 429) response.setHeader("retry-after", "6");
  request.resume();
  send(response, status, {
    type: "application/json; charset=utf-8",
    body: Buffer.from(JSON.stringify({ error: reason })),
  });
}

function listening(server: Server, { host, port }: ServeOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function urlsOf(host: string, port: number): string[] {
  const names = isEverywhere(host) ? [...addresses(), "127.0.0.1"] : [hostInLink(host)];
  return names.map((name) => `http://${name}:${port}/`);
}

function isEverywhere(host: string): boolean {
  return host === "0.0.0.0" || host === "::";
}

function hostInLink(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
