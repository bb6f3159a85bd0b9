import { useEffect, useRef, useState } from "preact/hooks";
import type { Script } from "../planning/bundle.js";
import { isAnswer, pointsOf } from "../session-answers.js";
import type { Question } from "../session-format.js";
import { costOf, faultsOf, optionFile, planFile, type Settings } from "../session-play.js";
import type { Session } from "../session-read.js";
import { Faults } from "./change.js";
import { Compared } from "./compared.js";
import type { Desk } from "./desk.js";
import { forget, keep, keptFor, useKept } from "./kept.js";
import { Outcomes } from "./outcomes.js";
import { type Predictions, Questions } from "./predict.js";
import { SessionPlan } from "./session-plan.js";
import { type Shown, shownOf } from "./shown.js";
import type { Study, Subject } from "./study.js";
import { Texts } from "./texts.js";

/** Sessions that may be played, and the one that is. */
export function SessionView({ desk }: { desk: Desk }) {
  const { sessions } = desk.bundle;
  const [chosen, setChosen] = useState(() =>
    sessions.length === 1
      ? 0
      : sessions.findIndex(({ session }) => keptFor(ROOM, JSON.stringify(session)) !== undefined),
  );
  const begin = (i: number) => {
    keep(ROOM, JSON.stringify(sessions[i]!.session), NOTHING_PLAYED);
    setChosen(i);
  };
  const script = sessions[chosen];
  if (script)
    return (
      <Play
        key={chosen}
        script={script}
        study={desk.roomStudy}
        onLeave={
          sessions.length > 1
            ? () => {
                forget(ROOM);
                setChosen(-1);
              }
            : undefined
        }
      />
    );
  return (
    <>
      <h2 class="nhsuk-heading-m">Sessions</h2>
      {sessions.map(({ session }, i) => (
        <section key={session.file} class="panel">
          <h3>{session.name}</h3>
          <p>{session.summary}</p>
          <p class="quiet">{session.minutes} minutes</p>
          <button type="button" class="small-button" onClick={() => begin(i)}>
            Begin<span class="nhsuk-u-visually-hidden"> {session.name}</span>
          </button>
        </section>
      ))}
    </>
  );
}

/** Under which the session that is played is kept. */
const ROOM = "session";

/** What has happened in the session so far. */
interface Played {
  stage: number;
  predictions: Predictions;
  /** Options that were run, and the players' own plan. */
  run: string[];
  settings: Settings;
  hasPlan: boolean;
}

const NOTHING_PLAYED: Played = { stage: 0, predictions: {}, run: [], settings: {}, hasPlan: false };

function Play({ script, study, onLeave }: { script: Script; study: Study; onLeave: (() => void) | undefined }) {
  const { session, stages } = script;
  const [played, setPlayed] = useKept<Played>(ROOM, JSON.stringify(session), NOTHING_PLAYED);
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
  const heading = useRef<HTMLHeadingElement>(null);
  const go = (to: number) => {
    setPlayed({ ...played, stage: to });
    requestAnimationFrame(() => heading.current?.focus());
  };
  return (
    <>
      <p class="quiet">
        {session.name} · step {played.stage + 1} of {stages.length} · {stage.minutes} minutes
      </p>
      <h2 class="nhsuk-heading-m" tabIndex={-1} ref={heading}>
        {stage.title}
      </h2>
      <div class="panel session__stage">
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
        {stage.notes && (
          <details class="session__notes">
            <summary>Notes for the facilitator</summary>
            <Texts text={stage.notes} session={session} findings={shown?.findings} />
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
          disabled={!isOpen || played.stage + 1 === stages.length}
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
    </>
  );
}

/** Why the next step must wait for answers; undefined where they are all there. */
function unanswered(session: Session, { stage, predictions }: Played): string | undefined {
  const questions = Object.entries(questionsOf(session, stage));
  if (questions.every(([name, question]) => isAnswer(question, predictions[name]?.said ?? ""))) return undefined;
  return "Answer every question first: nothing is run before everyone has predicted.";
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
