/** First results that a page carries with it, so that it opens with figures: what it would count itself, to the last bit. */
import type { Bundle } from "./bundle.js";
import { type About, FIRST_LOOKS, type Length, Workbench } from "./workbench.js";

/** The first replications of one scenario of the bundle. */
export interface FirstResult {
  /** A key of the bundle's files. */
  file: string;
  length: Length;
  about: About;
  /** The values of each replication, from the first on: doubles, lowest byte first, in base 64. */
  values: string[];
}

/** Larger populations take longer than whoever makes a page would wait. */
const MOST_PEOPLE = 500_000;

/**
 * The bundle with the first looks of some of its scenarios, all of them run here.
 * @param onProgress called with the replications done and to be done
 */
export function withFirstResults(
  bundle: Bundle,
  files: readonly string[],
  onProgress: (done: number, of: number) => void = () => {},
): Bundle {
  const bench = new Workbench(bundle);
  const small = files.filter((file) => {
    const { population } = bench.read({ file, text: undefined }).epochs[0]!.scenario;
    return (population?.people ?? 0) <= MOST_PEOPLE;
  });
  const looks = Object.entries(FIRST_LOOKS) as [Length, { replications: number }][];
  const of = small.length * looks.reduce((sum, [, { replications }]) => sum + replications, 0);
  let done = 0;
  const first = small.flatMap((file) =>
    looks.map(([length, { replications }]): FirstResult => {
      const runnable = { file, text: undefined };
      const values = Array.from({ length: replications }, (_, replication) => {
        const counted = written(bench.values(runnable, length, replication));
        onProgress(++done, of);
        return counted;
      });
      return { file, length, about: bench.about(runnable, length), values };
    }),
  );
  return { ...bundle, first };
}

function written(values: Float64Array): string {
  const view = new DataView(new ArrayBuffer(values.length * 8));
  for (const [i, value] of values.entries()) view.setFloat64(i * 8, value, true);
  return btoa(Array.from(new Uint8Array(view.buffer), (byte) => String.fromCharCode(byte)).join(""));
}

/** The values that a page carries, as a worker would give them. */
export function valuesIn(text: string): Float64Array {
  const view = new DataView(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
  return Float64Array.from({ length: view.byteLength / 8 }, (_, i) => view.getFloat64(i * 8, true));
}
