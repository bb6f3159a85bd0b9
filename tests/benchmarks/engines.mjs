/**
 * The engines of the benchmark, each run in a process of its own, so that heaps do not mix; each times itself, start-up
 * and compiling left out.
 */
import { execFile } from "node:child_process";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { models } from "./models.mjs";

const run = promisify(execFile);
const beside = (name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * @typedef {{ model: string, days: number, events: number, seconds: number, check: Record<string, number> }} Result
 * @typedef {{ name: string, days: (model: string) => number, run: (model: string, seed: number, days?: number) => Promise<Result> }} Engine
 */

/** Engines whose figures others have published and for which there is no program here. */
export const NOT_HERE = "Cimba, simmer, Ciw, salabim and SimPy on PyPy: no program for them is kept here";

/**
 * Finds the engines that can run on this machine; `close` takes away what was compiled for it.
 * @returns {Promise<{ engines: Engine[], leftOut: { name: string, why: string }[], close: () => Promise<void> }>}
 */
export async function findEngines() {
  const dir = await mkdtemp(join(tmpdir(), "careshift-bench-"));
  const found = await Promise.all([
    attempt("C", () => inC(dir)),
    attempt("careshift", careshift),
    attempt("simjs", simjs),
    attempt("SimPy", simpy),
  ]);
  return {
    engines: found.flatMap((f) => f.engine ?? []),
    leftOut: found.filter((f) => f.why !== undefined),
    close: () => rm(dir, { recursive: true }),
  };
}

/** Leaving an engine out is an answer here, and its reason is printed. */
async function attempt(name, make) {
  try {
    return { name, engine: await make() };
  } catch (error) {
    return { name, why: error.message.trim().split("\n")[0] };
  }
}

const full = (model) => models[model].days;

async function inC(dir) {
  const program = join(dir, "chain");
  await run("cc", ["-O3", "-march=native", "-o", program, beside("chain.c"), "-lm"]);
  const engine = (model, seed, days = full(model)) => json(program, [model, days, seed]);
  return { name: "C", days: full, run: engine };
}

async function careshift() {
  await access(beside("../../dist/index.js")).catch(() => {
    throw new Error("it is not built: npm run build");
  });
  const engine = (model, seed) => json(process.execPath, [beside("careshift.mjs"), model, seed]);
  return { name: "careshift", days: full, run: engine };
}

async function simjs() {
  const engine = (model, seed, days = full(model)) => json(process.execPath, [beside("simjs.mjs"), model, days, seed]);
  return { name: "simjs", days: full, run: engine };
}

/** A tenth of the days: it is a hundred times slower, and its speed does not hang on the length but in the blocked chain. */
async function simpy() {
  const { python, version } = await pythonWithSimpy();
  const days = (model) => full(model) / 10;
  const engine = (model, seed, d = days(model)) => json(python, ["-B", beside("simpy_models.py"), model, d, seed]);
  return { name: `SimPy ${version}`, days, run: engine };
}

/** The first python3 on the PATH that has SimPy; there may be several. */
async function pythonWithSimpy() {
  for (const dir of (process.env.PATH ?? "").split(delimiter)) {
    const python = join(dir, "python3");
    const asked = await run(python, ["-c", "import simpy; print(simpy.__version__)"]).catch(() => undefined);
    if (asked !== undefined) return { python, version: asked.stdout.trim() };
  }
  throw new Error("no python3 on the PATH can import simpy: pip install simpy");
}

async function json(program, args) {
  const { stdout } = await run(program, args.map(String));
  return JSON.parse(stdout);
}
