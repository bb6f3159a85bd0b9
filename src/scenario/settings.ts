import type { Setting } from "./scenario.js";

/** Where in the system a place may belong. */
export const SETTINGS = [
  "primary-care",
  "emergency-department",
  "acute-hospital",
  "community-hospital",
  "intermediate-care",
  "care-home",
  "hospice",
  "home",
] as const satisfies readonly Setting[];
