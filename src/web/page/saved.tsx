import { useRef, useState } from "preact/hooks";
import type { Script } from "../planning/bundle.js";
import type { Session } from "../session-read.js";
import { begunOf, noteSaved, type Played, playedText, readPlayed } from "./played.js";
import { fileName, save } from "./save.js";

/** A session as a file has it. */
export interface Saved {
  script: Script;
  played: Played;
}

/** Writes a session into a file. */
export function Save({ session, played }: { session: Session; played: Played }) {
  const write = () => {
    save(`session-${fileName(session.name)}.json`, playedText(session, played), "application/json");
    noteSaved(session, played);
  };
  return (
    <button type="button" class="small-button" onClick={write}>
      Save this session
    </button>
  );
}

/** Opens a session where a file has it. */
export function OpenSaved({ scripts, onOpen }: { scripts: readonly Script[]; onOpen: (saved: Saved) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState("");
  const open = async (file: File | undefined) => {
    if (file === undefined) return;
    const saved = readPlayed(await file.text(), scripts);
    if (saved === undefined)
      setProblem(`${file.name} holds none of this page’s sessions: wanted is a file saved here.`);
    else if (begunOf(saved.script.session) === undefined || goBack()) onOpen(saved);
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,application/json"
        onChange={(event) => void open(event.currentTarget.files?.[0])}
      />
      <button type="button" class="small-button" onClick={() => input.current?.click()}>
        Open a saved session
      </button>
      <span role="alert">{problem}</span>
    </>
  );
}

function goBack(): boolean {
  return confirm("Go on from the saved file? What was predicted and planned here since is forgotten.");
}
