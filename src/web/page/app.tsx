import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Bundle } from "../planning/bundle.js";
import { Change } from "./change.js";
import { Compare } from "./compare.js";
import { crewFor } from "./crew.js";
import { type Desk, listedOf, namesOf } from "./desk.js";
import { useMemory } from "./memory.js";
import { useLeaveWarning } from "./played.js";
import { See } from "./see.js";
import { SessionView } from "./session.js";
import { MAIN } from "./share.js";
import { type History, optionOf, redo, step, undo, VIEWS, type View } from "./state.js";
import { Study } from "./study.js";
import { TakeAway } from "./take-away.js";

const LABELS: Record<View, string> = {
  session: "Session",
  change: "Change it",
  see: "See it",
  compare: "Compare",
  "take-away": "Take it away",
};

/** Views of a page without sessions. */
const PLANNING = VIEWS.filter((view) => view !== "session");

/** The whole page. */
export function App({ bundle }: { bundle: Bundle }) {
  const views = bundle.sessions.length > 0 ? VIEWS : PLANNING;
  const { view, setView, history, setHistory, fault } = useMemory(bundle, views);
  const { study, roomStudy, filmer } = useStudies(bundle);
  const names = useMemo(() => namesOf(bundle), [bundle]);
  const plan = history.now;
  const desk: Desk = {
    bundle,
    study,
    roomStudy,
    filmer,
    plan,
    names,
    replications: listedOf(bundle, optionOf(plan, plan.against)).replications,
    change: (next, continues = false) => setHistory((before) => step(before, next, continues)),
  };
  useUndoKeys(setHistory);
  useLeaveWarning(bundle.sessions);
  useEffect(() => {
    if (view === "session") study.want([], 0);
    else roomStudy.want([], 0);
  }, [view, study, roomStudy]);
  return (
    <>
      <a class="nhsuk-skip-link" href={`#${MAIN}`}>
        Skip to main content
      </a>
      <header class="top">
        <div class="nhsuk-width-container">
          <p class="top__name">Careshift</p>
          <h1 class="top__title">{bundle.scenarios[0]!.name}</h1>
        </div>
      </header>
      <nav class="views" aria-label="Views">
        <ul class="nhsuk-width-container">
          {views.map((each) => (
            <li key={each}>
              <button type="button" aria-current={each === view ? "page" : undefined} onClick={() => setView(each)}>
                {LABELS[each]}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <main class="nhsuk-width-container page" id={MAIN} tabIndex={-1}>
        {fault !== undefined && (
          <div class="nhsuk-error-summary" role="alert">
            <p>{fault}</p>
          </div>
        )}
        {view !== "session" && (
          <div class="toolbar history" role="group" aria-label="Undo and redo">
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
        )}
        <ViewOf view={view} desk={desk} />
      </main>
    </>
  );
}

function ViewOf({ view, desk }: { view: View; desk: Desk }) {
  switch (view) {
    case "session":
      return <SessionView desk={desk} />;
    case "change":
      return <Change desk={desk} />;
    case "see":
      return <See desk={desk} />;
    case "compare":
      return <Compare desk={desk} />;
    case "take-away":
      return <TakeAway desk={desk} />;
  }
}

/** Two studies that share the workers: one for planning, one for the session. The page is drawn again at most once a frame as replications arrive. */
function useStudies(bundle: Bundle): Pick<Desk, "study" | "roomStudy" | "filmer"> {
  const [, draw] = useState(0);
  const due = useRef(0);
  return useMemo(() => {
    const onChange = () => {
      cancelAnimationFrame(due.current);
      due.current = requestAnimationFrame(() => draw((n) => n + 1));
    };
    const hands = crewFor(bundle);
    const filmer = hands[hands.length - 1]!;
    return { study: new Study(hands, onChange, bundle.first), roomStudy: new Study(hands, onChange), filmer };
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
