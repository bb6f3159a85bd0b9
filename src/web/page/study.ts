import { type Option, runnableOf } from "../planning/option.js";
import type { About, Length } from "../planning/workbench.js";
import { type Hand, Refused } from "./crew.js";

/** What replications of one option gave so far, in order of replication; those still on their way are missing. */
export interface Sampled {
  about: About;
  values: (Float64Array | undefined)[];
}

/** Replications of a first look: as many as give an interval that means something. */
const LOOKS = 4;

interface Task {
  option: Option;
  length: Length;
  replication: number;
}

/** Keeps the workers busy with what the page shows: a first look at once, then the whole run, a replication at a time. */
export class Study {
  private readonly samples = new Map<string, Sampled>();
  private readonly faults = new Map<string, string[]>();
  private readonly underWay = new Set<string>();
  private wanted: Option[] = [];
  private replications = 0;

  constructor(
    private readonly hands: Hand[],
    private readonly onChange: () => void,
  ) {}

  /** From now on, these options are worked on, the first ones first, each for so many replications. */
  want(options: Option[], replications: number): void {
    this.wanted = options;
    this.replications = replications;
    this.keepBusy();
  }

  sampleOf(option: Option, length: Length): Sampled | undefined {
    return this.samples.get(keyOf(option, length));
  }

  faultsOf(option: Option): string[] {
    return this.faults.get(keyOf(option, "look")) ?? this.faults.get(keyOf(option, "whole")) ?? [];
  }

  /** Replications that are done of every one of some options, from the first on without a gap. */
  done(options: Option[], length: Length): number {
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
      const task = this.next(i === 0);
      if (task) void this.work(hand, task);
    }
  }

  /** The first hand only looks, so that it is free for the next lever. */
  private next(onlyLooks: boolean): Task | undefined {
    for (let replication = 0; replication < LOOKS; replication++) {
      for (const option of this.wanted.slice(0, 2)) {
        const task: Task = { option, length: "look", replication };
        if (this.isOpen(task) && this.done([option], "whole") < 2) return task;
      }
    }
    if (onlyLooks) return undefined;
    for (let replication = 0; replication < this.replications; replication++) {
      for (const option of this.wanted) {
        const task: Task = { option, length: "whole", replication };
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
    const runnable = runnableOf(option);
    this.underWay.add(`${key} ${replication}`);
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

function keyOf(option: Option, length: Length): string {
  return JSON.stringify([length, runnableOf(option)]);
}
