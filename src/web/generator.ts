/** Pages say what made them, so that they can be told from whatever else lies under a name. */

/** Stands in the head of every page that is written as a file. */
export const GENERATOR = '<meta name="generator" content="Careshift">';

/** Whether a file that begins like this is a page that Careshift wrote. */
export function isOurPage(beginning: string): boolean {
  return /^<!doctype html>/i.test(beginning) && beginning.includes(GENERATOR);
}
