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
  /** The step whose place they wait for. */
  awaited,
  /** Their limit of waiting; −1: none. */
  limit,
  /** Who comes after and before them in a queue. */
  next,
  previous,
  /** A row is 1 << shift long. */
  shift = 4,
}

/** Times kept in the row of a person in care, days. */
export const enum When {
  /** Came into the place. */
  since,
  /** End of treatment is due. */
  due,
  /** Asked for the awaited place. */
  asked,
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
  /** A place's counts are 1 << shift long. */
  shift = 4,
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
