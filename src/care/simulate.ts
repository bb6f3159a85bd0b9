import { type CalendarMaker, TournamentCalendar } from "../engine/calendar.js";
import { keyFor, seedKey } from "../engine/random.js";
import { Accounts } from "./accounts.js";
import { Caseloads } from "./caseloads.js";
import { Kind } from "./codes.js";
import { Comebacks } from "./comebacks.js";
import { Demand } from "./demand.js";
import { Draws } from "./draws.js";
import { openingCensus } from "./opening.js";
import { People } from "./people.js";
import { Places } from "./places.js";
import type { Plan } from "./plan.js";
import { rollCall } from "./roll-call.js";
import { Stays } from "./stays.js";
import { blankTally, type Tally } from "./tally.js";
import type { Watcher } from "./watcher.js";
import { Window } from "./window.js";

/** Entries of the diary; an epoch, a policy or a series of candidates after a discharge has its number added. */
const DIARY = {
  end: 0,
  warmUpOver: 1,
  rollCall: 2,
  quarter: 3,
  turn: 4,
  year: 5,
  look: 6,
  epoch: 1000,
  policy: 1_000_000,
  cleaned: 100_000,
  session: 200_000,
  comeback: 2_000_000,
} as const;
/** More events at one moment than there can be, unless people are sent round in no time for ever. */
const ENDLESS = 2_000_000;
const endless = (time: number) =>
  `on day ${time} of the run people are sent round in no time, for ever: some stays or waits of a ring of steps can be nothing; give one of them a length`;
/** Roll calls in a run, evenly spread: each looks at everyone. In a short one fewer, about a month apart, but four at least. */
const ROLL_CALLS = { most: 24, least: 4, apart: 30 } as const;
const YEAR = 365.25;
const QUARTER = YEAR / 4;

/**
 * One replication: everyone lives through the plan's horizon. A pure function of the plan and the replication's number:
 * no clock, no file, no hidden randomness; the same bytes in any thread, process, machine or browser.
 *
 * @param plan the care system
 * @param replication from 0
 * @param makeCalendar which implementation of the calendar to run on
 * @param watcher looks on from time to time; what happens does not depend on it
 * @returns what was seen after the warm-up
 */
export function simulate(
  plan: Plan,
  replication: number,
  makeCalendar: CalendarMaker = () => new TournamentCalendar(),
  watcher?: Watcher,
): Tally {
  return new Run(plan, replication, makeCalendar, watcher).toTheEnd();
}

class Run {
  private readonly clock = new Float64Array(1);
  private readonly calendar;
  private readonly draws: Draws;
  private readonly people: People | null;
  private readonly places: Places;
  private readonly stays: Stays;
  private readonly caseloads: Caseloads;
  private readonly demand: Demand;
  private readonly key;
  private tally: Tally;
  private epoch = 0;
  private lastRoll = 0;
  private readonly accounts: Accounts;
  private readonly window: Window;
  private events = 0;
  private looks = 0;
  private midnight: number;
  private readonly betweenRolls: number;
  private censusRow = 0;
  private readonly lastCensus: number;

  constructor(
    private readonly plan: Plan,
    replication: number,
    makeCalendar: CalendarMaker,
    private readonly watcher: Watcher | undefined,
  ) {
    this.key = keyFor(seedKey(plan.seed), replication);
    this.calendar = makeCalendar();
    this.tally = blankTally(plan, replication);
    this.draws = new Draws(plan);
    this.people = plan.people === null ? null : new People(plan, keyFor(this.key, "people"));
    this.places = new Places(plan, this.clock);
    const comebacks =
      this.people === null
        ? null
        : new Comebacks(plan, this.clock, this.calendar, this.draws, this.people, Kind.diary + DIARY.comeback);
    this.stays = new Stays(
      plan,
      this.clock,
      this.calendar,
      this.draws,
      this.places,
      this.people,
      comebacks,
      this.tally,
      Kind.diary + DIARY.cleaned,
    );
    this.caseloads = new Caseloads(plan, this.key, this.clock, this.places, this.people, this.tally);
    this.stays.spells.whenDied = (person) => this.caseloads.goAway(person);
    this.demand = new Demand(
      plan,
      this.key,
      this.clock,
      this.calendar,
      this.draws,
      this.stays,
      this.people,
      this.caseloads,
      this.tally,
    );
    this.accounts = new Accounts(plan, this.places);
    this.window = new Window(plan);
    this.midnight = plan.warmUp + 1;
    const months = Math.floor(plan.horizon / ROLL_CALLS.apart);
    this.betweenRolls = plan.horizon / Math.min(ROLL_CALLS.most, Math.max(ROLL_CALLS.least, months));
    this.lastCensus = Math.floor(plan.horizon - plan.warmUp);
    this.tally.population[0] = plan.people?.start ?? 0;
  }

  toTheEnd(): Tally {
    this.writeDiary();
    openingCensus(this.plan, this.key, this.demand, this.stays, this.people);
    this.demand.start();
    this.loop();
    return this.tally;
  }

  /** The hot loop. A candidate or an end of treatment may free beds, and freed beds are filled before anything else happens. */
  private loop(): void {
    const { calendar, clock, stays, demand } = this;
    let events = 0;
    let atOnce = 0;
    for (;;) {
      const payload = calendar.next();
      const time = calendar.at[0] as number;
      if (time !== clock[0]) atOnce = 0;
      else if (++atOnce > ENDLESS) throw new RangeError(endless(time));
      if (this.midnight <= time) this.takeCensus(time);
      clock[0] = time;
      if (payload < Kind.limit) stays.treatmentEnds(payload);
      else if (payload >= Kind.diary) {
        this.events = events;
        if (this.readDiary(payload & Kind.number)) return;
      } else if (payload >= Kind.candidate) demand.candidate(payload & Kind.number);
      else stays.limitReached(payload & Kind.number);
      stays.settle();
      events++;
    }
  }

  /** Enters what is known beforehand. The end comes first, so that nothing else happens at that very time. */
  private writeDiary(): void {
    this.enter(DIARY.end, this.plan.horizon);
    this.enter(DIARY.warmUpOver, this.plan.warmUp);
    this.plan.epochs.forEach((from, epoch) => {
      if (epoch > 0) this.enter(DIARY.epoch + epoch, from);
    });
    this.enter(DIARY.rollCall, this.betweenRolls);
    this.enterNextTurn();
    for (let p = 0; p < this.plan.places.count; p++)
      if (this.places.isList(p)) this.enter(DIARY.session + p, this.plan.places.sessionAt[p] as number);
    if (this.plan.people?.moves) this.enter(DIARY.year, YEAR);
    if (this.watcher) this.enter(DIARY.look, this.watcher.from);
    if (this.plan.policies.length === 0) return;
    this.enter(DIARY.quarter, QUARTER);
    this.plan.policies.forEach((_, i) => {
      this.enter(DIARY.policy + i, 0);
    });
  }

  private enter(entry: number, time: number): void {
    this.calendar.at[0] = time;
    this.calendar.schedule(Kind.diary | entry);
  }

  /** Does what the diary says; true at the end of the run. */
  private readDiary(entry: number): boolean {
    const now = this.clock[0] as number;
    if (entry === DIARY.end) {
      this.finish();
      return true;
    }
    if (entry === DIARY.warmUpOver) this.startCounting();
    else if (entry === DIARY.rollCall) {
      this.callTheRoll();
      this.enter(DIARY.rollCall, now + this.betweenRolls);
    } else if (entry === DIARY.look) this.letLook(this.watcher as Watcher);
    else if (entry === DIARY.quarter) {
      this.people?.quarterEnds();
      this.enter(DIARY.quarter, now + QUARTER);
    } else if (entry === DIARY.year) {
      this.callTheRoll();
      this.people?.yearEnds(Math.round(now / YEAR));
      this.enter(DIARY.year, (Math.round(now / YEAR) + 1) * YEAR);
    } else if (entry === DIARY.turn) {
      this.places.turn(now, this.plan.firstWeekday);
      this.enterNextTurn();
    } else if (entry >= DIARY.comeback) this.demand.comeback(entry - DIARY.comeback);
    else if (entry >= DIARY.policy) {
      const i = entry - DIARY.policy;
      this.caseloads.round(i);
      this.enter(entry, now + (this.plan.policies[i]?.every as number));
    } else if (entry >= DIARY.session) this.session(entry - DIARY.session);
    else if (entry >= DIARY.cleaned) this.places.clean(entry - DIARY.cleaned, -1);
    else this.beginEpoch(entry - DIARY.epoch);
    return false;
  }

  /** The next half hour at which capacity may change. */
  private enterNextTurn(): void {
    const time = this.places.nextTurn(this.plan.firstWeekday);
    if (time < this.plan.horizon) this.enter(DIARY.turn, time);
  }

  /** Today's session of a list, and the entry of tomorrow's. */
  private session(list: number): void {
    const now = this.clock[0] as number;
    this.stays.sessions.hold(list, this.places.slotsOf(list, (Math.floor(now) + this.plan.firstWeekday) % 7));
    this.enter(DIARY.session + list, Math.floor(now) + 1 + (this.plan.places.sessionAt[list] as number));
  }

  /** Shows the watcher who is where; a look is no event. */
  private letLook(watcher: Watcher): void {
    const { clock, people, places } = this;
    const { limit: capacity, occupied } = places;
    watcher.look({ time: clock[0] as number, rows: this.stays.rows, capacity, occupied: occupied.now, people });
    this.looks++;
    this.enter(DIARY.look, (clock[0] as number) + watcher.every);
  }

  private beginEpoch(epoch: number): void {
    this.accounts.closePrices(this.epoch, this.tally);
    this.epoch = epoch;
    this.stays.enterEpoch(epoch);
    this.demand.enterEpoch(epoch);
    this.caseloads.enterEpoch(epoch);
    this.places.enterEpoch(epoch);
  }

  /** The warm-up is over: what was seen is forgotten, but for the counts that balance over the whole run. */
  private startCounting(): void {
    const { population, spells, faults } = this.tally;
    this.tally = { ...blankTally(this.plan, this.tally.replication), population, spells, faults };
    this.places.restart();
    this.stays.countInto(this.tally);
    this.caseloads.countInto(this.tally);
    this.demand.countInto(this.tally);
    this.accounts.restart();
    this.window.opens(this.stays.rows, this.clock[0] as number);
    this.lastRoll = this.clock[0] as number;
  }

  /** Writes down who is where at every midnight up to a time; nothing has changed since the last event. */
  private takeCensus(time: number): void {
    const { count } = this.plan.places;
    while (this.midnight <= time && this.censusRow < this.lastCensus) {
      const at = this.censusRow++ * count;
      for (let p = 0; p < count; p++) {
        this.tally.censusOccupied[at + p] = this.places.occupied.now[p] as number;
        this.tally.censusDelayed[at + p] = this.places.delayed.now[p] as number;
        this.tally.censusWaiting[at + p] = this.places.waiting.now[p] as number;
        this.tally.censusOpen[at + p] = this.places.open.now[p] as number;
      }
      this.midnight++;
    }
    if (this.censusRow >= this.lastCensus) this.midnight = Number.POSITIVE_INFINITY;
  }

  /** Finds everyone where they should be, and counts the population for its person-days. */
  private callTheRoll(): void {
    const now = this.clock[0] as number;
    const days = now - this.lastRoll;
    this.lastRoll = now;
    rollCall(
      this.plan,
      this.stays.rows,
      this.places,
      this.people,
      this.caseloads,
      now,
      this.tally,
      now > this.plan.warmUp ? days : 0,
    );
  }

  private finish(): void {
    this.callTheRoll();
    this.accounts.closePrices(this.epoch, this.tally);
    this.window.closes(this.stays.rows, this.clock[0] as number, this.tally);
    this.caseloads.closes();
    this.tally.events = this.events - this.looks;
    if (this.people?.study) this.tally.study = this.people.study.results();
    this.places.settle();
    this.tally.occupiedDays.set(this.places.occupied.area);
    this.tally.delayedDays.set(this.places.delayed.area);
    this.tally.waitingDays.set(this.places.waiting.area);
    this.tally.leavingDays.set(this.places.leaving.area);
    this.tally.outlierDays.set(this.places.outliers.area);
    this.tally.visits.set(this.places.visits.area);
    this.tally.escalationDays.set(this.places.escalated.area);
    this.tally.histogram.set(this.places.occupied.histogram);
    if (this.people) this.countThoseHere(this.people);
  }

  private countThoseHere(people: People): void {
    const { segmentEnd, population } = this.tally;
    people.census(this.clock[0] as number).ofClass.forEach((n, cls) => {
      const segment = people.segmentOfClass(cls);
      segmentEnd[segment] = (segmentEnd[segment] as number) + n;
    });
    population[5] = people.diedInCare;
    population[6] = people.here;
  }
}
