import type { People } from "./people.js";
import type { Rows } from "./rows.js";

/** Looks on while a replication runs, for a picture of it: at a time, and then again and again. */
export interface Watcher {
  /** Days since the start of the run. */
  from: number;
  /** Days between two looks. */
  every: number;
  look(scene: Scene): void;
}

/** Who is where at one time. It is the run's own memory: to be read there and then, and not to be changed. */
export interface Scene {
  /** Days since the start of the run. */
  time: number;
  /** A row for each person in care. */
  rows: Rows;
  /** How many may be inside now, by place. */
  capacity: Int32Array;
  /** How many are inside now, by place; on a caseload, how many are on its list. */
  occupied: ArrayLike<number>;
  people: People | null;
}
