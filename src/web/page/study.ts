import { type FirstResult, valuesIn } from "../planning/first-results.js";
import { type Option, type Runnable, redesignText, runnableOf } from "../planning/option.js";
import { type About, FIRST_LOOKS, type Length } from "../planning/workbench.js";
import { type Hand, LOOKERS, Refused } from "./crew.js";

/** What replications of one option gave so far, in order of replication; those still on their way are missing. */
export interface Sampled {
  about: About;
  values: (Float64Array | undefined)[];
}

/** Replications that an interval asks for. */
export const LEAST = 2;

/** Whoever drags a lever sees glances; what takes longer begins when the lever has rested for so long. */
const REST_MS = 400;

/** Something to be run, under the name that it goes by. */
export interface Subject {
  name: string;
  runnable: Runnable;
}

/** An option, as something to be run. */
export function subjectOf(option: Option): Subject {
  return { name: option.name, runnable: runnableOf(option) };
}

interface Task {
  option: Subject;
  length: Length;
  replication: number;
}

/** Keeps the workers busy with what the page shows: a glance at once, a first look, then the whole run, a replication at a time. */
export class Study {
  private readonly samples = new Map<string, Sampled>();
  private readonly faults = new Map<string, string[]>();
  /** The length of each task that is under way, by its name. */
  private readonly underWay = new Map<string, Length>();
  private readonly rehearsed = new Set<Hand>();
  private rehearsing = 0;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private wanted: Subject[] = [];
  private replications = 0;
  private length: Length = "whole";

  constructor(
    private readonly hands: Hand[],
    private readonly onChange: () => void,
    first: FirstResult[] = [],
  ) {
    for (const { file, length, about, values } of first)
      this.samples.set(keyOf({ name: "", runnable: { file, text: undefined } }, length), {
        about,
        values: values.map(valuesIn),
      });
  }

  /** From now on, these are worked on, the first ones first, each for so many replications; with a first look where the run is the whole one. */
  want(options: Subject[], replications: number, length: Length = "whole"): void {
    if (this.wanted.length > 0) this.rest();
    this.wanted = options;
    this.replications = replications;
    this.length = length;
    this.keepBusy();
  }

  /** Replications that are wanted of everything. */
  get asked(): number {
    return this.replications;
  }

  private rest(): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.resting = undefined;
      this.keepBusy();
    }, REST_MS);
  }

  sampleOf(option: Subject, length: Length): Sampled | undefined {
    return this.samples.get(keyOf(option, length));
  }

  faultsOf(option: Subject): string[] {
    const lengths: Length[] = ["glance", "look", this.length];
    return lengths.flatMap((length) => this.faults.get(keyOf(option, length)) ?? []);
  }

  /** Replications that are done of every one of some options, from the first on without a gap. */
  done(options: Subject[], length: Length): number {
    const counts = options.map((option) => {
      const values = this.sampleOf(option, length)?.values ?? [];
      const gap = values.findIndex((value) => !value);
      return gap < 0 ? values.length : gap;
    });
    return counts.length === 0 ? 0 : Math.min(...counts);
  }

  private keepBusy(): void {
    for (const [i, hand] of this.hands.entries()) {
      if (!hand.isFree) continue;
      const task =
        this.length === "whole" ? this.planned(i) : this.firstOpen(this.wanted, this.length, this.replications);
      if (task) void this.work(hand, task);
      else if (i < LOOKERS && this.length === "whole") void this.rehearse(hand, i);
    }
  }

  /** Lets an idle hand go once through what a lever will ask of it: the second time everything is faster. */
  private async rehearse(hand: Hand, replication: number): Promise<void> {
    const [first] = this.wanted;
    if (this.rehearsed.has(hand) || first === undefined || first.runnable.text !== undefined) return;
    this.rehearsed.add(hand);
    this.rehearsing++;
    for (const name of ["Rehearsal", "Once more", "And again"]) {
      const option: Option = { id: "rehearsal", name, from: first.runnable.file, moves: [] };
      const runnable = {
        file: first.runnable.file.replace(/[^/]*$/, "redesign-page-rehearsal.yaml"),
        text: redesignText(option),
      };
      await hand.ask("values", { runnable, length: "glance", replication });
    }
    this.rehearsing--;
    this.keepBusy();
  }

  /** The first hands only look, so that they are free for the next lever; the others leave them the processors until they have. */
  private planned(hand: number): Task | undefined {
    if (hand < LOOKERS) return this.looked(hand);
    const isHeldBack = this.resting !== undefined || this.rehearsing > 0 || this.isGlancing();
    return isHeldBack ? undefined : this.firstOpen(this.wanted, "whole", this.replications);
  }

  /** Each looker keeps to its own replications, whose populations it has at hand. */
  private looked(hand: number): Task | undefined {
    const pair = this.wanted.slice(0, 2);
    if (this.done(pair, "whole") >= LEAST) return undefined;
    const isOwn = (replication: number) => replication % LOOKERS === hand;
    const glance =
      this.done(pair, "look") < LEAST
        ? this.firstOpen(pair, "glance", FIRST_LOOKS.glance.replications, isOwn)
        : undefined;
    if (glance !== undefined || this.resting !== undefined) return glance;
    return this.firstOpen(pair, "look", FIRST_LOOKS.look.replications, isOwn);
  }

  /** Whether somebody looks at a glance just now. */
  private isGlancing(): boolean {
    return [...this.underWay.values()].includes("glance");
  }

  private firstOpen(
    options: Subject[],
    length: Length,
    replications: number,
    isOwn: (replication: number) => boolean = () => true,
  ): Task | undefined {
    for (let replication = 0; replication < replications; replication++) {
      for (const option of isOwn(replication) ? options : []) {
        const task: Task = { option, length, replication };
        if (this.isOpen(task)) return task;
      }
    }
    return undefined;
  }

  private isOpen({ option, length, replication }: Task): boolean {
    const key = keyOf(option, length);
    if (this.faults.has(key) || this.underWay.has(`${key} ${replication}`)) return false;
    return this.samples.get(key)?.values[replication] === undefined;
  }

  private async work(hand: Hand, { option, length, replication }: Task): Promise<void> {
    const key = keyOf(option, length);
    const { runnable } = option;
    this.underWay.set(`${key} ${replication}`, length);
    try {
      const about = this.samples.get(key)?.about ?? (await hand.ask("about", { runnable, length }));
      const values = await hand.ask("values", { runnable, length, replication });
      const sample = this.samples.get(key) ?? { about, values: [] };
      sample.values[replication] = values;
      this.samples.set(key, sample);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.faults.set(key, error.faults);
    } finally {
      this.underWay.delete(`${key} ${replication}`);
      this.keepBusy();
      this.onChange();
    }
  }
}

function keyOf({ runnable }: Subject, length: Length): string {
  return JSON.stringify([length, runnable]);
}
