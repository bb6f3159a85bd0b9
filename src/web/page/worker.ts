/** A worker of the page: reads, compiles and runs what it is asked for, one job at a time, on the same engine as the command line. */
import { ScenarioFaults } from "../../scenario/faults.js";
import { Workbench } from "../planning/workbench.js";
import type { Answer, Ask, Open } from "./protocol.js";

/** The little of a worker's global that is used here; the page is typed as a window. */
const outside = globalThis as unknown as {
  onmessage: (event: MessageEvent<Open | Ask>) => void;
  postMessage: (answer: Answer) => void;
};
let bench: Workbench;

outside.onmessage = ({ data }) => {
  if (data.kind === "open") bench = new Workbench(data.bundle);
  else outside.postMessage(answerTo(data));
};

function answerTo(ask: Ask): Answer {
  try {
    return { id: ask.id, gives: done(ask) };
  } catch (error) {
    return { id: ask.id, faults: faultsOf(error) };
  }
}

function done(ask: Ask): unknown {
  switch (ask.kind) {
    case "about":
      return bench.about(ask.runnable, ask.length);
    case "values":
      return bench.values(ask.runnable, ask.length, ask.replication);
  }
}

function faultsOf(error: unknown): string[] {
  if (error instanceof ScenarioFaults) return error.faults.map(({ message }) => message);
  return [error instanceof Error ? error.message : String(error)];
}
