/** Scenarios simulated again and again with other values of their uncertain numbers. */
import { audit } from "../care/audit.js";
import { compile } from "../care/compile.js";
import { type MeasureKey, Measures } from "../care/measures.js";
import { simulate } from "../care/simulate.js";
import type { CalendarMaker } from "../engine/calendar.js";
import { readDrawn } from "../scenario/draw.js";
import { ScenarioFaults } from "../scenario/faults.js";
import { type Loaded, loadFrom } from "../scenario/from.js";
import type { ReadScenario } from "../scenario/scenario.js";
import { inMemory } from "../scenario/source.js";
import { type Uncertain, uncertainIn } from "../scenario/uncertain.js";
import { AuditBreach } from "./experiment.js";
import { type RunSettings, withRun } from "./settings.js";

/** All that is needed to make the scenarios anywhere: the texts of their files, and the settings of the run. */
export interface Setup {
  texts: Record<string, string>;
  /** The scenarios, each by its file. */
  files: string[];
  settings: RunSettings;
}

/** One set of values for the uncertain numbers, and what is to be run with it. */
export interface Job {
  /** A value for each uncertain number, in order; NaN: as it is written. */
  values: Float64Array;
  /** Which scenarios, by position in `files`. */
  scenarios: number[];
  replications: number[];
}

/** What a job gave. */
export interface Outcome {
  /** Measures of each replication of each scenario, as the job lists them. */
  measures: Float64Array[][];
  /** How often the draw was moved half way to the written values, because no such scenario can be. */
  halvings: number;
}

const MOST_HALVINGS = 6;

/**
 * The scenarios of a setup, ready to be run with other numbers. Every variant is compiled in the frame of its root as written, so
 * that all meet the same candidates (common random numbers), and draws of a number that several scenarios share are the
 * same in all of them.
 */
export class Redraws {
  readonly written: ReadScenario[];
  readonly numbers: Uncertain[];
  readonly notDrawn: string[];
  /** Measures of each scenario, in the order in which outcomes hold them. */
  readonly keys: MeasureKey[][];
  private readonly loaded: Loaded[];
  private readonly roots: ReadScenario[];

  /** @throws ScenarioFaults with everything that is wrong in the files */
  constructor(private readonly setup: Setup) {
    const source = inMemory(setup.texts);
    this.loaded = setup.files.map((file) => loadFrom(source, file));
    const files = new Map(this.loaded.flatMap(({ files }) => files.map((file) => [file.spot.file, file])));
    const found = uncertainIn([...files.values()]);
    this.numbers = found.numbers;
    this.notDrawn = found.notDrawn;
    this.written = this.loaded.map((each) => this.read(each, new Map()));
    this.roots = this.written.map((read) => this.rootOf(read, source));
    this.keys = this.written.map((read, s) => {
      const { plan, legend } = compile(read.epochs, this.roots[s]!.epochs);
      return new Measures(plan, legend).keys;
    });
  }

  /** Runs a job. @throws AuditBreach when a replication fails the self-audit */
  run({ values, scenarios, replications }: Job, maker?: CalendarMaker): Outcome {
    const { reads, halvings } = this.readable(values, scenarios);
    const measures = reads.map((read, i) => {
      const { plan, legend } = compile(read.epochs, this.roots[scenarios[i]!]!.epochs);
      const of = new Measures(plan, legend);
      return replications.map((replication) => {
        const tally = simulate(plan, replication, maker);
        const broken = audit(plan, legend, tally).filter((line) => !line.ok);
        if (broken.length > 0) throw new AuditBreach(read.epochs[0]!.scenario.name, replication, broken);
        return of.of(tally);
      });
    });
    return { measures, halvings };
  }

  /** The scenarios with these numbers. Where one of them can't be, all move half way back to what is written, until they can. */
  private readable(values: Float64Array, scenarios: number[]): { reads: ReadScenario[]; halvings: number } {
    for (let halvings = 0; ; halvings++) {
      const draw = new Map(
        this.numbers.flatMap((number, i) => {
          const value = values[i] ?? Number.NaN;
          return Number.isNaN(value) ? [] : [[number, nearer(number, value, halvings)] as const];
        }),
      );
      try {
        return { reads: scenarios.map((s) => this.read(this.loaded[s]!, draw)), halvings };
      } catch (error) {
        if (!(error instanceof ScenarioFaults) || halvings === MOST_HALVINGS) throw error;
      }
    }
  }

  private read(loaded: Loaded, draw: ReadonlyMap<Uncertain, number>): ReadScenario {
    return withRun([readDrawn(loaded, draw)], this.setup.settings)[0]!;
  }

  private rootOf(read: ReadScenario, source: ReturnType<typeof inMemory>): ReadScenario {
    const at = this.setup.files.indexOf(read.root);
    return at >= 0 ? this.written[at]! : this.read(loadFrom(source, read.root), new Map());
  }
}

function nearer({ value: written, whole }: Uncertain, value: number, halvings: number): number {
  const moved = written + (value - written) / 2 ** halvings;
  return whole ? Math.round(moved) : moved;
}
