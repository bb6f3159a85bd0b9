/**
 * The benchmark models on the npm package simjs, as someone who knows it would write them: its event queue, its timers
 * and its random numbers; queues and sums of one's own, because its facilities want the length of a stay before there
 * is a bed, and its own queues shift an array. One `simulate` a run.
 *
 *   node tests/benchmarks/simjs.mjs mm5|chain-balanced|chain-blocked DAYS SEED
 */
import { createRequire } from "node:module";
import { models } from "./models.mjs";

const { Sim, Entity, Random } = load();

/** Its bundle exports nothing unless a `window` stands there while it loads. */
function load() {
  const before = Object.getOwnPropertyDescriptor(globalThis, "window");
  globalThis.window = {};
  try {
    createRequire(import.meta.url)("simjs");
    return globalThis.window.Sim;
  } finally {
    delete globalThis.window;
    if (before) Object.defineProperty(globalThis, "window", before);
  }
}

/** Beds, and those who wait for one: first come first served, by the time they began to wait. */
class Place {
  used = 0;
  usedArea = 0;
  usedLast = 0;
  since = [];
  head = 0;
  waitingArea = 0;
  waitingLast = 0;
  waited = 0;
  admitted = 0;

  constructor({ beds, stay, onward }) {
    this.beds = beds;
    this.onward = onward;
    this.mean = stay.mean;
    if (stay.sd !== undefined) {
      const variance = Math.log(1 + (stay.sd / stay.mean) ** 2);
      this.middle = Math.log(stay.mean) - variance / 2;
      this.spread = Math.sqrt(variance);
    }
  }

  draw(random) {
    return this.spread === undefined
      ? random.exponential(1 / this.mean)
      : Math.exp(random.normal(this.middle, this.spread));
  }

  get waiting() {
    return this.since.length - this.head;
  }

  countUsed(now, by) {
    this.usedArea += this.used * (now - this.usedLast);
    this.usedLast = now;
    this.used += by;
  }

  /** Call before the queue changes. */
  countWaiting(now) {
    this.waitingArea += this.waiting * (now - this.waitingLast);
    this.waitingLast = now;
  }

  join(now) {
    this.countWaiting(now);
    this.since.push(now);
  }

  takeNext(now) {
    this.countWaiting(now);
    this.waited += now - this.since[this.head++];
    if (this.head > 1024 && this.head * 2 > this.since.length) {
      this.since = this.since.slice(this.head);
      this.head = 0;
    }
  }
}

class System extends Entity {
  start(model, seed) {
    this.events = 0;
    this.random = new Random(seed);
    this.rate = model.arrivalsPerDay;
    this.places = model.places.map((place) => new Place(place));
    this.nextArrival();
  }

  nextArrival() {
    this.setTimer(this.random.exponential(this.rate)).done(this.arrive, this);
  }

  arrive() {
    this.events++;
    this.nextArrival();
    this.enter(0);
  }

  /** Someone wants in: true if they got a bed, false if they now wait for one. */
  enter(index) {
    const place = this.places[index];
    if (place.used < place.beds) {
      this.admit(index);
      return true;
    }
    place.join(this.time());
    return false;
  }

  admit(index) {
    const place = this.places[index];
    place.countUsed(this.time(), 1);
    place.admitted++;
    // An argument of 0 would not be passed on.
    this.setTimer(place.draw(this.random)).done(this.stayEnds, this, [index]);
  }

  stayEnds(index) {
    this.events++;
    const goesOn = index + 1 < this.places.length && this.random.random() < this.places[index].onward;
    if (!goesOn || this.enter(index + 1)) this.leave(index);
  }

  /** A bed falls free: whoever waits longest takes it, and so frees the bed they held in the place before. */
  leave(from) {
    for (let index = from; index >= 0; index--) {
      const place = this.places[index];
      place.countUsed(this.time(), -1);
      if (place.waiting === 0) return;
      place.takeNext(this.time());
      this.admit(index);
    }
  }
}

function run(model, days, seed) {
  const sim = new Sim();
  const system = sim.addEntity(System, "system", models[model], seed);
  const start = process.hrtime.bigint();
  sim.simulate(days);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  for (const place of system.places) {
    place.countUsed(days, 0);
    place.countWaiting(days);
  }
  return { model, days, events: system.events, seconds, check: checkOf(system.places, days) };
}

function checkOf(places, days) {
  const used = (i) => places[i].usedArea / days;
  const waiting = (i) => places[i].waitingArea / days;
  const wait = (i) => places[i].waited / places[i].admitted;
  if (places.length === 1) return { occupancy: used(0), wait: wait(0) };
  return {
    acute: used(0),
    acuteBlocked: waiting(1),
    community: used(1),
    communityBlocked: waiting(2),
    homeCare: used(2),
    waiting: waiting(0),
    wait: wait(0),
    delayAcute: wait(1),
    delayCommunity: wait(2),
  };
}

const [model, days, seed] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
run(model, days / 5, seed + 1_000_000); // warms the compiler up; discarded
console.log(JSON.stringify(run(model, days, seed)));
