/** What a planner made, with all that can be undone: kept through a reload, and in the address, so that it can be sent on. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Bundle } from "../planning/bundle.js";
import { keep, keptFor, keptLast } from "./kept.js";
import { hashOf, planText, readHash, readPlan } from "./share.js";
import { firstPlan, type History, step, type View } from "./state.js";

const ROOM = "plans";
/** Steps that can be undone after a reload. */
const STEPS = 50;
/** Browsers refuse an address that changes more often than about twenty times a second: it follows when a lever rests. */
const ADDRESS_AFTER_MS = 300;

interface Written {
  view: View;
  past: string[];
  now: string;
  future: string[];
}

type Update<T> = (by: T | ((before: T) => T)) => void;

/** The view and the plans as they were before a reload, else as the address has them, else new ones; `fault`: why a link is not shown. */
export function useMemory(
  bundle: Bundle,
  views: readonly View[],
): { view: View; setView: Update<View>; history: History; setHistory: Update<History>; fault: string | undefined } {
  const opening: View = views.includes("session") ? "session" : "change";
  const first = (): { view: View; history: History; fault?: string | undefined } => {
    const { plan, view, fault } = readHash(location.hash, bundle);
    const fresh: History = { past: [], now: plan ?? firstPlan(bundle), future: [] };
    return recalled(bundle) ?? { view: view ?? opening, history: fresh, fault };
  };
  const begun = useRef<ReturnType<typeof first>>(undefined);
  begun.current ??= first();
  const [unread, setUnread] = useState({ fault: begun.current.fault, plan: begun.current.history.now });
  const [wanted, setView] = useState<View>(begun.current.view);
  const [history, setHistory] = useState<History>(begun.current.history);
  const view = views.includes(wanted) ? wanted : opening;
  // A link that could not be read stays in the address, and is said to be so, until something is made of what is shown.
  const fault = unread.plan === history.now ? unread.fault : undefined;
  const shown = useRef(history.now);
  shown.current = history.now;
  useLayoutEffect(() => {
    if (fault !== undefined) return;
    const keepNow = () => keep(ROOM, location.hash, written(view, history));
    keepNow();
    const timer = setTimeout(() => {
      window.history.replaceState(window.history.state, "", hashOf(view, history.now));
      keepNow();
    }, ADDRESS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [view, history, fault]);
  useEffect(() => {
    const onLink = () => {
      const linked = readHash(location.hash, bundle);
      setUnread({ fault: linked.fault, plan: shown.current });
      if (linked.view) setView(linked.view);
      if (linked.plan) setHistory((before) => step(before, linked.plan!));
    };
    addEventListener("hashchange", onLink);
    return () => removeEventListener("hashchange", onLink);
  }, [bundle]);
  return { view, setView, history, setHistory, fault };
}

function written(view: View, { past, now, future }: History): Written {
  return {
    view,
    past: past.slice(-STEPS).map(planText),
    now: planText(now),
    future: future.slice(0, STEPS).map(planText),
  };
}

/**
 * What was kept, after a reload whatever the address (it may have changed after the reload had begun), else under this very
 * address; undefined where nothing was, or where the page now holds other scenarios.
 */
function recalled(bundle: Bundle): { view: View; history: History } | undefined {
  const kept = (isReload() ? keptLast(ROOM) : keptFor(ROOM, location.hash)) as Written | undefined;
  const now = kept && readPlan(kept.now, bundle);
  if (!now) return undefined;
  const plans = (texts: string[]) => texts.flatMap((text) => readPlan(text, bundle) ?? []);
  return { view: kept.view, history: { past: plans(kept.past), now, future: plans(kept.future) } };
}

/** Whether the tab shows what it showed before, and not what a link, or somebody's typing, led to. */
function isReload(): boolean {
  return performance
    .getEntriesByType("navigation")
    .some((entry) => (entry as PerformanceNavigationTiming).type === "reload");
}
