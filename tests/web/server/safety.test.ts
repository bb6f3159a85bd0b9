import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MOST_BYTES, namesOf } from "../../../src/web/server/guard.js";
import { Limit } from "../../../src/web/server/limits.js";
import { shell } from "../../../src/web/server/pages.js";
import { TestServer } from "./fixture.js";

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

describe("every answer", () => {
  it.each(["/", "/api/sessions", "/nothing-here"])("of %s carries a policy without inline scripts", async (path) => {
    const { headers } = await server.ask(path);
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|http/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["set-cookie"]).toBeUndefined();
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  });
});

describe("a request", () => {
  it.each(["evil.example", "evil.example:8300", "127.0.0.1.evil.example", "localhost.", "[::2]"])(
    "by the name %s is refused",
    async (host) => {
      const { status, json } = await server.ask("/", { headers: { host } });
      expect(status).toBe(421);
      expect(json.error).toContain("does not go by that name");
    },
  );

  it("by a name of this machine is answered", async () => {
    for (const host of ["localhost", `127.0.0.1:${server.running.port}`, "[::1]:1"])
      expect((await server.ask("/", { headers: { host } })).status).toBe(200);
  });

  it("that another site's page sends is refused", async () => {
    const headers = { origin: "http://evil.example", "content-type": "application/json" };
    const { status } = await server.ask("/api/join", { method: "POST", headers, body: "{}" });
    expect(status).toBe(403);
  });

  it("with a body that is too large is refused, told beforehand or not", async () => {
    const body = JSON.stringify({ name: "x".repeat(MOST_BYTES) });
    expect((await server.post("/api/join", body)).status).toBe(413);
    const headers = { "content-type": "application/json", "transfer-encoding": "chunked" };
    expect((await server.ask("/api/join", { method: "POST", headers, body })).status).toBe(413);
  });

  it.each(["", "{", "[1]", "null", '"x"'])("with the body %s is refused", async (body) => {
    const { status, json } = await server.post("/api/join", body);
    expect(status).toBe(400);
    expect(json.error).toBe("The body is no JSON object.");
  });

  it("with a form instead of JSON is refused", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    expect((await server.ask("/api/join", { method: "POST", headers, body: "code=x" })).status).toBe(415);
  });

  it.each([
    "/../package.json",
    "/assets/../../package.json",
    "/assets/..%2f..%2fpackage.json",
    "/%2e%2e/%2e%2e/etc/passwd",
    "//etc/passwd",
    "/assets/\\..\\x",
    "/constructor",
  ])("for %s finds nothing", async (path) => {
    const { status, text } = await server.ask(path);
    expect(status).toBe(404);
    expect(text).toBe('{"error":"There is no such page."}');
  });

  it.each(["//", "//["])("for %s, which is no address, is refused and is no fault of the server's", async (path) => {
    expect((await server.ask(path)).status).toBe(400);
  });

  it("to write a page is refused", async () => {
    expect((await server.ask("/", { method: "PUT", body: "x" })).status).toBe(405);
  });
});

describe("the facilitator's doings", () => {
  it.each([
    ["GET", "/api/sessions"],
    ["GET", "/api/rooms"],
    ["GET", "/api/rooms/ABCDEF/facilitator"],
    ["POST", "/api/rooms"],
    ["POST", "/api/rooms/ABCDEF/act"],
  ])("%s %s want the secret", async (method, path) => {
    const { status, json } = await server.ask(path, { method, headers: { authorization: "Bearer wrong" } });
    expect([401, 429]).toContain(status);
    expect(json.error).toMatch(/facilitator|Too many/);
  });
});

describe("join codes", () => {
  it("can be guessed ten times, then not for a while, even rightly; teams that are in play on", async () => {
    const own = await TestServer.start();
    const code = await own.open();
    const token = await own.join(code, "Early");
    const tries: number[] = [];
    for (let i = 0; i < 12; i++) tries.push((await own.post("/api/join", { code: "AAAAAA", name: "x" })).status);
    expect(tries).toEqual([...Array(10).fill(404), 429, 429]);
    const late = await own.post("/api/join", { code, name: "Late" });
    expect(late.status).toBe(429);
    expect(late.json.error).toMatch(/^Too many wrong codes from this address\. Try again in (1 second|\d+ seconds)\.$/);
    expect((await own.get(`/api/rooms/${code}/team`, token)).status).toBe(200);
    expect((await own.get(`/api/rooms/${code}/facilitator`, own.secret)).status).toBe(200);
    await own.stop();
  });

  it("may be tried again as time goes by", () => {
    let now = 0;
    const limit = new Limit(2, 1000, () => now);
    limit.use("a");
    limit.use("a");
    expect(limit.allows("a")).toBe(false);
    expect(limit.allows("b")).toBe(true);
    expect(limit.wait("a")).toBe(1);
    now = 1000;
    expect(limit.allows("a")).toBe(true);
  });
});

describe("text of scenarios", () => {
  it("stays data in a page, whatever it says", () => {
    const evil = '</script><script>alert(1)</script><!-- "';
    const { body } = shell({ title: evil, page: 'x" onload="y', script: "a.js", style: "a.css", data: { evil } });
    const html = body.toString();
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html).not.toContain("alert(1)</");
    expect(html).not.toContain('" onload');
    const data = /id="careshift-bundle">(.*?)<\/script>/.exec(html)?.[1] as string;
    expect(JSON.parse(data)).toEqual({ evil });
  });
});

describe("names that the server goes by", () => {
  it("are this machine's own alone, unless a host is named", () => {
    expect([...namesOf("127.0.0.1")]).toEqual(["localhost", "127.0.0.1", "[::1]"]);
    expect(namesOf("192.168.7.7").has("192.168.7.7")).toBe(true);
    expect(namesOf("0.0.0.0").has("evil.example")).toBe(false);
  });
});
