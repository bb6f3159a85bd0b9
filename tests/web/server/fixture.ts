import { mkdtempSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { here } from "../../../src/experiment/runners/here.js";
import { onDisk } from "../../../src/scenario/read.js";
import { type Sent, shell } from "../../../src/web/server/pages.js";
import { type Running, type ServeOptions, serve } from "../../../src/web/server/serve.js";
import { readSession } from "../../../src/web/session-read.js";

const FILE = new URL("../../care/session-of-teams.yaml", import.meta.url).pathname;

/** A session of two rounds with the small town; quick to run. */
export const SCRIPT = `careshift-session: 1
name: Two <b>beds</b>
summary: A try.
scenario: small-town.yaml
run: { years: 0.2, replications: 2 }
measures:
  - { measure: delayed, place: hospital, label: Delayed, better: lower }
  - { measure: cost, label: Cost, better: lower }
options: { two: { label: Two cottage beds, changes: [ { add: places.cottage.beds, by: 2 } ] } }
levers:
  cottage: { label: Cottage beds, unit: beds, from: -2, to: 6, price: "£30,000 per year", changes: [ { add: places.cottage.beds } ] }
  hospital: { label: Hospital beds, unit: beds, from: -20, to: 6, price: "£60,000 per year", changes: [ { add: places.hospital.beds } ] }
teams:
  budget: "£120,000 per year"
  rounds:
    - { name: First, minutes: 5 minutes, text: Spend it., notes: WHISPERED }
    - { name: Second, minutes: 5 minutes }
stages:
  - run: { minutes: 5 minutes, options: [ two ] }
`;

export const source = { read: (path: string) => (path === FILE ? SCRIPT : onDisk.read(path)) };

export function session() {
  return readSession(source, FILE);
}

export function stateFolder(): string {
  return mkdtempSync(join(tmpdir(), "careshift-serve-"));
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a server says is looked at field by field
  json: any;
}

/** A server on a free port, and a way to ask it with any header. */
export class TestServer {
  private constructor(
    readonly running: Running,
    readonly state: string,
  ) {}

  static async start(options: Partial<ServeOptions> = {}): Promise<TestServer> {
    const state = options.state ?? stateFolder();
    const page: [string, Sent] = ["/", shell({ title: "<x>", page: "start", script: "a.js", style: "a.css" })];
    const running = await serve({
      host: "127.0.0.1",
      port: 0,
      state,
      sessions: new Map([["two-beds", session()]]),
      source,
      runner: here(),
      version: "test",
      files: new Map([page]),
      ...options,
    });
    return new TestServer(running, state);
  }

  get secret(): string {
    return this.running.facilitator.split("#")[1] as string;
  }

  ask(path: string, given: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<Answer> {
    const { method = "GET", headers = {}, body } = given;
    return new Promise((resolve, reject) => {
      const asked = request({ host: "127.0.0.1", port: this.running.port, path, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          const isJson = String(response.headers["content-type"]).includes("json");
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: isJson ? JSON.parse(text) : null,
          });
        });
      });
      asked.on("error", reject);
      asked.end(body);
    });
  }

  get(path: string, secret?: string): Promise<Answer> {
    return this.ask(path, { headers: secret === undefined ? {} : { authorization: `Bearer ${secret}` } });
  }

  post(path: string, body: unknown, secret?: string): Promise<Answer> {
    const headers = {
      "content-type": "application/json",
      ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
    };
    return this.ask(path, { method: "POST", headers, body: typeof body === "string" ? body : JSON.stringify(body) });
  }

  /** Opens a room and gives its code. */
  async open(): Promise<string> {
    return (await this.post("/api/rooms", { session: "two-beds" }, this.secret)).json.code;
  }

  /** Joins a room and gives the team's token. */
  async join(code: string, name: string): Promise<string> {
    return (await this.post("/api/join", { code, name })).json.token;
  }

  act(code: string, action: string, team?: string): Promise<Answer> {
    return this.post(`/api/rooms/${code}/act`, { action, team }, this.secret);
  }

  /** Waits until every revealed plan has its result. */
  async settled(code: string): Promise<Answer> {
    let since = -1;
    for (;;) {
      const answer = await this.get(`/api/rooms/${code}/facilitator?since=${since}`, this.secret);
      if (answer.json.pending === 0) return answer;
      since = answer.json.version;
    }
  }

  stop(): Promise<void> {
    return this.running.stop();
  }
}
