import { render } from "preact";
import type { Bundle } from "../planning/bundle.js";
import { App } from "./app.js";

/** The page's own data stands in the page, as JSON in an element of its own. */
const data = document.getElementById("careshift-bundle")?.textContent;
const room = document.getElementById("careshift");
if (room && data) render(<App bundle={JSON.parse(data) as Bundle} />, room);
