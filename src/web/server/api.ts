/** What browsers ask of the server, path by path; every answer is JSON. */
import type { IncomingMessage } from "node:http";
import { counted } from "../../report/words.js";
import { bodyOf } from "./guard.js";
import type { Limit } from "./limits.js";
import type { Room } from "./room.js";
import { Refused, type Rooms } from "./rooms.js";
import { same } from "./secrets.js";
import { boardView, facilitatorView, type RoomView, teamView } from "./views.js";

/** How long a browser that waits for news is kept waiting, and how many may. */
const PATIENCE_MS = 20_000;
const MOST_WAITING = 400;

/** Answers requests under `/api/`. */
export class Api {
  /** Where teams join; known once the server listens. */
  address = "";
  private waiting = 0;
  private readonly release = new Set<() => void>();

  constructor(
    private readonly rooms: Rooms,
    private readonly secret: string,
    private readonly wrong: Limit,
    private readonly plans: Limit,
  ) {}

  /** @throws {Refused} with the status and the reason */
  async answer(request: IncomingMessage, path: string, query: URLSearchParams): Promise<unknown> {
    const [, , what, code = "", of = ""] = path.split("/");
    const route = `${request.method} ${what}${code === "" ? "" : "/CODE"}${of === "" ? "" : `/${of}`}`;
    switch (route) {
      case "GET sessions":
        this.facilitator(request);
        return this.sessions();
      case "GET rooms":
        this.facilitator(request);
        return [...this.rooms.rooms.values()]
          .filter((room) => this.rooms.sessions.has(room.session))
          .map(briefly(this.rooms));
      case "POST rooms":
        this.facilitator(request);
        return { code: this.rooms.open(String((await bodyOf(request)).session)).code };
      case "POST join":
        return this.join(request);
      case "GET rooms/CODE/board":
        return this.news(
          request,
          query,
          this.guessed(request, () => this.rooms.room(code)),
          (room) => boardView(room, this.rooms.session(room), this.address),
        );
      case "GET rooms/CODE/facilitator":
        this.facilitator(request);
        return this.news(request, query, this.rooms.room(code), (room) =>
          facilitatorView(room, this.rooms.session(room), this.address),
        );
      case "POST rooms/CODE/act":
        return this.act(request, code);
      case "GET rooms/CODE/team": {
        const { room, team } = this.teamOf(request, code);
        return this.news(request, query, room, () => teamView(room, this.rooms.session(room), this.address, team));
      }
      case "POST rooms/CODE/plan":
        return this.plan(request, code);
      default:
        throw new Refused(404, "There is nothing here.");
    }
  }

  /** Lets everyone who waits for news go, so that the server can stop. */
  stop(): void {
    for (const go of this.release) go();
  }

  private sessions(): unknown {
    return [...this.rooms.sessions].flatMap(([id, { name, summary, minutes, teams }]) =>
      teams === undefined ? [] : [{ id, name, summary, minutes, rounds: teams.rounds.length }],
    );
  }

  private async join(request: IncomingMessage): Promise<unknown> {
    this.mayGuess(request);
    const body = await bodyOf(request);
    const { room, team } = this.guessed(request, () => this.rooms.join(String(body.code ?? ""), body.name));
    return { code: room.code, token: team.token, team: { id: team.id, name: team.name } };
  }

  private async act(request: IncomingMessage, code: string): Promise<unknown> {
    this.facilitator(request);
    const { action, team } = await bodyOf(request);
    const room = this.rooms.act(code, action, team);
    return facilitatorView(room, this.rooms.session(room), this.address);
  }

  private async plan(request: IncomingMessage, code: string): Promise<unknown> {
    const { room, team } = this.teamOf(request, code);
    if (!this.plans.allows(team.id)) throw new Refused(429, "That was quick. Try again in a second.");
    this.plans.use(team.id);
    this.rooms.submit(room, team, await bodyOf(request));
    return teamView(room, this.rooms.session(room), this.address, team);
  }

  private facilitator(request: IncomingMessage): void {
    const secret = bearer(request);
    if (same(secret, this.secret)) return;
    this.mayGuess(request);
    this.wrong.use(from(request));
    throw new Refused(401, "This is for the facilitator: open the link that the server printed when it started.");
  }

  private teamOf(request: IncomingMessage, code: string) {
    try {
      return this.rooms.team(code, bearer(request));
    } catch (error) {
      if (error instanceof Refused) this.miss(request);
      throw error;
    }
  }

  /** What is found by a code alone; a code that is wrong is a guess, and guesses are counted. */
  private guessed<T>(request: IncomingMessage, look: () => T): T {
    this.mayGuess(request);
    try {
      return look();
    } catch (error) {
      if (error instanceof Refused && error.status === 404) this.wrong.use(from(request));
      throw error;
    }
  }

  private miss(request: IncomingMessage): void {
    this.mayGuess(request);
    this.wrong.use(from(request));
  }

  private mayGuess(request: IncomingMessage): void {
    const who = from(request);
    if (this.wrong.allows(who)) return;
    throw new Refused(
      429,
      `Too many wrong codes from this address. Try again in ${counted(this.wrong.wait(who), "second")}.`,
    );
  }

  /** The view at once if the browser has not seen it, else as soon as something happens, or after a while. */
  private async news<T extends RoomView>(
    request: IncomingMessage,
    query: URLSearchParams,
    room: Room,
    view: (room: Room) => T,
  ): Promise<T> {
    const seen = Number(query.get("since") ?? -1);
    if (seen >= room.version && this.waiting < MOST_WAITING) await this.change(request, room.code);
    return view(room);
  }

  private change(request: IncomingMessage, code: string): Promise<void> {
    this.waiting++;
    return new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.rooms.off("change", onChange);
        request.socket.off("close", done);
        this.release.delete(done);
        this.waiting--;
        resolve();
      };
      const onChange = (changed: string) => {
        if (changed === code) done();
      };
      const timer = setTimeout(done, PATIENCE_MS);
      this.rooms.on("change", onChange);
      request.socket.once("close", done);
      this.release.add(done);
    });
  }
}

function briefly(rooms: Rooms) {
  return (room: Room) => ({
    code: room.code,
    session: rooms.session(room).name,
    phase: room.phase,
    round: room.round,
    teams: room.teams.length,
  });
}

function bearer(request: IncomingMessage): string {
  return /^Bearer ([\w-]{1,200})$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
}

function from(request: IncomingMessage): string {
  return request.socket.remoteAddress ?? "";
}
