/** The thread that makes one format: its packages are loaded at once, the paper when it is sent. */
import { parentPort, workerData } from "node:worker_threads";
import { type Format, loadFormat, paperFiles } from "./formats.js";
import type { Order } from "./makers.js";

const { format } = workerData as { format: Format };
parentPort?.once("message", async ({ document, findings, theme }: Order) => {
  parentPort?.postMessage(await paperFiles(format, document, findings, theme));
});
await loadFormat(format);
