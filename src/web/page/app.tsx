import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Bundle } from "../planning/bundle.js";
import { Change } from "./change.js";
import { crewFor } from "./crew.js";
import { type Desk, listedOf, namesOf } from "./desk.js";
import { firstPlan, type History, optionOf, redo, step, undo } from "./state.js";
import { Study } from "./study.js";

/** The whole page. */
export function App({ bundle }: { bundle: Bundle }) {
  const [history, setHistory] = useState<History>(() => ({ past: [], now: firstPlan(bundle), future: [] }));
  const study = useStudy(bundle);
  const names = useMemo(() => namesOf(bundle), [bundle]);
  const plan = history.now;
  const desk: Desk = {
    bundle,
    study,
    plan,
    names,
    replications: listedOf(bundle, optionOf(plan, plan.against)).replications,
    change: (next, continues = false) => setHistory((before) => step(before, next, continues)),
  };
  useUndoKeys(setHistory);
  return (
    <>
      <a class="nhsuk-skip-link" href="#main">
        Skip to main content
      </a>
      <header class="top">
        <div class="nhsuk-width-container">
          <p class="top__name">Careshift</p>
          <h1 class="top__title">{bundle.scenarios[0]!.name}</h1>
        </div>
      </header>
      <main class="nhsuk-width-container page" id="main" tabIndex={-1}>
        <div class="toolbar" role="group" aria-label="Undo and redo">
          <button
            type="button"
            class="small-button"
            disabled={history.past.length === 0}
            onClick={() => setHistory(undo)}
          >
            Undo
          </button>
          <button
            type="button"
            class="small-button"
            disabled={history.future.length === 0}
            onClick={() => setHistory(redo)}
          >
            Redo
          </button>
        </div>
        <Change desk={desk} />
      </main>
    </>
  );
}

/** The study, drawn again at most once a frame as replications arrive. */
function useStudy(bundle: Bundle): Study {
  const [, draw] = useState(0);
  const due = useRef(0);
  return useMemo(() => {
    const onChange = () => {
      cancelAnimationFrame(due.current);
      due.current = requestAnimationFrame(() => draw((n) => n + 1));
    };
    return new Study(crewFor(bundle), onChange);
  }, [bundle]);
}

/** Ctrl+Z and Ctrl+Y, but in boxes that have an undo of their own. */
function useUndoKeys(setHistory: (by: (before: History) => History) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const inText = event.target instanceof HTMLInputElement && event.target.type !== "range";
      if (!(event.ctrlKey || event.metaKey) || inText) return;
      const key = event.key.toLowerCase();
      if (key !== "z" && key !== "y") return;
      event.preventDefault();
      setHistory(key === "y" || event.shiftKey ? redo : undo);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [setHistory]);
}
