import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { Journal } from "../../../src/web/server/journal.js";
import { stateFolder, TestServer } from "./fixture.js";

/** Bytes that the disk still has for what is appended. */
const disk = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY }));

vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  return {
    ...fs,
    writeSync(file: number, data: string | Buffer, from = 0) {
      if (disk.left === 0) throw new Error("ENOSPC: no space left on device, write");
      const some = Buffer.from(data).subarray(from).subarray(0, disk.left);
      disk.left -= some.length;
      return fs.writeSync(file, some);
    },
  };
});

afterEach(() => {
  disk.left = Number.POSITIVE_INFINITY;
  vi.restoreAllMocks();
});

it("keeps no half of an event that a full disk did not take, and goes on once there is room", () => {
  const path = join(stateFolder(), "events.jsonl");
  const { journal } = Journal.open<{ n: number }>(path);
  journal.append({ n: 1 });
  disk.left = 3;
  expect(() => journal.append({ n: 2 })).toThrow("ENOSPC");
  disk.left = Number.POSITIVE_INFINITY;
  journal.append({ n: 3 });
  journal.close();
  expect(Journal.open(path).events).toEqual([{ n: 1 }, { n: 3 }]);
});

it("acknowledges nothing that a full disk did not take, and runs plans again whose results it did not", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  const server = await TestServer.start();
  const code = await server.open();
  const red = await server.join(code, "Red");
  await server.act(code, "start");
  expect((await server.post(`/api/rooms/${code}/plan`, { settings: { cottage: 2 } }, red)).status).toBe(200);
  disk.left = 10;
  await vi.waitFor(() => expect(told).toHaveBeenCalledWith(expect.stringContaining("could not be kept")), 20_000);
  expect((await server.post("/api/join", { code, name: "Blue" })).status).toBe(500);
  disk.left = Number.POSITIVE_INFINITY;
  await server.act(code, "reveal");
  await server.settled(code);
  await server.stop();
  const kinds = readFileSync(join(server.state, "rooms.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).kind);
  expect(kinds).toEqual(["opened", "joined", "round", "submitted", "revealed", "result"]);
}, 60_000);

it("makes a facilitator's secret anew that was cut short, so that nobody is the facilitator without one", async () => {
  const state = stateFolder();
  writeFileSync(join(state, "facilitator-secret"), "");
  const server = await TestServer.start({ state });
  expect(server.secret).toHaveLength(32);
  expect((await server.get("/api/sessions")).status).toBe(401);
  expect((await server.get("/api/sessions", server.secret)).status).toBe(200);
  await server.stop();
});
