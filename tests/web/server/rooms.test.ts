import { appendFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stateFolder, TestServer } from "./fixture.js";

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

describe("a room", () => {
  it("is joined by its code, however it is typed, and two teams never have one name", async () => {
    const code = await server.open();
    const typed = `${code.slice(0, 3)}-${code.slice(3)} `.toLowerCase();
    expect((await server.post("/api/join", { code: typed, name: "  The   Élans " })).json.team.name).toBe("The Élans");
    const again = await server.post("/api/join", { code, name: "the ÉLANS" });
    expect(again.status).toBe(409);
    expect(again.json.error).toContain("Another team has this name");
  });

  it("takes hostile names as text on one line, and refuses what is no name", async () => {
    const code = await server.open();
    const name = async (wanted: unknown) => (await server.post("/api/join", { code, name: wanted })).json;
    expect((await name("<img src=x onerror=alert(1)>")).team.name).toBe("<img src=x onerror=alert(1)>");
    expect((await name("a\u202Eb\nc\u0000d")).team.name).toBe("a b c d");
    expect((await name("__proto__")).team.name).toBe("__proto__");
    for (const bad of ["", "  ", "<>", 7, null, {}, "x".repeat(41)])
      expect((await name(bad)).error).toMatch(/^A name has/);
  });

  it("goes from round to round, and shows a plan to others only when the round is revealed", async () => {
    const code = await server.open();
    const [red, blue] = [await server.join(code, "Red"), await server.join(code, "Blue")];
    const plan = (token: string, settings: object, prediction?: number) =>
      server.post(`/api/rooms/${code}/plan`, { settings, prediction }, token);
    expect((await plan(red, { cottage: 4 })).json.error).toBe("No round is open.");
    await server.act(code, "start");
    expect((await plan(red, { cottage: 4 }, -1)).status).toBe(200);
    expect((await plan(blue, { hospital: 1, cottage: 2 })).json.plan).toEqual({
      settings: { hospital: 1, cottage: 2 },
      prediction: null,
      cost: 120_000,
    });
    const unrevealed = await server.get(`/api/rooms/${code}/board`);
    expect(unrevealed.text).not.toContain("settings");
    expect(unrevealed.text).not.toContain("WHISPERED");
    expect(unrevealed.json.teams.map((team: { submitted: boolean }) => team.submitted)).toEqual([true, true]);
    await server.act(code, "pause");
    expect((await plan(red, { cottage: 3 })).json.error).toBe("The round is paused.");
    await server.act(code, "resume");
    await server.act(code, "reveal");
    const { results, notes } = (await server.settled(code)).json;
    expect(notes[0]).toBe("WHISPERED");
    expect(results[0].map((each: { outcome: unknown[] }) => each.outcome.length)).toEqual([2, 2]);
    const differences = results[0].map((each: { outcome: { difference: number }[] }) => each.outcome[0]?.difference);
    expect(differences[0]).toBeLessThanOrEqual(differences[1]);
    expect((await server.act(code, "reopen")).json).toMatchObject({
      phase: "open",
      round: 0,
      revealed: 0,
      results: [],
    });
    expect((await server.act(code, "reopen")).json.error).toBe("The room is open: this can't be done now.");
    expect((await server.get(`/api/rooms/${code}/board`)).json.teams[0].submitted).toBe(true);
    expect((await plan(red, { cottage: 4 })).status).toBe(200);
    await server.act(code, "reveal");
    expect((await server.act(code, "start")).json.round).toBe(1);
    expect((await server.get(`/api/rooms/${code}/team`, red)).json.before.settings).toEqual({ cottage: 4 });
    await server.act(code, "reveal");
    expect((await server.act(code, "start")).json.error).toBe("All rounds are played.");
  });

  it("gives equal plans equal results, and every team the same figures", async () => {
    const code = await server.open();
    const tokens = [await server.join(code, "A"), await server.join(code, "B")];
    await server.act(code, "start");
    await server.post(`/api/rooms/${code}/plan`, { settings: { cottage: 2 } }, tokens[0]);
    await server.post(`/api/rooms/${code}/plan`, { settings: { cottage: 2, hospital: 0 } }, tokens[1]);
    await server.act(code, "reveal");
    const [a, b] = (await server.settled(code)).json.results[0];
    expect(a.outcome).toEqual(b.outcome);
  });

  it.each([
    [{ cottage: 5 }, "The plan costs £150,000 a year, £30,000 more than the budget of £120,000."],
    [{ cottage: 99 }, "Cottage beds can be set from −2 to 6 beds."],
    [{ nothing: 1 }, "There is no lever called nothing."],
    [{ cottage: "4" }, "A plan is a number for each lever."],
    [[], "A plan is a number for each lever."],
    [{ hospital: -20 }, "This can't be run: 15 − 20 is `-5`, which is less than 0"],
  ])("refuses the plan %o: %s", async (settings, why) => {
    const code = await server.open();
    const token = await server.join(code, "Red");
    await server.act(code, "start");
    const { status, json } = await server.post(`/api/rooms/${code}/plan`, { settings }, token);
    expect(status).toBe(422);
    expect(json.error).toContain(why);
  });

  it("knows its teams by their tokens alone, and forgets one that is removed", async () => {
    const [code, other] = [await server.open(), await server.open()];
    const token = await server.join(code, "Red");
    expect((await server.get(`/api/rooms/${other}/team`, token)).status).toBe(401);
    const { me } = (await server.get(`/api/rooms/${code}/team`, token)).json;
    await server.act(code, "remove", me.id);
    expect((await server.get(`/api/rooms/${code}/team`, token)).status).toBe(401);
  });

  it("tells those who wait for news as soon as there is some", async () => {
    const code = await server.open();
    const { version } = (await server.get(`/api/rooms/${code}/board`)).json;
    const news = server.get(`/api/rooms/${code}/board?since=${version}`);
    let isHere = false;
    void news.then(() => (isHere = true));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(isHere).toBe(false);
    await server.join(code, "Red");
    expect((await news).json.teams[0].name).toBe("Red");
  });
});

describe("what is kept on disk", () => {
  it("brings rooms, teams, plans and results back after a stop; a line cut short is forgotten", async () => {
    const first = await TestServer.start();
    const code = await first.open();
    const token = await first.join(code, "Red");
    await first.act(code, "start");
    await first.post(`/api/rooms/${code}/plan`, { settings: { cottage: 2 } }, token);
    await first.act(code, "reveal");
    const before = await first.settled(code);
    await first.stop();
    appendFileSync(join(first.state, "rooms.jsonl"), '{"kind":"closed","room":"');
    const second = await TestServer.start({ state: first.state });
    expect(second.secret).toBe(first.secret);
    const after = await second.get(`/api/rooms/${code}/facilitator`, second.secret);
    expect({ ...after.json, address: before.json.address }).toEqual(before.json);
    expect((await second.act(code, "start")).json.round).toBe(1);
    await second.stop();
    expect(readFileSync(join(first.state, "rooms.jsonl"), "utf8")).not.toContain('"closed"');
  });

  it("is for this user alone", async () => {
    const own = await TestServer.start();
    await own.open();
    for (const name of ["facilitator-secret", "rooms.jsonl"])
      expect(statSync(join(own.state, name)).mode & 0o077).toBe(0);
    await own.stop();
  });

  it("is not touched by two servers at once, nor trusted when it is broken", async () => {
    const state = stateFolder();
    writeFileSync(join(state, "held-by"), String(process.ppid));
    await expect(TestServer.start({ state })).rejects.toThrow(`is in use by process ${process.ppid}`);
    const broken = stateFolder();
    writeFileSync(join(broken, "rooms.jsonl"), "not json\n{}\n");
    await expect(TestServer.start({ state: broken })).rejects.toThrow("rooms.jsonl:1: this line is no JSON");
  });
});
