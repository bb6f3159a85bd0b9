import { describe, expect, it } from "vitest";
import { Count } from "../../src/care/codes.js";
import { trace } from "./trace.js";

/** Somebody comes each day, the first at 1; 2001-01-01, day 0, is a Monday. */
const DAILY = "arrivals: { people: { gaps: 1 day, pathway: p } }";

describe("queues with room for so many", () => {
  it("whoever finds the queue full is turned away, and the others wait", () => {
    // The bed is taken from 1 on; the second and third wait; the fourth and fifth find two waiting.
    const seen = trace(
      5.5,
      `${DAILY}\nplaces: { ward: { kind: beds, beds: 1 } }\npathways: { p: [ { step: s, at: ward, stay: 30 days, full: { queue: 2, then: refused } } ] }`,
    );
    expect(seen.count("ward", Count.refused)).toBe(2);
    expect(seen.waiting("ward")).toBeCloseTo(3.5 + 2.5, 9);
    expect(seen.spells).toEqual([5, 0, 0, 0, 2, 3]);
  });

  it("with `then: hold` the bed behind is kept once nobody more may wait outside", () => {
    // Ready at 1.5, 2.5, 3.5. Hostel taken from 1.5; the second waits in the one seat; the third keeps the ward.
    const seen = trace(
      4,
      `${DAILY}\nplaces: { ward: { kind: beds, beds: 9 }, hostel: { kind: beds, beds: 1 } }\npathways: { p: [ { step: s, at: ward, stay: 12 hours, next: [ { go: t } ] }, { step: t, at: hostel, stay: 30 days, full: { queue: 1, then: hold } } ] }`,
    );
    expect(seen.delayed("ward")).toBeCloseTo(0.5, 9);
    expect(seen.waiting("hostel")).toBeCloseTo(1.5 + 0.5, 9);
  });
});

describe("where people go", () => {
  const TWO = "places: { ward: { kind: beds, beds: 9 }, hostel: { kind: beds, beds: 1 } }";
  const path = (full: string) =>
    `${DAILY}\n${TWO}\npathways: { p: [ { step: s, at: ward, stay: 12 hours, next: [ { go: t } ] }, { step: t, at: hostel, stay: 30 days, full: ${full} } ] }`;

  it("is counted as they go, not as they were meant to: who gives up waiting goes home from where they were", () => {
    // Ready at 1.5, 2.5, 3.5, 4.5: the first takes the bed; the second waits in the ward, the third outside, a day each.
    const held = trace(6, path("{ hold: 1 day, then: home }"));
    expect(held.moves("ward", "hostel")).toBe(1);
    expect(held.moves("ward", "home")).toBe(3);
    const outside = trace(6, path("{ wait: 1 day, then: home }"));
    expect(outside.moves("ward", "hostel")).toBe(1);
    expect(outside.moves("ward", "home")).toBe(3);
    expect(held.count("hostel", Count.admitted)).toBe(1);
  });

  it("and who is turned away at the door of the next place, or still waits for it, went nowhere else", () => {
    expect(trace(6, path("{ go: refused }")).moves("ward", "refused")).toBe(4);
    expect(trace(6, path("hold")).moves("ward", "home")).toBe(0);
    expect(trace(6, path("hold")).moves("ward", "hostel")).toBe(1);
  });
});

describe("on the way out", () => {
  it("a delay on the way holds the bed after treatment, is no delayed transfer, and shortens nothing", () => {
    const seen = trace(
      4,
      `${DAILY}\nplaces: { ward: { kind: beds, beds: 9 } }\npathways: { p: [ { step: s, at: ward, stay: 1 day, next: [ { go: home, delay: 12 hours } ] } ] }`,
    );
    // In at 1, 2, 3; ready at 2, 3, 4; gone at 2.5, 3.5.
    expect(seen.leaving("ward")).toBeCloseTo(0.5 + 0.5, 9);
    expect(seen.occupied("ward")).toBeCloseTo(1.5 + 1.5 + 1, 9);
    expect(seen.delayed("ward")).toBe(0);
    expect(seen.measure("in-transition", "ward")).toBeCloseTo(1 / 4, 9);
  });

  it("nobody leaves at weekends where nobody may, nor outside the hours", () => {
    // Ready on Saturday at 6: leaves on Monday at 10. Ready on Tuesday the 9th at 00:00 (day 8): leaves at 10.
    const seen = trace(
      9,
      `arrivals: { people: { gaps: 4 days, pathway: p } }\nplaces: { ward: { kind: beds, beds: 9 } }\npathways: { p: [ { step: s, at: ward, stay: 30 hours, leaves: { saturday: 0%, sunday: 0%, from: "10:00", to: "18:00" } } ] }`,
    );
    // Comes at 4 (Friday), ready at 5.25 (Saturday), leaves at 7 + 10/24; the second comes at 8 and stays.
    expect(seen.leaving("ward")).toBeCloseTo(7 + 10 / 24 - 5.25, 9);
    expect(seen.occupied("ward")).toBeCloseTo(7 + 10 / 24 - 4 + 1, 9);
  });

  it("a chance for each day lets some go and keeps the others till the next", () => {
    const seen = trace(
      700,
      `arrivals: { people: { gaps: 7 days, pathway: p } }\nplaces: { ward: { kind: unlimited } }\npathways: { p: [ { step: s, at: ward, stay: 1 hour, leaves: { monday: 25% } } ] }`,
    );
    // All come on Mondays: three in four leave on Tuesday, at midnight.
    const held = seen.leaving("ward") / (23 / 24);
    expect(held / 99).toBeGreaterThan(0.62);
    expect(held / 99).toBeLessThan(0.88);
  });

  it("who dies waits for no hours", () => {
    const seen = trace(
      4,
      `${DAILY}\nplaces: { ward: { kind: beds, beds: 9 } }\npathways: { p: [ { step: s, at: ward, stay: 1 hour, leaves: { from: "22:00", to: "23:00" }, next: [ { go: died } ] } ] }`,
    );
    expect(seen.leaving("ward")).toBe(0);
    expect(seen.count("ward", Count.died)).toBe(3);
  });
});

describe("capacity by the clock", () => {
  it("a timetable opens and closes; who is inside finishes, and several start at once when it rises", () => {
    // One place from 08:00 to 20:00, none at night; they come at midnight and stay 14 hours.
    const seen = trace(
      4,
      `${DAILY}\nplaces: { car: { kind: team, staff: 0, timetable: [ { from: "08:00", to: "20:00", staff: 2 } ] } }\npathways: { p: [ { step: s, at: car, stay: 14 hours } ] }`,
    );
    // In at 1 + 8/24, 2 + 8/24, 3 + 8/24.
    expect(seen.waiting("car")).toBeCloseTo(3 * (8 / 24), 9);
    expect(seen.occupied("car")).toBeCloseTo(3 * (14 / 24), 9);
    expect(seen.openDays("car")).toBeCloseTo(4 * 2 * (12 / 24), 9);
  });

  it("weekdays, nights past midnight and months", () => {
    const seen = trace(
      40,
      `${DAILY}\nplaces: { ward: { kind: beds, beds: 1, timetable: [ { months: [ february ], beds: 5 }, { days: [ sunday ], from: "22:00", to: "06:00", beds: 3 } ] } }\npathways: { p: [ { step: s, at: ward, stay: 1 hour, full: { go: home } } ] }`,
    );
    // January: 31 days of 1, and with 2 more the 6 hours left of the Sunday before, and the nights of four Sundays; February: 9 days of 5.
    expect(seen.openDays("ward")).toBeCloseTo(31 + 2 * (6 / 24) + 4 * 2 * (8 / 24) + 9 * 5, 9);
  });

  it("escalation beds open above one share, judged on the hour, and close below another", () => {
    // Four beds; the fourth is taken at 4: 4 > 90 %. Two more open. From 11 on they leave, one a day as one comes.
    const seen = trace(
      6,
      `${DAILY}\nplaces: { ward: { kind: beds, beds: 4, escalation: { beds: 2, opens-above: 90%, closes-below: 80% } } }\npathways: { p: [ { step: s, at: ward, stay: 100 days } ] }`,
    );
    // Taken 4 of 4 at midnight of day 4, seen at that very hour or the next: open for the rest of the 6 days.
    expect(seen.escalationDays("ward")).toBeGreaterThan(2 * (2 - 1 / 24) - 1e-9);
    expect(seen.escalationDays("ward")).toBeLessThan(2 * 2 + 1e-9);
    expect(seen.openDays("ward")).toBeCloseTo(4 * 6 + seen.escalationDays("ward"), 9);
    expect(seen.waiting("ward")).toBeLessThan(1);
  });
});

describe("beds of others", () => {
  it("who finds the ward full lies in another as an outlier, unless its beds are ring-fenced", () => {
    const wards = (surgery: string) =>
      trace(
        4.5,
        `${DAILY}\nplaces: { medicine: { kind: beds, beds: 1, overflow: [ surgery ] }, surgery: { kind: beds, beds: 2${surgery} } }\npathways: { p: [ { step: s, at: medicine, stay: 30 days } ] }`,
      );
    const open = wards("");
    expect(open.count("surgery", Count.outliers)).toBe(2);
    expect(open.outlierDays("surgery")).toBeCloseTo(2.5 + 1.5, 9);
    expect(open.waiting("medicine")).toBeCloseTo(0.5, 9);
    const fenced = wards(", ring-fenced: 1");
    expect(fenced.count("surgery", Count.outliers)).toBe(1);
    expect(fenced.waiting("medicine")).toBeCloseTo(1.5 + 0.5, 9);
    expect(wards(", shared: yes").count("surgery", Count.outliers)).toBe(0);
  });

  it("a bed freed in the other ward goes to its own first, then to who waits for the full one", () => {
    // Medicine: full for ever from 1. Surgery (one bed) is taken by its own at 1.5 to 2.5, 3.5 to 4.5, …; they come every 2 days.
    const seen = trace(
      3.25,
      `arrivals: { people: { gaps: 1 day, pathway: p }, others: { gaps: 1.5 days, pathway: q } }\nplaces: { medicine: { kind: beds, beds: 1, overflow: [ surgery ] }, surgery: { kind: beds, beds: 1 } }\npathways: { p: [ { step: s, at: medicine, stay: 30 days } ], q: [ { step: t, at: surgery, stay: 1 day } ] }`,
    );
    // The second medical patient, come at 2, waits till surgery's bed is free at 2.5; surgery's own, come at 3, then waits.
    expect(seen.count("medicine", Count.waitDays)).toBeCloseTo(0.5, 9);
    expect(seen.waiting("surgery")).toBeCloseTo(0.25, 9);
    expect(seen.waiting("medicine")).toBeCloseTo(0.5 + 0.25, 9);
  });

  it("a bed that was left can't be had until it is clean", () => {
    const seen = trace(
      5,
      `${DAILY}\nplaces: { ward: { kind: beds, beds: 1, cleaning: 6 hours } }\npathways: { p: [ { step: s, at: ward, stay: 1 day } ] }`,
    );
    // In at 1, 2.25, 3.5, 4.75.
    expect(seen.count("ward", Count.admitted)).toBe(4);
    expect(seen.count("ward", Count.waitDays)).toBeCloseTo(0.25 + 0.5 + 0.75, 9);
  });
});

describe("staff", () => {
  it("when staff are short the work waits, and the bed does not vanish", () => {
    // Two beds, one doctor for the whole stay of 1.5 days: the second is in bed from 2 and is treated from 2.5.
    const seen = trace(
      5,
      `${DAILY}\nplaces: { cubicle: { kind: beds, beds: 2 }, doctors: { kind: team, staff: 1 } }\npathways: { p: [ { step: s, at: cubicle, stay: 36 hours, staff: { team: doctors } } ] }`,
    );
    // With the doctor 1–2.5, 2.5–4, 4–; in the cubicle 1–2.5, 2–4, 3–5, and from 4 the fourth.
    expect(seen.occupied("doctors")).toBeCloseTo(4, 9);
    expect(seen.count("doctors", Count.waitDays)).toBeCloseTo(0.5 + 1, 9);
    expect(seen.occupied("cubicle")).toBeCloseTo(1.5 + 2 + 2 + 1, 9);
    expect(seen.waiting("cubicle")).toBeCloseTo(0, 9);
  });

  it("who needs the team for a part of the stay lets it go afterwards; on days without it the stay begins later", () => {
    const seen = trace(
      10,
      `arrivals: { people: { gaps: 5 days, pathway: p } }\nplaces: { ward: { kind: beds, beds: 9 }, physios: { kind: team, staff: 0, timetable: [ { days: [ monday, tuesday, wednesday, thursday, friday ], from: "08:00", to: "16:00", staff: 1 } ] } }\npathways: { p: [ { step: s, at: ward, stay: 2 days, staff: { team: physios, for: 1 hour } } ] }`,
    );
    // Comes on Saturday (day 5), is seen on Monday at 8 (7 + 8/24), leaves two days later; the second comes at the very end.
    expect(seen.occupied("physios")).toBeCloseTo(1 / 24, 9);
    expect(seen.occupied("ward")).toBeCloseTo(7 + 8 / 24 + 2 - 5, 9);
  });
});

describe("lists and clinics", () => {
  it("a list takes so many on each day, the first of the first rank first", () => {
    // Two come each day at midnight, one urgent; one is taken each working day at nine.
    const seen = trace(
      5,
      `arrivals: { urgent: { gaps: 2 days, pathway: u }, routine: { gaps: 1 day, pathway: r } }\nplaces: { theatre: { kind: list, slots: 1, takes: [ u.s ] }, ward: { kind: beds, beds: 9 } }\npathways: { u: [ { step: s, at: theatre, stay: 0 days, next: [ { go: w } ] }, { step: w, at: ward, stay: 30 days } ], r: [ { step: t, at: theatre, stay: 0 days, next: [ { go: u.w } ] } ] }`,
    );
    // Tuesday (1): the routine one of 1. Wednesday (2): the urgent one of 2. Thursday: the routine one of 2. Friday: the urgent one of 4.
    expect(seen.count("theatre", Count.admitted)).toBe(4);
    expect(seen.count("theatre", Count.waitDays)).toBeCloseTo(4 * (9 / 24) + 1, 9);
    expect(seen.occupied("ward")).toBeCloseTo(4 * (15 / 24) + 3 + 2 + 1, 9);
  });

  it("without a bed on the day the operation is cancelled, and they are on the list again", () => {
    const seen = trace(
      4,
      `${DAILY}\nplaces: { theatre: { kind: list, slots: 5 }, ward: { kind: beds, beds: 1 } }\npathways: { p: [ { step: s, at: theatre, stay: 0 days, next: [ { go: w } ] }, { step: w, at: ward, stay: 30 days, full: { cancel: s } } ] }`,
    );
    // Tuesday takes the first; Wednesday cancels one, Thursday two.
    expect(seen.count("ward", Count.cancelled)).toBe(3);
    expect(seen.measure("cancelled", "ward")).toBeCloseTo((3 / 4) * 365.25, 6);
    expect(seen.count("theatre", Count.admitted)).toBe(1 + 1 + 2);
  });

  it("who does not come has used the appointment, and asks again where it is said", () => {
    const seen = trace(
      5,
      `${DAILY}\nplaces: { surgery: { kind: clinic, slots: 1 } }\npathways: { p: [ { step: s, at: surgery, stay: 10 minutes, did-not-attend: { chance: 100%, then: s } } ] }`,
    );
    expect(seen.count("surgery", Count.absent)).toBe(4);
    expect(seen.count("surgery", Count.admitted)).toBe(0);
    expect(seen.spells).toEqual([4, 0, 0, 0, 0, 4]);
  });

  it("waits beyond the limit go elsewhere, and the target is counted", () => {
    const seen = trace(
      9,
      `arrivals: { people: { gaps: 12 hours, pathway: p } }\nplaces: { surgery: { kind: clinic, slots: { monday: 1, tuesday: 1, wednesday: 1, thursday: 1, friday: 1, saturday: 1, sunday: 1 }, wait-target: 1 day }, ae: { kind: unlimited } }\npathways: { p: [ { step: s, at: surgery, stay: 0 days, full: { wait: 2 days, then: e } }, { step: e, at: ae, stay: 1 hour } ] }`,
    );
    expect(seen.count("surgery", Count.gaveUp)).toBeGreaterThan(3);
    expect(seen.count("ae", Count.admitted)).toBe(seen.count("surgery", Count.gaveUp));
    const late = seen.count("surgery", Count.late);
    expect(late).toBeGreaterThan(0);
    expect(seen.measure("waits-in-target", "surgery")).toBeCloseTo(1 - late / seen.count("surgery", Count.admitted), 9);
  });
});

describe("what makes stays longer or shorter", () => {
  it("visits taper in a straight line, and only so many are made a day", () => {
    // Six visits a day. Each takes 4 at first and 1 at last over 6 days: 4 for one day, 3 and 2 for two each, 1 for one.
    const seen = trace(
      8,
      `arrivals: { people: { gaps: 1 day, pathway: p } }\nplaces: { home-care: { kind: package, visits: 6 } }\npathways: { p: [ { step: s, at: home-care, stay: 6 days, visits: { from: 4, to: 1 } } ] }`,
    );
    // The first from 1: 4 to 2, 3 to 4, 2 to 6, 1 to 7. The second needs 4: 2 left only from 4 on: in at 4 (4, to 5; 3 to 7; 2 to 9).
    // At 5 there are 2 + 3 = 5, at 6: 1 + 3 = 4, at 7: 2: the third comes in at 7.
    expect(seen.count("home-care", Count.admitted)).toBe(3);
    expect(seen.count("home-care", Count.waitDays)).toBeCloseTo(2 + 4, 9);
    expect(seen.visits("home-care")).toBeCloseTo(4 + 6 + 4 + 1 + (4 + 6 + 2) + 4, 9);
  });

  it("no more visits are made than there are, whoever asks for them, and first come is first served", () => {
    const more = trace(
      20,
      `arrivals: { people: { gaps: 12 hours, pathway: p } }\nplaces: { h: { kind: package, visits: 4 } }\npathways: { p: [ { step: s, at: h, stay: 1 day, visits: { from: 1 }, full: { go: refused }, next: [ { go: t } ] }, { step: t, at: h, stay: 20 days, visits: { from: 4 } } ] }`,
    );
    expect(more.measure("visits", "h")).toBeLessThanOrEqual(4);
    const large = trace(
      28,
      `arrivals: { a: { gaps: 7 days, pathway: p }, b: { gaps: 1 day, pathway: q } }\nplaces: { h: { kind: package, visits: 4 } }\npathways: { p: [ { step: s, at: h, stay: 1 day, visits: { from: 4 } } ], q: [ { step: s, at: h, stay: 30 hours, visits: { from: 1 } } ] }`,
    );
    expect(large.measure("time-in-care", null, "a")).toBeLessThan(4);
    expect(large.count("h", Count.gaveUp)).toBe(0);
  });

  it("who is there on day one goes the ways there are, though levels of care are reviewed", () => {
    const seen = trace(
      28,
      `arrivals: { a: { rate: 0 per day, pathway: p } }\nopening: { p.s: { from: a, occupied: 40 } }\nplaces: { w: { kind: beds, beds: 40 }, v: { kind: beds, beds: 40 } }\npathways: { p: [ { step: s, at: w, stay: 2 days, level-of-care: { lower-for: 1%, after: 50%, every: 1 day, go: died }, next: [ { go: died, chance: 1% }, { go: t } ] }, { step: t, at: v, stay: 10 days } ] }`,
    );
    expect(seen.count("v", Count.admitted)).toBeGreaterThan(35);
  });

  it("deconditioning: the longer the delay, the longer the later stay, by a stated slope", () => {
    // Ready at 3, 5: the hostel's one bed is free at once for the first, at 6 for the second, delayed 1 day: 3 × (1 + 10 %).
    const seen = trace(
      20,
      `arrivals: { people: { gaps: 2 days, pathway: p } }\nplaces: { ward: { kind: beds, beds: 9 }, hostel: { kind: beds, beds: 1 } }\npathways: { p: [ { step: s, at: ward, stay: 1 day, next: [ { go: t } ] }, { step: t, at: hostel, stay: 3 days, full: hold, longer-per-delayed-day: 10% } ] }`,
    );
    // Third: ready at 7, in at 6 + 3.3 = 9.3, delayed 2.3: 3.69 to 12.99. Fourth: ready at 9, delayed 3.99: 4.197 to 17.187. Fifth: ready 11, 6.187.
    expect(seen.count("hostel", Count.left)).toBe(4);
    expect(seen.count("ward", Count.delayDays)).toBeCloseTo(1 + 2.3 + 3.99 + 6.187, 6);
  });

  it("a review of the level of care moves on those who need no more than a lower one", () => {
    const ward = (every: string) =>
      trace(
        12,
        `arrivals: { people: { gaps: 1.5 days, pathway: p } }\nplaces: { ward: { kind: beds, beds: 99 }, lower: { kind: beds, beds: 99 } }\npathways: { p: [ { step: s, at: ward, stay: 6 days, level-of-care: { lower-for: 100%, after: 50%${every}, go: t }, next: [ { go: t, chance: 0% }, { go: home } ] }, { step: t, at: lower, stay: 1 day } ] }`,
      );
    // Come at 1.5, 3, 4.5, 6: lower from 4.5, 6, 7.5, 9 on. Reviewed every second day: moved on at 6, 6, 8, 10.
    expect(ward("").measure("wrong-level", "ward")).toBeGreaterThan(0);
    const reviewed = ward(", every: 2 days");
    expect(reviewed.count("lower", Count.admitted)).toBe(4);
    expect(reviewed.count("ward", Count.left)).toBe(4);
  });
});

describe("clocks", () => {
  it("a clock runs from asking for one step until coming into another, or leaving care", () => {
    const seen = trace(
      5,
      `${DAILY}\nclocks: { four-hours: { starts: [ p.s ], stops: [ p.w ], within: 4 hours } }\nplaces: { cubicle: { kind: beds, beds: 9 }, ward: { kind: beds, beds: 1 } }\npathways: { p: [ { step: s, at: cubicle, stay: 3 hours, next: [ { go: w } ] }, { step: w, at: ward, stay: 30 hours, full: hold } ] }`,
    );
    // To the ward at 1.125, 2.375 (6 hours waiting), 3.625 (12), 4.875 (18): on the clock 3, 9, 15 and 21 hours.
    expect(seen.measure("clock-in-time", null, "four-hours")).toBeCloseTo(1 / 4, 9);
    expect(seen.measure("clock-mean", null, "four-hours")).toBeCloseTo((3 + 9 + 15 + 21) / 24 / 4, 9);
  });

  it("time in care is from presentation to leaving, per person who left", () => {
    const seen = trace(
      3.6,
      `${DAILY}\nplaces: { ward: { kind: beds, beds: 1 } }\npathways: { p: [ { step: s, at: ward, stay: 1.25 days } ] }`,
    );
    expect(seen.measure("time-in-care", null, "people")).toBeCloseTo((1.25 + 1.5) / 2, 9);
  });
});

describe("people who block each other", () => {
  const ring = (run: string) =>
    trace(
      6,
      `arrivals: { some: { gaps: 100 days, pathway: p }, others: { gaps: 100 days, pathway: q } }\nopening: { p.a: { from: some, occupied: 1, delayed: 1 }, q.b: { from: others, occupied: 1, delayed: 1 } }\nplaces: { east: { kind: beds, beds: 1 }, west: { kind: beds, beds: 1 } }\npathways: { p: [ { step: a, at: east, stay: 1 day, next: [ { go: c } ] }, { step: c, at: west, stay: 1 day, full: hold } ], q: [ { step: b, at: west, stay: 1 day, next: [ { go: d } ] }, { step: d, at: east, stay: 1 day, full: hold } ] }`,
      run,
    );

  it("exchange their beds", () => {
    const seen = ring("");
    expect(seen.count("east", Count.exchanged) + seen.count("west", Count.exchanged)).toBe(2);
    expect(seen.measure("exchanged", "east") + seen.measure("exchanged", "west")).toBeCloseTo((2 / 6) * 365.25, 9);
    expect(seen.spells).toEqual([2, 2, 0, 0, 0, 0]);
  });

  it("also where beds are cleaned, or where a place is above its number", () => {
    const wards = (w: string, v: string) =>
      trace(
        28,
        `arrivals: { a: { gaps: 1 day, pathway: p }, b: { gaps: 1 day, pathway: q } }\nplaces: { w: { kind: beds${w} }, v: { kind: beds${v} } }\npathways: { p: [ { step: s, at: w, stay: 3 days, full: { go: refused }, next: [ { go: t } ] }, { step: t, at: v, stay: 1 day, full: hold } ], q: [ { step: s, at: v, stay: 3 days, full: { go: refused }, next: [ { go: t } ] }, { step: t, at: w, stay: 1 day, full: hold } ] }`,
      );
    const cleaned = wards(", beds: 1, cleaning: 1 hour", ", beds: 1, cleaning: 1 hour");
    expect(cleaned.count("w", Count.exchanged)).toBeGreaterThan(2);
    const fewer = wards(
      ", beds: 2, timetable: [ { days: [ wednesday, thursday, friday, saturday, sunday ], beds: 1 } ]",
      ", beds: 2",
    );
    expect(fewer.count("w", Count.exchanged)).toBeGreaterThan(1);
  });

  it("stay as they are where the scenario says so", () => {
    const seen = ring(", deadlocks: stay");
    expect(seen.delayed("east") + seen.delayed("west")).toBeCloseTo(12, 9);
    expect(seen.spells).toEqual([2, 0, 0, 0, 0, 2]);
  });
});

describe("a ring that takes time so seldom that it never does", () => {
  it("stops the run with a word on what to do", () => {
    expect(() =>
      trace(
        5,
        `${DAILY}\nplaces: { h: { kind: unlimited }, k: { kind: unlimited } }\npathways: { p: [ { step: s, at: h, stay: { discrete: { values: [ 0 days, 1000000 days ], chances: [ 99.9999999%, 0.0000001% ] } }, next: [ { go: t } ] }, { step: t, at: k, stay: 0 days, next: [ { go: s } ] } ] }`,
      ),
    ).toThrow(/sent round in no time, for ever/);
  });
});
