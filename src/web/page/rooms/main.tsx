import { type ComponentType, render } from "preact";
import { Board } from "./board.js";
import { Facilitate } from "./facilitate.js";
import { Join, Start } from "./join.js";
import { TeamPage } from "./team.js";

const PAGES: Record<string, ComponentType> = {
  start: Start,
  join: Join,
  team: TeamPage,
  board: Board,
  facilitate: Facilitate,
};

const root = document.getElementById("careshift");
const Page = PAGES[root?.dataset.page ?? ""];
if (root && Page) render(<Page />, root);
