/** How a person of the population lies in memory, and what their draws are called. */

/** Days. */
export const YEAR = 365.25;
/** Purposes of the draws for one person, under the population's key; those of moving have the year added. */
export const PURPOSE = {
  frailty: 0,
  birthday: 1,
  locality: 2,
  segment: 3,
  age: 4,
  sex: 5,
  wish: 6,
  move: 1000,
} as const;

/**
 * What is in a person's row of 16 bytes, all in one line of the processor's cache: a candidate for a need asks for most of
 * it at once. Three single floats first; `kind` counts in pairs of bytes, and the rest in bytes.
 */
export const enum Of {
  /** Day of birth, in days since the start of the run. */
  born = 0,
  frailty = 1,
  /** When they last left care, days; −Infinity: never. */
  discharged = 2,
  /** A row is 1 << floats floats long. */
  floats = 2,
  /** Sex, segment and locality, as the part of a class beside age. */
  kind = 6,
  pairs = 3,
  status = 14,
  /** Emergency admissions in this quarter of a year and the three before, two bits each (up to 3). */
  admissions = 15,
  bytes = 4,
}

/** Bits of the status. */
export const enum Is {
  here = 1,
  inCare = 2,
  /** On the list of some case-finding policy. */
  listed = 4,
  /** Dead, or moved away: not coming back. */
  gone = 8,
}
