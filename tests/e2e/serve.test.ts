import { createServer } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { Served } from "../web/server/served.js";
import { careshift } from "./careshift.js";

const served = new Served();
afterAll(() => served.end("SIGKILL"));

describe("careshift serve", () => {
  it("stays on this machine unless told otherwise, says where it is, and ends by Ctrl-C with exit 0", async () => {
    await served.start();
    expect(served.greeting).toContain(` Careshift      http://127.0.0.1:${served.port}/\n`);
    expect(served.greeting).toContain("Only this machine can reach it. For teams on the same network: --host 0.0.0.0");
    expect(served.greeting).toContain("Session        Two <b>beds</b>, 5 minutes");
    expect(await served.end("SIGINT")).toBe(0);
  }, 120_000);

  it("says plainly that others can reach it where a host is given, and goes on with the same link", async () => {
    const { facilitator } = served;
    await served.start("--host", "0.0.0.0");
    expect(served.greeting).toContain("ANYONE ON THE NETWORK OF THIS MACHINE CAN REACH IT (--host 0.0.0.0)");
    expect(served.greeting).toContain("not\n encrypted");
    expect(served.facilitator).toBe(facilitator);
    expect((await fetch(`http://127.0.0.1:${served.port}/`)).status).toBe(200);
    expect(await served.end("SIGTERM")).toBe(0);
  }, 120_000);

  it("says that a port is in use, and which to type instead", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const { port } = taken.address() as { port: number };
    const ended = careshift(["serve", served.folder, "--port", String(port), "--state", `${served.folder}/other`]);
    taken.close();
    expect(ended.code).toBe(2);
    expect(ended.err).toBe(`port ${port} is in use by another program: choose another, such as --port ${port + 1}\n`);
  });

  it.each([
    [["--port", "70000"], "--port 70000: wanted is a port from 0 to 65535, such as --port 8300"],
    [["--port", "abc"], "--port NaN: wanted is a port from 0 to 65535"],
    [["--host", "203.0.113.9", "--port", "0"], "--host 203.0.113.9 is no address of this machine"],
  ])("with %j is refused in one clear line, with exit 2", (flags, why) => {
    const ended = careshift(["serve", served.folder, ...flags]);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain(why);
    expect(ended.err.trim().split("\n")).toHaveLength(1);
  });

  it("of a folder that is not there says so", () => {
    const ended = careshift(["serve", "nowhere"]);
    expect(ended.code).toBe(2);
    expect(ended.err).toBe("there is nothing at nowhere; name a scenario's folder, such as scenarios/torbay\n");
  });
});
