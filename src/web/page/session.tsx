import { useEffect, useRef, useState } from "preact/hooks";
import type { Script } from "../planning/bundle.js";
import { isAnswered, pointsOf } from "../session-answers.js";
import type { Question } from "../session-format.js";
import { costOf, faultsOf, optionFile, planFile } from "../session-play.js";
import type { Session } from "../session-read.js";
import { Faults } from "./change.js";
import { Compared } from "./compared.js";
import type { Desk } from "./desk.js";
import { keep, keptFor, useKept } from "./kept.js";
import { Outcomes } from "./outcomes.js";
import { goOnFrom, hasBegun, NOTHING_PLAYED, type Played, placeOf } from "./played.js";
import { Questions } from "./predict.js";
import { OpenSaved, Save, type Saved } from "./saved.js";
import { SessionList } from "./session-list.js";
import { SessionPlan } from "./session-plan.js";
import { type Shown, shownOf } from "./shown.js";
import type { Study, Subject } from "./study.js";
import { Texts } from "./texts.js";

/** Sessions that may be played, and the one that is. */
export function SessionView({ desk }: { desk: Desk }) {
  const { sessions } = desk.bundle;
  const [chosen, setChosen] = useState(() =>
    sessions.length === 1 ? 0 : sessions.findIndex(({ session }) => session.file === keptFor(CHOSEN, CHOSEN)),
  );
  const [beginnings, setBeginnings] = useState(0);
  const choose = (i: number) => {
    keep(CHOSEN, CHOSEN, sessions[i]?.session.file ?? "");
    setChosen(i);
    setBeginnings(beginnings + 1);
  };
  const open = ({ script, played }: Saved) => {
    goOnFrom(script, played);
    choose(sessions.indexOf(script));
  };
  const script = sessions[chosen];
  if (script === undefined) return <SessionList scripts={sessions} onBegin={choose} onOpen={open} />;
  return (
    <Play
      key={`${chosen} ${beginnings}`}
      script={script}
      scripts={sessions}
      study={desk.roomStudy}
      onOpen={open}
      onLeave={sessions.length > 1 ? () => choose(-1) : undefined}
    />
  );
}

/** Under which the session that is played is kept. */
const CHOSEN = "session";

interface PlayProps {
  script: Script;
  scripts: Script[];
  study: Study;
  onOpen: (saved: Saved) => void;
  onLeave: (() => void) | undefined;
}

function Play({ script, scripts, study, onOpen, onLeave }: PlayProps) {
  const { session, stages } = script;
  const [played, setPlayed] = useKept<Played>(...placeOf(session), NOTHING_PLAYED);
  const stage = stages[played.stage]!;
  const all = subjectsOf(session, played);
  // The players' own plan is seen where it is made: what the other steps say does not wait for it.
  const subjects = session.stages[played.stage]!.plan ? all : subjectsOf(session, { ...played, hasPlan: false });
  const { years, replications } = session.run;
  useEffect(() => study.want(all, replications, years), [study, played]);
  const shown = shownOf(study, subjects, [years]);
  const questions = questionsUpTo(session, played.stage);
  const done = study.done(subjects, years);
  const isStuck = subjects.some((subject) => study.faultsOf(subject).length > 0);
  const waitsFor = unanswered(session, played) ?? unfinished(session, played, isStuck ? replications : done);
  const isOpen = waitsFor === undefined;
  const isLast = played.stage + 1 === stages.length;
  const heading = useRef<HTMLHeadingElement>(null);
  const go = (to: number, from = played) => {
    setPlayed({ ...from, stage: to });
    requestAnimationFrame(() => heading.current?.focus());
  };
  return (
    <>
      <p class="quiet">
        {session.name} · step {played.stage + 1} of {stages.length} · {stage.minutes} of {session.minutes} minutes
      </p>
      <h2 class="nhsuk-heading-m" tabIndex={-1} ref={heading}>
        {stage.title}
      </h2>
      <div class="panel session__stage" key={played.stage}>
        {stage.text && <Texts text={stage.text} session={session} findings={shown?.findings} />}
        <StageBody
          script={script}
          played={played}
          setPlayed={setPlayed}
          study={study}
          subjects={subjects}
          shown={shown}
          questions={questions}
        />
        {(stage.notes || !isOpen) && (
          <details class="session__notes">
            <summary>Notes for the facilitator</summary>
            {stage.notes && <Texts text={stage.notes} session={session} findings={shown?.findings} />}
            {!isOpen && !isLast && (
              <p>
                Short of time?{" "}
                <button type="button" class="small-button" onClick={() => go(played.stage + 1)}>
                  Skip this step
                </button>
              </p>
            )}
          </details>
        )}
      </div>
      {!isOpen && <p id="not-yet">{waitsFor}</p>}
      <div class="toolbar">
        <button type="button" class="small-button" disabled={played.stage === 0} onClick={() => go(played.stage - 1)}>
          Back
        </button>
        <button
          type="button"
          class="small-button"
          disabled={!isOpen || isLast}
          aria-describedby={isOpen ? undefined : "not-yet"}
          onClick={() => go(played.stage + 1)}
        >
          Next
        </button>
        {onLeave && (
          <button type="button" class="small-button" onClick={onLeave}>
            All sessions
          </button>
        )}
      </div>
      <div class="toolbar session__keep" role="group" aria-label="This session">
        <button
          type="button"
          class="small-button"
          disabled={played.stage === 0 && !hasBegun(played)}
          onClick={() => beginAgain() && go(0, NOTHING_PLAYED)}
        >
          Begin again
        </button>
        <Save session={session} played={played} />
        <OpenSaved scripts={scripts} onOpen={onOpen} />
      </div>
    </>
  );
}

function beginAgain(): boolean {
  return confirm("Begin this session again? What was predicted and planned so far is forgotten.");
}

/** Why the next step must wait for answers; undefined where they are all there. */
function unanswered(session: Session, { stage, predictions }: Played): string | undefined {
  const questions = Object.entries(questionsOf(session, stage));
  if (questions.every(([name, question]) => isAnswered(question, predictions[name]))) return undefined;
  return "Answer every question first, or count hands: nothing is run before everyone has predicted.";
}

/** Why the next step must wait for a run: what is said after it stands on every replication; undefined where it need not. */
function unfinished(session: Session, { stage, run }: Played, done: number): string | undefined {
  const asked = session.stages[stage]?.run?.options ?? [];
  if (asked.length === 0) return undefined;
  if (!asked.every((name) => run.includes(name))) return "Run it first: what comes next speaks of what happened.";
  const { replications } = session.run;
  if (done >= replications) return undefined;
  return `What comes next stands on all ${replications} replications: ${done} are done.`;
}

interface BodyProps {
  script: Script;
  played: Played;
  setPlayed: (played: Played) => void;
  study: Study;
  subjects: Subject[];
  shown: Shown | undefined;
  questions: Record<string, Question>;
}

function StageBody({ script: { session }, played, setPlayed, study, subjects, shown, questions }: BodyProps) {
  const written = session.stages[played.stage]!;
  const asked = Object.keys(questions).length > 0;
  const outcomes = asked && (
    <Outcomes
      session={session}
      questions={questions}
      predictions={played.predictions}
      shown={shown}
      progress={{ done: study.done(subjects, session.run.years), of: session.run.replications }}
    />
  );
  const results = (
    <Results
      study={study}
      subjects={subjects}
      shown={shown}
      replications={session.run.replications}
      session={session}
    />
  );
  if (written.predict) {
    return (
      <Questions
        session={session}
        questions={written.predict.questions}
        predictions={played.predictions}
        onPredict={(name, prediction) =>
          setPlayed({ ...played, predictions: { ...played.predictions, [name]: prediction } })
        }
      />
    );
  }
  if (written.run) {
    const { options } = written.run;
    const isRun = options.every((name) => played.run.includes(name));
    const run = () => setPlayed({ ...played, run: [...new Set([...played.run, ...options])] });
    return (
      <>
        <ul>
          {options.map((name) => (
            <li key={name}>
              <strong>{session.options[name]?.label}</strong> {session.options[name]?.summary}
            </li>
          ))}
        </ul>
        {isRun ? results : <RunButton onRun={run} />}
        {isRun && outcomes}
      </>
    );
  }
  if (written.plan) {
    const faults = faultsOf(session, played.settings);
    return (
      <>
        <SessionPlan
          session={session}
          levers={written.plan.levers}
          settings={played.settings}
          cost={costOf(session, played.settings)}
          onSet={(settings) => setPlayed({ ...played, settings, hasPlan: false })}
        />
        <Faults faults={faults} />
        {!played.hasPlan && faults.length === 0 && <RunButton onRun={() => setPlayed({ ...played, hasPlan: true })} />}
        {played.hasPlan && results}
      </>
    );
  }
  if (written.discuss) return <List items={written.discuss.questions ?? []} />;
  if (written.debrief) {
    const done = study.done(subjects, session.run.years);
    return (
      <>
        {shown && done < session.run.replications && (
          <p role="status">
            From {done} of {session.run.replications} replications so far.
          </p>
        )}
        {shown ? (
          <List items={pointsOf(session, shown.findings, written.debrief.points, shown.paired)} />
        ) : (
          <p>Nothing was run yet.</p>
        )}
        {outcomes}
      </>
    );
  }
  return null;
}

function RunButton({ onRun }: { onRun: () => void }) {
  return (
    <button type="button" class="nhsuk-button" onClick={onRun}>
      Run it
    </button>
  );
}

function List({ items }: { items: string[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

function Results(props: {
  study: Study;
  subjects: Subject[];
  shown: Shown | undefined;
  replications: number;
  session: Session;
}) {
  const { study, subjects, shown, replications, session } = props;
  const done = study.done(subjects, session.run.years);
  return (
    <>
      <Faults faults={subjects.flatMap((subject) => study.faultsOf(subject))} />
      <p role="status">
        {done >= replications
          ? `Done: ${replications} replications.`
          : `Everyone is living through it: ${done} of ${replications} …`}
      </p>
      {shown && <Compared shown={shown} only={session.measures} />}
    </>
  );
}

/** The scenario as it is, every option that was run, and the players' plan. */
function subjectsOf(session: Session, { run, hasPlan, settings }: Played): Subject[] {
  const subject = (name: string, { path, text }: { path: string; text: string }) => ({
    name,
    runnable: { file: path, text },
  });
  return [
    { name: BASELINE, runnable: { file: session.baseline, text: undefined } },
    ...run.map((name) => subject(session.options[name]!.label, optionFile(session, name))),
    ...(hasPlan ? [subject("Your plan", planFile(session, "Your plan", settings))] : []),
  ];
}

const BASELINE = "As it is";

function questionsOf(session: Session, stage: number): Record<string, Question> {
  return session.stages[stage]?.predict?.questions ?? {};
}

/** Every question asked so far. */
function questionsUpTo(session: Session, stage: number): Record<string, Question> {
  return Object.assign({}, ...session.stages.slice(0, stage + 1).map((_, i) => questionsOf(session, i)));
}
