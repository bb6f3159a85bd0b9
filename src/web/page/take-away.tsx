import { useState } from "preact/hooks";
import type { Findings } from "../../experiment/findings.js";
import { type Runnable, redesignText, runnableOf } from "../planning/option.js";
import { Faults } from "./change.js";
import { Hand, Refused } from "./crew.js";
import type { Desk } from "./desk.js";
import PaperWorker from "./paper-worker.ts?worker&inline";
import { fileName, save } from "./save.js";
import { hashOf, planText, readPlan } from "./share.js";
import { isShipped, optionOf } from "./state.js";

/** What can be taken away: the scenario, the findings, the board paper, and the whole of the page's state. */
export function TakeAway({ desk }: { desk: Desk }) {
  const { plan, bundle } = desk;
  const [status, setStatus] = useState("");
  const [faults, setFaults] = useState<string[]>([]);
  const [busy, setBusy] = useState<Hand | undefined>(undefined);
  const option = optionOf(plan, plan.current);

  const withFindings = async (use: (findings: Findings) => Promise<void> | void) => {
    const hand = new Hand(bundle);
    setBusy(hand);
    setFaults([]);
    try {
      const asks = { runnables: comparedOf(desk), replications: desk.replications };
      const findings = await hand.ask("findings", asks, (done, of) => setStatus(`${done} of ${of} runs are done …`));
      await use(findings);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setStatus("");
      setFaults(error.faults);
    } finally {
      hand.dismiss();
      setBusy(undefined);
    }
  };
  const saveFindings = () =>
    withFindings((findings) => {
      save("findings.json", `${JSON.stringify(findings, null, 1)}\n`, "application/json");
      setStatus("findings.json is saved.");
    });
  const savePaper = () =>
    withFindings(async (findings) => {
      setStatus("The paper is being written …");
      save("board-paper.html", await paperOf(findings), "text/html");
      setStatus("board-paper.html is saved.");
    });
  const saveScenario = () => {
    const text = isShipped(option) ? bundle.files[option.from]! : redesignText(option);
    const name = isShipped(option) ? option.from.split("/").at(-1)! : `redesign-${fileName(option.name)}.yaml`;
    save(name, text, "application/yaml");
    setStatus(`${name} is saved: put it beside ${option.from}, and careshift run takes it.`);
  };
  return (
    <>
      <h2 class="nhsuk-heading-m">Take it away</h2>
      <div class="panel take-away">
        <Faults faults={faults} />
        <p role="status" class="take-away__status">
          {status}
        </p>
        {busy && (
          <button type="button" class="small-button" onClick={() => busy.dismiss()}>
            Stop
          </button>
        )}
        <h3>“{option.name}” as a scenario</h3>
        <p>The file that the command line runs: a redesign with one line for each lever that was moved.</p>
        <button type="button" class="small-button" onClick={saveScenario}>
          Download scenario
        </button>
        <h3>Findings and board paper</h3>
        <p>
          Of the options that are compared, {desk.replications} replications each. They are run once more, whole, with
          every audit.
        </p>
        <div class="toolbar">
          <button type="button" class="small-button" disabled={busy !== undefined} onClick={saveFindings}>
            Download findings
          </button>
          <button type="button" class="small-button" disabled={busy !== undefined} onClick={savePaper}>
            Download board paper
          </button>
        </div>
        <WholeState desk={desk} say={setStatus} />
        <Fingerprint desk={desk} />
      </div>
    </>
  );
}

/** A link and a file that hold everything. */
function WholeState({ desk: { plan, bundle, change }, say }: { desk: Desk; say: (text: string) => void }) {
  const link = () => `${location.href.split("#")[0]}${hashOf("change", plan)}`;
  const open = async (event: { currentTarget: HTMLInputElement }) => {
    const [file] = event.currentTarget.files ?? [];
    if (file === undefined) return;
    const read = readPlan(await file.text(), bundle);
    if (read) change(read);
    say(
      read ? `${file.name} is opened.` : `${file.name} holds no plan for these scenarios: wanted is a file saved here.`,
    );
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link());
      say("The link is copied.");
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      say("This browser does not let a page copy: select the link in the box and copy it.");
    }
  };
  return (
    <>
      <h3>Everything on this page</h3>
      <label class="nhsuk-label" for="link">
        Link to all options, as they are now
      </label>
      <input class="nhsuk-input take-away__link" id="link" readOnly value={link()} />
      <div class="toolbar">
        <button type="button" class="small-button" onClick={copy}>
          Copy link
        </button>
        <button
          type="button"
          class="small-button"
          onClick={() => save("careshift-plan.json", planText(plan), "application/json")}
        >
          Save as a file
        </button>
      </div>
      <label class="nhsuk-label" for="open-file">
        Open a saved file
      </label>
      <input id="open-file" type="file" accept=".json,application/json" onChange={open} />
    </>
  );
}

/** Proof that this browser runs the very engine that the command line runs. */
function Fingerprint({ desk: { bundle, plan } }: { desk: Desk }) {
  const [shown, setShown] = useState("");
  const option = optionOf(plan, plan.current);
  const ask = async () => {
    const hand = new Hand(bundle);
    try {
      setShown(await hand.ask("fingerprint", { runnable: runnableOf(option), length: "look", replication: 0 }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setShown(error.message);
    } finally {
      hand.dismiss();
    }
  };
  return (
    <>
      <h3>The same engine everywhere</h3>
      <p>The first replication of the first look, as SHA-256 over every number counted: the same on any machine.</p>
      <button type="button" class="small-button" onClick={ask}>
        Show fingerprint
      </button>
      <p class="take-away__print" role="status">
        <code>{shown}</code>
      </p>
    </>
  );
}

/** What is compared, each once: an option with no lever moved is its scenario. */
function comparedOf({ plan }: Desk): Runnable[] {
  const ids = [plan.against, ...plan.compared, plan.current];
  const options = plan.options.filter(({ id }) => ids.includes(id));
  const runnables = new Map(options.map(runnableOf).map((runnable) => [runnable.file, runnable]));
  return [...runnables.values()];
}

function paperOf(findings: Findings): Promise<string> {
  const worker = new PaperWorker();
  return new Promise<string>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ paper: string } | { fault: string }>) =>
      "paper" in data ? resolve(data.paper) : reject(new Refused([data.fault]));
    worker.onerror = (event) => reject(new Refused([event.message || "the paper could not be made"]));
    worker.postMessage(findings);
  }).finally(() => worker.terminate());
}
