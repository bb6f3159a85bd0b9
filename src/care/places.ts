import { Levels } from "../engine/levels.js";
import { Row } from "./codes.js";
import { type PlacesPlan, type Plan, SLOTS_A_WEEK, UNLIMITED } from "./plan.js";

const NOBODY = -1;

/** Places: how many are in each, how many of these are delayed, who waits for each and in what order. */
export class Places {
  readonly occupied: Levels;
  readonly delayed: Levels;
  readonly waiting: Levels;
  /** Treatment over and not yet on their way; in a bed of another place than their own; visits taken a day. */
  readonly leaving: Levels;
  readonly outliers: Levels;
  readonly visits: Levels;
  /** Open; escalation beds among them. */
  readonly open: Levels;
  readonly escalated: Levels;
  /** How many may be inside now: what is open less what is being cleaned; nobody in a list but in its session. */
  readonly limit: Int32Array;
  private readonly plan: PlacesPlan;
  private readonly count: number;
  private readonly ranks: number;
  private readonly cleaning: Int32Array;
  private readonly head: Int32Array;
  private readonly tail: Int32Array;
  /** Places with a bed freed, or opened, that someone may want; each at most once. */
  private readonly freed: Int32Array;
  private readonly isFreed: Uint8Array;
  private freedCount = 0;
  /** Places for which each takes in those they have no room for. */
  private readonly hostOf: number[][];
  private readonly isHost: Uint8Array;
  private epoch = 0;
  /** Half hours since the Monday before the run. */
  private slot: number;
  private month = 0;

  constructor(plan: Plan, clock: Float64Array) {
    const { places } = plan;
    this.plan = places;
    this.count = places.count;
    this.ranks = places.ranks;
    const single = Int32Array.from({ length: places.count + 1 }, (_, p) => p);
    const levels = () => new Levels(clock, single);
    this.occupied = new Levels(clock, places.histogramAt);
    this.delayed = levels();
    this.waiting = levels();
    this.leaving = levels();
    this.outliers = levels();
    this.visits = levels();
    this.open = levels();
    this.escalated = levels();
    this.limit = new Int32Array(places.count);
    this.cleaning = new Int32Array(places.count);
    this.head = new Int32Array(places.count * places.ranks).fill(NOBODY);
    this.tail = new Int32Array(places.count * places.ranks).fill(NOBODY);
    this.freed = new Int32Array(places.count);
    this.isFreed = new Uint8Array(places.count);
    this.hostOf = hostsOf(places);
    this.isHost = Uint8Array.from(this.hostOf, (guests) => Number(guests.length > 0));
    this.slot = plan.firstWeekday * 48;
    this.month = places.timetable.monthOfDay[0] as number;
    this.resizeAll();
  }

  /** Whether there is room now. */
  hasRoom(place: number): boolean {
    return (this.occupied.now[place] as number) < (this.limit[place] as number);
  }

  /** Whether there is room for someone who takes so many visits a day. */
  hasRoomForVisits(place: number, visits: number): boolean {
    return (this.visits.now[place] as number) + visits <= (this.limit[place] as number);
  }

  /** A place that takes in those for whom `place` is full, and has room for one more of them; −1: none. */
  hostFor(place: number): number {
    const { overflowAt, overflowTo } = this.plan;
    for (let i = overflowAt[place] as number; i < (overflowAt[place + 1] as number); i++) {
      const host = overflowTo[i] as number;
      if (this.hasRoom(host) && this.hasRoomForGuest(host)) return host;
    }
    return NOBODY;
  }

  /** Whether a place takes in those for whom another is full. */
  isHostOf(host: number, place: number): boolean {
    const { overflowAt, overflowTo } = this.plan;
    for (let i = overflowAt[place] as number; i < (overflowAt[place + 1] as number); i++)
      if (overflowTo[i] === host) return true;
    return false;
  }

  private hasRoomForGuest(host: number): boolean {
    return (this.outliers.now[host] as number) < (this.plan.guestRoom[this.epoch * this.count + host] as number);
  }

  /** Notes that a bed may have come free for someone waiting. */
  noteFreed(place: number): void {
    if (this.isFreed[place] === 1 || (this.waiting.now[place] === 0 && this.isHost[place] === 0)) return;
    this.isFreed[place] = 1;
    this.freed[this.freedCount++] = place;
  }

  /** A place with a bed freed that has not been looked at yet; −1 when there is none. */
  takeFreed(): number {
    if (this.freedCount === 0) return NOBODY;
    const place = this.freed[--this.freedCount] as number;
    this.isFreed[place] = 0;
    return place;
  }

  // ---- how many are open -------------------------------------------------------------------------------------------

  /** Opens and closes beds as the epoch has it. Nobody is moved out: a place above its number takes nobody in until it is below. */
  enterEpoch(epoch: number): void {
    this.epoch = epoch;
    this.resizeAll();
  }

  /** The next half hour at which some place's timetable may change, days; Infinity: never. */
  nextTurn(firstWeekday: number): number {
    const { turns } = this.plan.timetable;
    for (let ahead = 1; ahead <= turns.length; ahead++) {
      if (turns[(this.slot + ahead) % SLOTS_A_WEEK] === 1) return (this.slot + ahead - firstWeekday * 48) / 48;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** A half hour of the timetable has come. Escalation beds are looked at as well. */
  turn(time: number, firstWeekday: number): void {
    this.slot = Math.round(time * 48) + firstWeekday * 48;
    this.month = this.plan.timetable.monthOfDay[Math.floor(time + 1e-9)] as number;
    for (let p = 0; p < this.count; p++) {
      const wasOpen = this.escalated.now[p] as number;
      const open = this.escalationWanted(p);
      if (open !== wasOpen) this.escalated.change(p, open - wasOpen);
      if (open !== wasOpen || (this.plan.timetable.at[p] as number) >= 0) this.resize(p);
    }
  }

  /** Escalation beds that the rule has open now: all of them above one share of the ordinary beds, none below another. */
  private escalationWanted(place: number): number {
    const at = this.epoch * this.count + place;
    const beds = this.plan.escalation[at] as number;
    const open = this.escalated.now[place] as number;
    if (beds === 0) return 0;
    const usual = this.usual(place);
    const wanted = (this.occupied.now[place] as number) + (this.waiting.now[place] as number);
    if (open === 0) return wanted > (this.plan.escalationOpens[at] as number) * usual ? beds : 0;
    return wanted < (this.plan.escalationCloses[at] as number) * usual ? 0 : beds;
  }

  /** Open without escalation: by the timetable, else the plain number. */
  private usual(place: number): number {
    const { timetable, capacity } = this.plan;
    const from = timetable.at[place] as number;
    if (from >= 0) {
      const months = timetable.months[place] as number;
      const row = this.epoch * months + (months === 1 ? 0 : this.month);
      const open = timetable.capacity[from + row * SLOTS_A_WEEK + (this.slot % SLOTS_A_WEEK)] as number;
      if (open >= 0) return open;
    }
    return capacity[this.epoch * this.count + place] as number;
  }

  private resizeAll(): void {
    for (let p = 0; p < this.count; p++) this.resize(p);
  }

  private resize(place: number): void {
    const usual = this.usual(place);
    const open = usual === UNLIMITED ? UNLIMITED : usual + (this.escalated.now[place] as number);
    if (open !== UNLIMITED) this.open.change(place, open - (this.open.now[place] as number));
    this.limit[place] = this.isList(place)
      ? 0
      : open === UNLIMITED
        ? UNLIMITED
        : open - (this.cleaning[place] as number);
    this.noteFreed(place);
  }

  /** A bed that was left is being cleaned (1), or clean again (−1). */
  clean(place: number, by: number): void {
    this.cleaning[place] = (this.cleaning[place] as number) + by;
    this.limit[place] = (this.limit[place] as number) - by;
    if (by < 0) this.noteFreed(place);
  }

  /** A list takes people in its sessions alone. */
  isList(place: number): boolean {
    return (this.plan.slots[place * 7] as number) >= 0;
  }

  /** People that a list takes in its session on a weekday, Monday = 0. */
  slotsOf(list: number, weekday: number): number {
    return this.plan.slots[(this.epoch * this.count + list) * 7 + weekday] as number;
  }

  // ---- who waits ---------------------------------------------------------------------------------------------------

  /** Joins the queue of a place at its rank, last. The rows of those who wait are linked to one another. */
  join(row: number, place: number, rank: number, rows: Int32Array): void {
    const queue = place * this.ranks + rank;
    const r = row << Row.shift;
    const last = this.tail[queue] as number;
    rows[r + Row.queue] = place;
    rows[r + Row.rank] = rank;
    rows[r + Row.next] = NOBODY;
    rows[r + Row.previous] = last;
    if (last === NOBODY) this.head[queue] = row;
    else rows[(last << Row.shift) + Row.next] = row;
    this.tail[queue] = row;
    this.waiting.change(place, 1);
  }

  /** Leaves the queue, from wherever in it. */
  quit(row: number, rows: Int32Array): void {
    const r = row << Row.shift;
    const place = rows[r + Row.queue] as number;
    const queue = place * this.ranks + (rows[r + Row.rank] as number);
    const before = rows[r + Row.previous] as number;
    const after = rows[r + Row.next] as number;
    if (before === NOBODY) this.head[queue] = after;
    else rows[(before << Row.shift) + Row.next] = after;
    if (after === NOBODY) this.tail[queue] = before;
    else rows[(after << Row.shift) + Row.previous] = before;
    this.waiting.change(place, -1);
  }

  /** Who is first: the lowest rank, then the longest waiting; −1 when nobody waits. */
  first(place: number): number {
    return this.firstBelow(place, -1);
  }

  /** Who is first of those of a later rank than one. */
  firstBelow(place: number, above: number): number {
    for (let rank = above + 1; rank < this.ranks; rank++) {
      const row = this.head[place * this.ranks + rank] as number;
      if (row !== NOBODY) return row;
    }
    return NOBODY;
  }

  /** Who comes after someone in the queue they are in; −1: nobody. */
  after(row: number, rows: Int32Array): number {
    const r = row << Row.shift;
    const next = rows[r + Row.next] as number;
    return next === NOBODY ? this.firstBelow(rows[r + Row.queue] as number, rows[r + Row.rank] as number) : next;
  }

  /** Who is first among those waiting for other places who may lie here; −1 when nobody may. */
  firstGuest(host: number): number {
    if (this.isHost[host] === 0 || !this.hasRoomForGuest(host)) return NOBODY;
    for (const place of this.hostOf[host] as number[]) {
      const row = this.first(place);
      if (row !== NOBODY) return row;
    }
    return NOBODY;
  }

  /** Brings all integrals up to now. */
  settle(): void {
    for (const levels of this.all()) levels.settle();
  }

  /** Forgets what was seen; people stay where they are. */
  restart(): void {
    for (const levels of this.all()) levels.restart();
  }

  private all(): Levels[] {
    const { occupied, delayed, waiting, leaving, outliers, visits, open, escalated } = this;
    return [occupied, delayed, waiting, leaving, outliers, visits, open, escalated];
  }
}

function hostsOf({ count, overflowAt, overflowTo }: PlacesPlan): number[][] {
  const hosts: number[][] = Array.from({ length: count }, () => []);
  for (let place = 0; place < count; place++) {
    for (let i = overflowAt[place] as number; i < (overflowAt[place + 1] as number); i++)
      (hosts[overflowTo[i] as number] as number[]).push(place);
  }
  return hosts;
}
