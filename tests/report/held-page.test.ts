import { afterEach, describe, expect, it } from "vitest";
import { type HeldPage, holdPage } from "../../src/report/held-page.js";

let held: HeldPage;
afterEach(() => held.close());
const textOf = async (url: string) => (await fetch(url)).text();

describe("a page that is held for a browser", () => {
  it("is given to who asked before it was there, and to who asks later", async () => {
    held = holdPage();
    const url = await held.url;
    const early = textOf(url);
    const soon = await Promise.race([early, new Promise((resolve) => setTimeout(resolve, 200, "nothing yet"))]);
    expect(soon).toBe("nothing yet");
    held.give("<p>Łódź £1</p>");
    expect([await early, await textOf(url)]).toEqual(["<p>Łódź £1</p>", "<p>Łódź £1</p>"]);
  });
  it("is on this machine alone, under a path of its own, and nothing else is there", async () => {
    held = holdPage();
    held.give("<p>x</p>");
    const url = new URL(await held.url);
    expect(url.hostname).toBe("127.0.0.1");
    expect(url.pathname.length).toBeGreaterThan(30);
    expect((await fetch(new URL("/", url))).status).toBe(404);
  });
  it("lets go of who still waits when it is closed", async () => {
    held = holdPage();
    const waiting = textOf(await held.url);
    setTimeout(() => held.close(), 100);
    await expect(waiting).rejects.toThrow();
  });
});
