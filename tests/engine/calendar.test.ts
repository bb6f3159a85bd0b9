import { describe, expect, it } from "vitest";
import { type Calendar, TournamentCalendar } from "../../src/engine/calendar.js";
import { simjsCalendar } from "../../src/engine/calendar-simjs.js";
import { threefry } from "../../src/engine/random.js";

const makers: [string, () => Promise<Calendar>][] = [
  ["the default calendar", async () => new TournamentCalendar(8)],
  ["the calendar of simjs", async () => (await simjsCalendar())()],
];

function enter(calendar: Calendar, time: number, payload: number): void {
  calendar.at[0] = time;
  calendar.schedule(payload);
}

describe.each(makers)("%s", (_, make) => {
  it("gives what comes first, and its time", async () => {
    const calendar = await make();
    enter(calendar, 3, 30);
    enter(calendar, 1, 10);
    enter(calendar, 2, 20);
    const taken = [1, 2, 3].map(() => [calendar.next(), calendar.at[0]]);
    expect(taken).toEqual([
      [10, 1],
      [20, 2],
      [30, 3],
    ]);
    expect(calendar.next()).toBe(-1);
  });

  it("gives those of the same time in the order they were scheduled", async () => {
    const calendar = await make();
    for (let i = 0; i < 40; i++) enter(calendar, i % 2, i);
    const taken = Array.from({ length: 40 }, () => calendar.next());
    const [even, odd] = [0, 1].map((rest) => Array.from({ length: 20 }, (_, i) => 2 * i + rest));
    expect(taken).toEqual([...even!, ...odd!]);
  });

  it("agrees with a sorted list through thousands of entries that come and go, ties among them", async () => {
    const calendar = await make();
    const list: { time: number; order: number; payload: number }[] = [];
    const words = new Int32Array(2);
    let now = 0;
    for (let i = 0; i < 5000; i++) {
      threefry(words, 1, 2, i, 3);
      // Whole and half days, so that many fall together; more come than go, then more go than come.
      const time = now + ((words[0]! >>> 28) >> 1) / 2;
      enter(calendar, time, i);
      list.push({ time, order: i, payload: i });
      const goes = (words[1]! & 3) < (i < 2500 ? 1 : 4) ? 1 : 0;
      for (let g = 0; g < goes; g++) {
        list.sort((a, b) => a.time - b.time || a.order - b.order);
        const first = list.shift()!;
        expect(calendar.next()).toBe(first.payload);
        expect(calendar.at[0]).toBe(first.time);
        now = first.time;
      }
    }
    list.sort((a, b) => a.time - b.time || a.order - b.order);
    for (const first of list) expect(calendar.next()).toBe(first.payload);
    expect(calendar.next()).toBe(-1);
  });
});

describe("loading simjs", () => {
  it("leaves no window behind", async () => {
    await simjsCalendar();
    expect(Object.hasOwn(globalThis, "window")).toBe(false);
  });
});
