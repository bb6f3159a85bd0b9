import type { Bundle } from "../planning/bundle.js";
import type { Answer, JobKind, Jobs, Open } from "./protocol.js";
import Worker from "./worker.ts?worker&inline";

/** What was asked can't be done; each line says why, in plain English. */
export class Refused extends Error {
  constructor(readonly faults: string[]) {
    super(faults.join("; "));
  }
}

interface Waiting {
  resolve: (gives: never) => void;
  reject: (error: Error) => void;
  onProgress: ((done: number, of: number) => void) | undefined;
}

/** One worker: asked one thing at a time, it answers by a promise. */
export class Hand {
  private readonly worker: Worker = new Worker();
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  constructor(bundle: Bundle) {
    this.worker.onmessage = ({ data }: MessageEvent<Answer>) => this.take(data);
    this.worker.onerror = (event) => this.fail(event.message || "the engine could not be started");
    this.worker.postMessage({ kind: "open", bundle } satisfies Open);
  }

  get isFree(): boolean {
    return this.waiting.size === 0;
  }

  /** @throws Refused where the scenario is at fault */
  ask<K extends JobKind>(
    kind: K,
    asks: Jobs[K]["asks"],
    onProgress?: (done: number, of: number) => void,
  ): Promise<Jobs[K]["gives"]> {
    const id = this.asked++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, onProgress });
      this.worker.postMessage({ id, kind, ...asks });
    });
  }

  /** Sends the worker away, whatever it was doing. */
  dismiss(): void {
    this.worker.terminate();
    this.fail("stopped");
  }

  private take(answer: Answer): void {
    const waiting = this.waiting.get(answer.id);
    if ("done" in answer) {
      waiting?.onProgress?.(answer.done, answer.of);
      return;
    }
    this.waiting.delete(answer.id);
    if ("faults" in answer) waiting?.reject(new Refused(answer.faults));
    else waiting?.resolve(answer.gives as never);
  }

  private fail(message: string): void {
    for (const { reject } of this.waiting.values()) reject(new Refused([message]));
    this.waiting.clear();
  }
}

/** Workers that only take first looks, so that a lever is answered at once. */
export const LOOKERS = 2;

/** The lookers, and as many for whole runs as the machine has processors but for one. */
export function crewFor(bundle: Bundle): Hand[] {
  const count = LOOKERS + Math.min(3, Math.max(1, (navigator.hardwareConcurrency ?? 2) - 1));
  return Array.from({ length: count }, () => new Hand(bundle));
}
