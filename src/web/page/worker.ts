/** A worker of the page: reads, compiles and runs what it is asked for, one job at a time, on the same engine as the command line. */
import { ScenarioFaults } from "../../scenario/faults.js";
import type { Bundle } from "../planning/bundle.js";
import { Workbench } from "../planning/workbench.js";
import type { Answer, Ask, Open } from "./protocol.js";

/** The little of a worker's global that is used here; the page is typed as a window. */
const outside = globalThis as unknown as {
  onmessage: (event: MessageEvent<Open | Ask>) => void;
  postMessage: (answer: Answer) => void;
};
let bench: Workbench;
let version: Bundle["version"];

outside.onmessage = ({ data }) => {
  if (data.kind !== "open") void answer(data);
  else {
    bench = new Workbench(data.bundle);
    version = data.bundle.version;
  }
};

async function answer(ask: Ask): Promise<void> {
  try {
    outside.postMessage({ id: ask.id, gives: await done(ask) });
  } catch (error) {
    outside.postMessage({ id: ask.id, faults: faultsOf(error) });
  }
}

function done(ask: Ask): unknown {
  switch (ask.kind) {
    case "about":
      return bench.about(ask.runnable, ask.length);
    case "values":
      return bench.values(ask.runnable, ask.length, ask.replication);
    case "fingerprint":
      return bench.fingerprint(ask.runnable, ask.length, ask.replication);
    case "film":
      return bench.film(ask.runnable, ask.shot);
    case "findings":
      return bench.findings(ask.runnables, ask.replications, version, (done, of) =>
        outside.postMessage({ id: ask.id, done, of }),
      );
  }
}

function faultsOf(error: unknown): string[] {
  if (error instanceof ScenarioFaults) return error.faults.map(({ message }) => message);
  return [error instanceof Error ? error.message : String(error)];
}
