import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Film } from "../planning/film.js";
import { Crowd, countsOf } from "./crowd.js";
import { layoutOf, needsOf } from "./map-layout.js";
import { paintMoving, paintStill } from "./painter.js";

interface Props {
  film: Film;
  picture: number;
  followed: number;
  playing: boolean;
}

/** The map of one picture, people walking from the one before; the same figures as a table behind it. */
export function FilmMap({ film, picture, followed, playing }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useRoom(box);
  const needs = useMemo(() => needsOf(film), [film]);
  const layout = useMemo(() => layoutOf(film, needs, width, width < 700 ? 2400 : height), [film, needs, width, height]);
  const crowd = useMemo(() => new Crowd(film, layout), [film, layout]);
  const counts = countsOf(film, picture);
  useEffect(() => {
    const at = canvas.current;
    const to = at?.getContext("2d");
    if (!at || !to) return;
    const ground = groundFor(at);
    crowd.goTo(picture, !isStill());
    const { standing, walking } = crowd.parted();
    paintStill(ground.getContext("2d")!, film, layout, standing, counts);
    return drawn(at, (seconds) => {
      const moving = crowd.walk(seconds);
      to.setTransform(1, 0, 0, 1, 0, 0);
      to.clearRect(0, 0, at.width, at.height);
      to.drawImage(ground, 0, 0);
      to.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
      paintMoving(to, layout, crowd, walking, followed);
      at.dataset.people = String(crowd.marks.size);
      return moving;
    });
  }, [crowd, picture, followed, layout]);
  const isCaseload = (p: number) => film.places[p]!.kind === "caseload";
  const inCare = counts.reduce((sum, { inside, waiting }, p) => sum + (isCaseload(p) ? 0 : inside + waiting), 0);
  return (
    <>
      <div ref={box} class="map">
        <canvas
          ref={canvas}
          width={layout.width * devicePixelRatio}
          height={layout.height * devicePixelRatio}
          style={{ width: `${layout.width}px`, height: `${layout.height}px` }}
          role="img"
          aria-label={`Map of the system: ${inCare} people in care. The figures are in the table below.`}
        />
      </div>
      <ul class="legend" aria-label="Key">
        <li class="legend__treated">in a bed or place</li>
        <li class="legend__delayed">ready to leave, nowhere to go (delayed)</li>
        <li class="legend__waiting">waiting in no bed</li>
        <li class="legend__empty">empty</li>
        <li class="legend__followed">followed</li>
      </ul>
      <details class="panel">
        <summary>The figures behind the map{playing ? " (pause to read them)" : ""}</summary>
        <div class="scroll" role="region" aria-label="Figures behind the map" tabIndex={0}>
          <table class="nhsuk-table results">
            <caption class="nhsuk-u-visually-hidden">Who is where</caption>
            <thead>
              <tr>
                {["Place", "Open", "In it", "Of these delayed", "Waiting in no bed"].map((head, i) => (
                  <th key={head} scope="col" class={i > 0 ? "figure" : ""}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {film.places.map(({ name, label }, p) => (
                <tr key={name}>
                  <th scope="row">{label}</th>
                  <td class="figure">{counts[p]!.open < 0 ? "no limit" : counts[p]!.open}</td>
                  <td class="figure">{counts[p]!.inside}</td>
                  <td class="figure">{counts[p]!.delayed}</td>
                  <td class="figure">{counts[p]!.waiting}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}

/** A canvas behind the map, of its size, for what is drawn once a picture and not once a frame. */
function groundFor({ width, height }: HTMLCanvasElement): HTMLCanvasElement {
  const ground = document.createElement("canvas");
  ground.width = width;
  ground.height = height;
  ground.getContext("2d")?.scale(devicePixelRatio, devicePixelRatio);
  return ground;
}

/** Draws frame by frame until nothing moves, and notes on the element how long drawing takes. */
function drawn(at: HTMLElement, draw: (seconds: number) => boolean): () => void {
  let frame = 0;
  let before = performance.now();
  const next = (now: number) => {
    const started = performance.now();
    const moving = draw(Math.min(0.1, Math.max(0, now - before) / 1000));
    before = now;
    at.dataset.drawMs = (performance.now() - started).toFixed(2);
    at.dataset.frames = String(Number(at.dataset.frames ?? 0) + 1);
    if (moving) frame = requestAnimationFrame(next);
  };
  frame = requestAnimationFrame(next);
  return () => cancelAnimationFrame(frame);
}

/** Whether the reader asked for less motion: then people stand where they are, picture by picture. */
function isStill(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Kept free below the map for its key, px. */
const KEY = 60;
const LEAST_WIDTH = 280;
const LEAST_HEIGHT = 320;

/** What is left for the map: all of the width, and what the window shows below where the map begins. */
function useRoom(box: { current: HTMLElement | null }): { width: number; height: number } {
  const [room, setRoom] = useState(() => roomFrom(document.documentElement.clientWidth - 32, 330));
  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const next = roomFrom(entry.contentRect.width, entry.target.getBoundingClientRect().top + scrollY);
      setRoom((before) => (before.width === next.width && before.height === next.height ? before : next));
    });
    if (box.current) watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  return room;
}

function roomFrom(width: number, top: number): { width: number; height: number } {
  return {
    width: Math.max(LEAST_WIDTH, Math.floor(width)),
    height: Math.max(LEAST_HEIGHT, Math.floor(innerHeight - top - KEY)),
  };
}
