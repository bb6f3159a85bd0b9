import type { Findings } from "../../experiment/findings.js";
import { figureOf, NOT_RUN } from "../session-answers.js";
import type { Session } from "../session-read.js";
import { blocksOf, type Run } from "../session-text.js";

interface Props {
  text: string;
  session: Session;
  findings: Findings | undefined;
}

/** A text of a session, with the figures it names filled in from the run; all of it text, none of it markup. */
export function Texts({ text, session, findings }: Props) {
  const said = (runs: Run[]) =>
    runs
      .map((run) =>
        "text" in run ? run.text : ((findings && figureOf(session, findings, run.figure)?.said) ?? NOT_RUN),
      )
      .join("");
  return (
    <>
      {blocksOf(text).map((block, i) =>
        block.kind === "paragraph" ? (
          <p key={i}>{said(block.runs)}</p>
        ) : (
          <ul key={i}>
            {block.items.map((item, j) => (
              <li key={j}>{said(item)}</li>
            ))}
          </ul>
        ),
      )}
    </>
  );
}
