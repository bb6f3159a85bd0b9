import { useState } from "preact/hooks";
import { ask, reasonOf } from "./ask.js";
import { Frame } from "./frame.js";

/** Where somebody who opens the address begins. */
export function Start() {
  return (
    <Frame title="Careshift" above="Whole-system capacity, for planners">
      <div class="card">
        <h2 class="nhsuk-heading-m">Join with your team</h2>
        <p>You have a code of six letters and digits from the board.</p>
        <a class="nhsuk-button" href="/join">
          Join
        </a>
      </div>
      <div class="card">
        <h2 class="nhsuk-heading-m">Plan on your own</h2>
        <p>The whole system, its levers and what comes of them, in this browser.</p>
        <a class="nhsuk-button nhsuk-button--secondary" href="/plan">
          Plan
        </a>
      </div>
    </Frame>
  );
}

/** A team joins by the room's code. */
export function Join() {
  const [code, setCode] = useState(location.hash.slice(1));
  const [name, setName] = useState("");
  const [problem, setProblem] = useState("");
  const join = async (event: Event) => {
    event.preventDefault();
    try {
      const joined = await ask<{ code: string; token: string }>("/api/join", "", { code, name });
      location.assign(`/team#${joined.code}.${joined.token}`);
    } catch (error) {
      setProblem(reasonOf(error));
    }
  };
  return (
    <Frame title="Join with your team" above="Careshift" problem={problem}>
      <form class="card" onSubmit={join}>
        <div class="nhsuk-form-group">
          <label class="nhsuk-label" for="code">
            Code
          </label>
          <div class="nhsuk-hint" id="code-hint">
            Six letters and digits, as the board shows them
          </div>
          <input
            class="nhsuk-input code-input"
            id="code"
            value={code}
            maxLength={12}
            required
            aria-describedby="code-hint"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </div>
        <div class="nhsuk-form-group">
          <label class="nhsuk-label" for="name">
            Name of your team
          </label>
          <input
            class="nhsuk-input"
            id="name"
            value={name}
            maxLength={40}
            required
            autocomplete="off"
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <button class="nhsuk-button" type="submit">
          Join
        </button>
      </form>
    </Frame>
  );
}
