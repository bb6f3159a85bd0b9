import { Presets, SingleBar } from "cli-progress";

/** A bar on stderr with the time left; silent where nobody watches. */
export function progressBar(wanted: boolean): { at: (done: number, of: number) => void; stop: () => void } {
  if (!wanted || process.stderr.isTTY !== true) return { at: () => {}, stop: () => {} };
  const bar = new SingleBar(
    {
      format: " {bar} {value} of {total} replications, {eta_formatted} left",
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: true,
      etaBuffer: 40,
      barsize: 30,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    at(done, of) {
      if (!started) bar.start(of, 0);
      started = true;
      bar.setTotal(of); // a search learns as it goes how much is left
      bar.update(done);
    },
    stop() {
      if (started) bar.stop();
      started = false;
    },
  };
}
