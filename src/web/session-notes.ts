/** A facilitator's notes, printed from the script of a session. */
import { escapeText } from "../report/escape.js";
import { counted } from "../report/words.js";
import { GENERATOR } from "./generator.js";
import { pounds } from "./pounds.js";
import type { Question, Stage } from "./session-format.js";
import { type Session, stageOf } from "./session-read.js";
import { blocksOf, type Run, runsOf } from "./session-text.js";

/** A session as a page for the facilitator: what to have ready, the clock, what to say and what to keep quiet. Everything in it is escaped. */
export function sessionNotes(session: Session): string {
  const title = `${session.name}: facilitator’s notes`;
  return [
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">',
    GENERATOR,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeText(title)}</title><style>${CSS}</style></head><body><main>`,
    `<h1>${escapeText(session.name)}</h1><p class="quiet">Facilitator’s notes · ${session.minutes} minutes</p>`,
    texts(session.summary),
    session.for === undefined ? "" : `<p><b>For:</b> ${inline(session.for)}</p>`,
    session.notes === undefined ? "" : `<h2>Before it begins</h2>${texts(session.notes)}`,
    clock(session),
    ...session.stages.map((stage, i) => stageNotes(session, stage, i)),
    teamNotes(session),
    `<footer>Figures in braces are filled in from the run that the room makes: ${escapeText(runWords(session))}.</footer>`,
    "</main></body></html>\n",
  ].join("\n");
}

function runWords({ run }: Session): string {
  return `${counted(run.years, "year")} observed, ${counted(run.replications, "replication")}`;
}

function clock(session: Session): string {
  let at = 0;
  const rows = session.stages.map((stage, i) => {
    const { title, minutes } = stageOf(stage);
    const row = `<tr><td class="number">${at}</td><td class="number">${minutes}</td><td>${i + 1}. ${escapeText(title)}</td></tr>`;
    at += minutes;
    return row;
  });
  return `<h2>The clock</h2><table><thead><tr><th scope="col">From minute</th><th scope="col">Minutes</th><th scope="col">Stage</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

function stageNotes(session: Session, stage: Stage, i: number): string {
  const { title, minutes, text, notes } = stageOf(stage);
  return [
    `<section><h2>${i + 1}. ${escapeText(title)} <small>${minutes} minutes</small></h2>`,
    text === undefined ? "" : `<div class="room"><h3>What the room reads</h3>${texts(text)}</div>`,
    detail(session, stage),
    notes === undefined ? "" : `<div class="notes"><h3>For you</h3>${texts(notes)}</div>`,
    "</section>",
  ].join("");
}

function detail(session: Session, { predict, run, plan, discuss, debrief }: Stage): string {
  if (predict)
    return list(
      "Questions",
      Object.values(predict.questions).map((q) => questionWords(session, q)),
    );
  if (run)
    return list(
      "What is run",
      run.options.map((name) => option(session, name)),
    );
  if (plan)
    return list(
      "What can be moved",
      plan.levers.map((name) => leverWords(session, name)),
    );
  if (discuss) return list("To talk about", (discuss.questions ?? []).map(inline));
  if (debrief)
    return list(
      "To say, where the run bears it out",
      debrief.points.map((point) => inline(point.say)),
    );
  return "";
}

function questionWords(session: Session, { ask, choose, number }: Question): string {
  if (choose) return `${inline(ask)} <i>(${choose.among.map((name) => option(session, name)).join("; ")})</i>`;
  if (number) return `${inline(ask)} <i>(a number from ${number.from} to ${number.to})</i>`;
  return `${inline(ask)} <i>(more, fewer or about the same)</i>`;
}

function option(session: Session, name: string): string {
  return escapeText(session.options[name]?.label ?? name);
}

function leverWords(session: Session, name: string): string {
  const lever = session.levers?.[name];
  if (lever === undefined) return escapeText(name);
  const cost = lever.price === undefined ? "" : `, ${pounds(lever.price)} a year each`;
  return escapeText(`${lever.label}: from ${lever.from} to ${lever.to}${cost}`);
}

function teamNotes({ teams }: Session): string {
  if (teams === undefined) return "";
  const rounds = teams.rounds.map(
    ({ name, minutes, text, notes }) =>
      `<h3>${escapeText(name)} <small>${minutes} minutes</small></h3>${texts(text ?? "")}${notes === undefined ? "" : `<div class="notes">${texts(notes)}</div>`}`,
  );
  return `<section><h2>With teams</h2><p>Each team may spend ${pounds(teams.budget)} a year.</p>${texts(teams.text ?? "")}${rounds.join("")}</section>`;
}

function list(heading: string, items: string[]): string {
  return items.length === 0 ? "" : `<h3>${heading}</h3><ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
}

function texts(text: string): string {
  return blocksOf(text)
    .map((block) =>
      block.kind === "paragraph"
        ? `<p>${runs(block.runs)}</p>`
        : `<ul>${block.items.map((item) => `<li>${runs(item)}</li>`).join("")}</ul>`,
    )
    .join("");
}

function inline(text: string): string {
  return runs(runsOf(text));
}

function runs(of: Run[]): string {
  return of
    .map((run) => ("text" in run ? escapeText(run.text) : `<span class="figure">{${escapeText(run.figure)}}</span>`))
    .join("");
}

const CSS = `
body { font: 17px/1.5 Arial, sans-serif; color: #212b32; margin: 0; } main { max-width: 46em; margin: 0 auto; padding: 24px 20px 60px; }
h1 { margin: 0 0 4px; } h2 { color: #005eb8; border-top: 3px solid #005eb8; padding-top: 10px; margin: 32px 0 8px; break-after: avoid; }
h3 { font-size: 17px; margin: 14px 0 4px; break-after: avoid; } small { color: #4c6272; font-weight: normal; font-size: 15px; }
p, ul { margin: 0 0 10px; } .quiet, footer { color: #4c6272; } footer { margin-top: 40px; font-size: 14px; }
.notes { border-left: 6px solid #ffb81c; background: #fff8e5; padding: 4px 14px 2px; margin: 10px 0; break-inside: avoid; }
.figure { background: #d8e5f2; padding: 0 4px; font-size: 15px; overflow-wrap: anywhere; }
table { border-collapse: collapse; } th, td { text-align: left; padding: 4px 18px 4px 0; border-bottom: 1px solid #d8dde0; } .number { text-align: right; }
@page { size: A4; margin: 16mm; } @media print { body { font-size: 11pt; } main { padding: 0; max-width: none; } section { break-inside: auto; } * { print-color-adjust: exact; } }
`;
