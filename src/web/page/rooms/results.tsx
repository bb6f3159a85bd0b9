import { sayDifference } from "../../../report/words.js";
import { pounds } from "../../pounds.js";
import type { OutcomeFigure } from "../../server/room.js";
import type { RevealedPlan, RoomView } from "../../server/views.js";

/** What came of every plan of a round, the best first; intervals are of 95 %. */
export function Results({ view, round, mine }: { view: RoomView; round: number; mine?: string }) {
  const plans = view.results[round] ?? [];
  const title = view.rounds[round]?.name ?? "";
  if (plans.length === 0) return <p>No team submitted a plan in this round.</p>;
  const widest = Math.max(...plans.map((plan) => Math.abs(firstOf(plan)?.difference ?? 0)), 1e-9);
  return (
    <div class="scroll" role="region" aria-label={`Results of round ${round + 1}`} tabIndex={0}>
      <table class="nhsuk-table board">
        <caption class="nhsuk-table__caption nhsuk-table__caption--m">
          Round {round + 1}, {title}
          <span class="board__plan">Differences from the system as it is, with 95 % intervals</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">Team and plan</th>
            {view.measures.map(({ label }) => (
              <th scope="col" key={label} class="figure">
                {label}
              </th>
            ))}
            <th scope="col" class="figure">
              Spent a year
            </th>
          </tr>
        </thead>
        <tbody>
          {plans.map((plan, i) => (
            <Row key={plan.team} {...{ view, plan, widest }} place={i + 1} isMine={plan.team === mine} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  view: RoomView;
  plan: RevealedPlan;
  place: number;
  widest: number;
  isMine: boolean;
}

function Row({ view, plan, place, widest, isMine }: RowProps) {
  const { outcome } = plan;
  return (
    <tr class={isMine ? "board__mine" : undefined}>
      <th scope="row">
        {Array.isArray(outcome) ? `${place}. ` : ""}
        <bdi>{plan.name}</bdi>
        {isMine ? " (your team)" : ""}
        <span class="board__plan">{planWords(view, plan)}</span>
        <Prediction view={view} plan={plan} />
      </th>
      {Array.isArray(outcome) ? (
        outcome.map((figure, m) => (
          <td class="figure" key={view.measures[m]?.label}>
            <Difference figure={figure} unit={view.measures[m]?.unit ?? ""} widest={m === 0 ? widest : undefined} />
          </td>
        ))
      ) : (
        <td colSpan={view.measures.length}>{outcome ?? "is being worked out …"}</td>
      )}
      <td class="figure">{pounds(plan.cost)}</td>
    </tr>
  );
}

function Difference({ figure, unit, widest }: { figure: OutcomeFigure; unit: string; widest: number | undefined }) {
  const { difference } = figure;
  if (difference === null) return <>–</>;
  const said = sayDifference({ difference, low: bound(figure.low), high: bound(figure.high), unit });
  return (
    <>
      <span class="board__value">
        {said.value} {said.unit}
      </span>
      {said.interval === null ? null : <span class="board__interval">{said.interval}</span>}
      {widest === undefined ? null : <Bar share={difference / widest} />}
    </>
  );
}

/** A bar from nought, to the left where it is less; the number above says the same. */
function Bar({ share }: { share: number }) {
  const length = Math.abs(share) * 50;
  return (
    <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect x={share < 0 ? 50 - length : 50} y="2" width={length} height="6" class="bar__length" />
      <line x1="50" x2="50" y1="0" y2="10" class="bar__nought" />
    </svg>
  );
}

/** What the team predicted, and what came. */
function Prediction({ view, plan }: { view: RoomView; plan: RevealedPlan }) {
  const came = firstOf(plan);
  const [measure] = view.measures;
  if (plan.prediction === null || measure === undefined) return null;
  const said = (difference: number) => {
    const { value, unit } = sayDifference({ difference, low: Number.NaN, high: Number.NaN, unit: measure.unit });
    return `${value} ${unit}`.trim();
  };
  const got =
    came?.difference === null || came?.difference === undefined ? "" : `; it came to ${said(came.difference)}`;
  return <span class="board__plan">{`Predicted ${said(plan.prediction)}${got}`}</span>;
}

function planWords({ levers }: RoomView, { settings }: RevealedPlan): string {
  const moved = levers.filter(({ name }) => (settings[name] ?? 0) !== 0);
  if (moved.length === 0) return "Nothing is changed.";
  return moved.map(({ name, label }) => `${label} ${signed(settings[name] ?? 0)}`).join("; ");
}

function signed(number: number): string {
  return number > 0 ? `+${number}` : String(number).replace("-", "−");
}

function firstOf({ outcome }: RevealedPlan): OutcomeFigure | undefined {
  return Array.isArray(outcome) ? outcome[0] : undefined;
}

function bound(value: number | null): number {
  return value ?? Number.NaN;
}
