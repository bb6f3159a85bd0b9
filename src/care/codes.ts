/**
 * Codes of the hot loop. Constant enums, because the compiler writes their values into the code: a constant imported
 * from another module is loaded from memory at every use.
 */

/** What a payload on the calendar stands for: its top bits; the rest (`NUMBER`) is a number. */
export const enum Kind {
  /** End of treatment of a row. */
  treatment = 0,
  /** Limit of a wait. */
  limit = 268435456,
  /** Candidate of a stream of demand. */
  candidate = 536870912,
  /** Entry of the diary: warm-up over, an epoch, a round of a policy, a roll call, the end. */
  diary = 805306368,
  /** Mask of the number. */
  number = 268435455,
}

/** What a person in care is doing. */
export const enum State {
  free = 0,
  treated = 1,
  /** Ready to leave, holding a bed, waiting for the next place. */
  delayed = 2,
  /** Waiting in no bed. */
  waiting = 3,
  /** Treatment is over, the bed is held until they can go: papers, transport, the hours of discharge. */
  leaving = 4,
  /** In a bed, waiting for staff before treatment begins. */
  short = 5,
  /** On a list or waiting for an appointment, living at home meanwhile: not in care. */
  listed = 6,
}

/** Whole numbers kept in the row of a person in care. */
export const enum Row {
  person,
  cls,
  /** Band of ages that results are shown by. */
  band,
  need,
  key0,
  key1,
  /** How often they have gone back to an earlier step: tells draws for the same step apart. */
  round,
  step,
  /** The place whose bed they hold; −1: none. */
  place,
  state,
  /** The step they wait for; of those who are leaving, where to. */
  awaited,
  /** Their limit of waiting; −1: none. */
  limit,
  /** Who comes after and before them in a queue. */
  next,
  previous,
  /** The place that they wait for: that of the step, or its team. */
  queue,
  /** Rank in that queue. */
  rank,
  /** A row is 1 << shift long. */
  shift = 4,
}

/** Whole numbers that few people in care need. */
export const enum More {
  /** The team that is with them; −1: none. */
  team,
  /** Visits a day they take now. */
  visits,
  /** Branch settled beforehand, by a review of their level of care or on day one; −1: none. */
  sentTo,
  /** 1 once they were admitted somewhere in this spell. */
  admitted,
  /** The place that they were in last in this spell; −1: none. */
  last,
  shift = 3,
}

/** Times that few people in care need, days. */
export const enum Long {
  /** Days delayed so far in this spell. */
  delayed,
  /** The team came, and goes. */
  teamSince,
  teamUntil,
  /** Treatment began, and ends, where a part of it ends before. */
  begun,
  ends,
  shift = 3,
}

/** What is out of the ordinary about a step: bits. */
export const enum Special {
  none = 0,
  /** Needs a team as well as the place. */
  staff = 1,
  /** Takes visits that taper. */
  visits = 2,
  /** Longer after a delay, shorter on a list, reviewed for level of care. */
  length = 4,
  /** May not leave at once: a delay on the way, hours of discharge. */
  leaving = 8,
  /** Starts or stops a clock. */
  clock = 16,
  /** An appointment and nothing more: over in the session it is given in, without an event of its own. */
  brief = 32,
}

/** Times kept in the row of a person in care, days. */
export const enum When {
  /** Came into the place. */
  since,
  /** End of treatment is due. */
  due,
  /** Asked for the awaited place. */
  asked,
  /** Came into care. */
  came,
  shift = 2,
}

/** What is counted for each place. */
export const enum Count {
  admitted,
  left,
  /** Sent elsewhere at once because it was full; of these turned away is counted apart. */
  diverted,
  refused,
  gaveUp,
  died,
  /** Of those admitted: how many waited, and days. */
  waited,
  waitDays,
  /** Days waited by those who gave up. */
  gaveUpDays,
  /** Delays that ended in this place, and days. */
  delays,
  delayDays,
  /** Of those who waited: longer than the target; came in as outliers. */
  late,
  outliers,
  /** Sent back to a list because there was no bed on the day. */
  cancelled,
  /** Treatments begun, and their days. */
  begun,
  begunDays,
  /** Exchanges of beds between people who blocked each other. */
  exchanged,
  /** Did not come to their appointment. */
  absent,
  /** Taken in by another place, there being no room here. */
  lodged,
  /** A place's counts are 1 << shift long. */
  shift = 5,
}

/** What is counted of those whom a policy finds. */
export const enum Found {
  /** People taken on, and their emergency admissions in the year before. */
  joined,
  admissionsBefore,
  /** Person-days on the list, and emergency admissions during them. */
  days,
  admissions,
  /** How well the tool tells who will have the need: rounds, and the sum of its c-statistics and its sensitivities. */
  rounds,
  cStatistic,
  sensitivity,
  /** A policy's counts are 1 << shift long. */
  shift = 3,
}

/** What happens when the place of a step is full. */
export const enum Full {
  wait = 0,
  hold = 1,
  go = 2,
}

/** Where a branch, a limit or a diversion may lead, other than to a step (steps are 0 and up). */
export const enum Exit {
  home = -1,
  died = -2,
  elsewhere = -3,
  refused = -4,
  /** Of a queue that is full: keeps the bed behind. */
  hold = -5,
}

/** Kinds of demand stream. */
export const enum Stream {
  need,
  poisson,
  gaps,
  births,
  deaths,
  movingIn,
  movingOut,
}

/** Faults that a run notices. */
export const enum Fault {
  full,
  negative,
  twice,
  lost,
  census,
}
