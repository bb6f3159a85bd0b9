import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type Film, type Happening, type Shot, storyOf } from "../planning/film.js";
import { runnableOf } from "../planning/option.js";
import { Faults } from "./change.js";
import { Refused } from "./crew.js";
import { type Desk, listedOf } from "./desk.js";
import { FilmMap } from "./film-map.js";
import { optionOf } from "./state.js";

const LENGTHS = {
  year: { label: "A year, every six hours", days: 365, every: 0.25 },
  day: { label: "A day, every quarter of an hour", days: 1, every: 1 / 96 },
} as const;
type Wanted = keyof typeof LENGTHS;

/** Pictures a second. */
const SPEEDS = [
  { label: "Slow", pictures: 2 },
  { label: "Steady", pictures: 6 },
  { label: "Fast", pictures: 24 },
];

/** The system at work: one replication of the current option, watched. */
export function See({ desk }: { desk: Desk }) {
  const { plan, bundle, change } = desk;
  const option = optionOf(plan, plan.current);
  const years = Math.max(1, Math.floor(listedOf(bundle, option).years + 0.01));
  const [year, setYear] = useState(1);
  const [wanted, setWanted] = useState<Wanted>("year");
  const [day, setDay] = useState(0);
  const { film, faults } = useFilm(desk, {
    year: Math.min(year, years),
    day: wanted === "year" ? 0 : day,
    ...LENGTHS[wanted],
  });
  return (
    <>
      <h2 class="nhsuk-heading-m see__heading">See it</h2>
      <details class="panel see__chosen" open={isRoomy()}>
        <summary>
          {option.name}, year {year}
        </summary>
        <div class="see__choice">
          <Select label="Option" value={option.id} onPick={(current) => change({ ...plan, current })}>
            {plan.options.map(({ id, name }) => ({ value: id, label: name }))}
          </Select>
          <Select label="Year" value={String(year)} onPick={(value) => setYear(Number(value))}>
            {Array.from({ length: years }, (_, i) => ({ value: String(i + 1), label: `Year ${i + 1}` }))}
          </Select>
          <Select label="How long" value={wanted} onPick={(value) => setWanted(value as Wanted)}>
            {Object.entries(LENGTHS).map(([value, { label }]) => ({ value, label }))}
          </Select>
        </div>
      </details>
      <Faults faults={faults} />
      {film ? (
        <Watch key={`${option.id} ${year} ${wanted}`} film={film} onDay={wanted === "year" ? setDay : undefined} />
      ) : (
        faults.length === 0 && <p>Everyone is living through it …</p>
      )}
    </>
  );
}

/** Whether what is watched can be chosen above the map without pushing it out of sight; a telephone opens it when asked. */
function isRoomy(): boolean {
  return matchMedia("(min-width: 700px)").matches;
}

interface Choice {
  value: string;
  label: string;
}

function Select(props: { label: string; value: string; onPick: (value: string) => void; children: Choice[] }) {
  const id = `see-${props.label.toLowerCase().replaceAll(" ", "-")}`;
  return (
    <div class="nhsuk-form-group">
      <label class="nhsuk-label" for={id}>
        {props.label}
      </label>
      <select class="nhsuk-select" id={id} value={props.value} onChange={(e) => props.onPick(e.currentTarget.value)}>
        {props.children.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A film of a shot; nothing while it is being made. */
function useFilm({ filmer, plan }: Desk, shot: Shot): { film: Film | undefined; faults: string[] } {
  const [made, setMade] = useState<{ key: string; film?: Film; faults: string[] }>({ key: "", faults: [] });
  const runnable = runnableOf(optionOf(plan, plan.current));
  const key = JSON.stringify([runnable, shot]);
  useEffect(() => {
    filmer.ask("film", { runnable, shot }).then(
      (film) => setMade({ key, film, faults: [] }),
      (error: unknown) => {
        if (!(error instanceof Refused)) throw error;
        setMade({ key, faults: error.faults });
      },
    );
  }, [key]);
  return made.key === key ? { film: made.film, faults: made.faults } : { film: undefined, faults: [] };
}

const SURNAMES = ["Smith", "Jones", "Taylor", "Brown", "Williams", "Evans"];

function Watch({ film, onDay }: { film: Film; onDay: ((day: number) => void) | undefined }) {
  const last = film.at.length - 2;
  const [picture, setPicture] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(SPEEDS[1]!.pictures);
  const [followed, setFollowed] = useState(-1);
  const names = useMemo(() => namesOf(film), [film]);
  const story = useMemo(() => (followed < 0 ? [] : storyOf(film, followed)), [film, followed]);
  useTicking(playing, speed, () => {
    setPicture((at) => Math.min(last, at + 1));
    if (picture >= last) setPlaying(false);
  });
  useEffect(() => onDay?.(Math.floor(picture * film.every)), [picture, film]);
  const toggle = () => {
    if (!playing && picture >= last) setPicture(0);
    setPlaying(!playing);
  };
  return (
    <>
      <div class="see__controls">
        <button type="button" class="small-button" onClick={toggle}>
          {playing ? "Pause" : "Play"}
        </button>
        <Select label="Speed" value={String(speed)} onPick={(value) => setSpeed(Number(value))}>
          {SPEEDS.map(({ label, pictures }) => ({ value: String(pictures), label }))}
        </Select>
        <Select label="Follow" value={String(followed)} onPick={(value) => setFollowed(Number(value))}>
          {[
            { value: "-1", label: "Nobody" },
            ...film.cast.map(({ person }) => ({ value: String(person), label: names.get(person)! })),
          ]}
        </Select>
        <label class="see__time">
          <span>{momentOf(film, picture)}</span>
          <input
            type="range"
            aria-label="Time"
            aria-valuetext={momentOf(film, picture)}
            min={0}
            max={last}
            value={picture}
            onInput={(event) => setPicture(Number(event.currentTarget.value))}
          />
        </label>
      </div>
      <FilmMap film={film} picture={picture} followed={followed} playing={playing} />
      {followed >= 0 && (
        <Story
          film={film}
          story={story}
          name={names.get(followed)!}
          picture={picture}
          onGo={(to) => {
            setPlaying(false);
            setPicture(to);
          }}
        />
      )}
    </>
  );
}

function useTicking(playing: boolean, perSecond: number, tick: () => void): void {
  const latest = useRef(tick);
  latest.current = tick;
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => latest.current(), 1000 / perSecond);
    return () => clearInterval(timer);
  }, [playing, perSecond]);
}

/** The year of one person, in words; each line leads to its moment. */
function Story(props: {
  film: Film;
  story: Happening[];
  name: string;
  picture: number;
  onGo: (picture: number) => void;
}) {
  const { film, story, name, picture, onGo } = props;
  return (
    <section class="panel" aria-labelledby="story-heading">
      <h3 id="story-heading">{name}</h3>
      <p class="quiet see__note">
        The name is invented; the person is one of the population, and what happens to her or him is this replication’s.
      </p>
      <ol class="story">
        {story.map((happening) => (
          <li key={happening.picture} aria-current={isNow(story, happening, picture) ? "step" : undefined}>
            <button type="button" class="link-button" onClick={() => onGo(happening.picture)}>
              {momentOf(film, happening.picture)}
            </button>{" "}
            {tell(film, happening)}
          </li>
        ))}
      </ol>
    </section>
  );
}

function isNow(story: Happening[], happening: Happening, picture: number): boolean {
  return story.findLast((each) => each.picture <= picture) === happening;
}

function tell({ places }: Film, { what, place, awaited }: Happening): string {
  const name = (p: number) => places[p]?.label ?? "";
  switch (what) {
    case "comes":
      return `comes to ${name(place)}`;
    case "moves":
      return `is in ${name(place)}`;
    case "waits":
      return `waits for ${name(awaited)}`;
    case "waits-in-bed":
      return `is ready to leave ${name(place)} and waits in a bed there for ${name(awaited)}: a delayed transfer`;
    case "leaves":
      return `has left ${place >= 0 ? name(place) : `the queue for ${name(awaited)}`}`;
  }
}

function namesOf({ cast }: Film): Map<number, string> {
  return new Map(
    cast.map(({ person, age, isWoman }, i) => [
      person,
      `${isWoman ? "Mrs" : "Mr"} ${SURNAMES[i % SURNAMES.length]}, ${age}`,
    ]),
  );
}

/** `Mon 12 May 2003, 06:00` */
export function momentOf({ start, every }: Film, picture: number): string {
  const at = new Date(Date.parse(start) + picture * every * 86_400_000);
  const day = at.toLocaleDateString("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  return `${day}, ${at.toISOString().slice(11, 16)}`;
}
