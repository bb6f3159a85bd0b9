// Installs what is missing and builds what is older than its sources, so that `npm start` and `npm test` work in a fresh clone.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Careshift needs Node 20.19 or later; this is ${process.versions.node}. Get it from https://nodejs.org`,
  );
  process.exit(2);
}

const npm = process.env.npm_execpath;
const run = (file, args) => execFileSync(file, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
const runNpm = (...args) =>
  npm?.endsWith(".js")
    ? run(process.execPath, [npm, ...args])
    : run(process.platform === "win32" ? "npm.cmd" : "npm", args);

const lockStamp = join(root, "node_modules", ".careshift-lock");
const lock = hash(readFileSync(join(root, "package-lock.json")));
if (read(lockStamp) !== lock) {
  console.log("Installing the packages that Careshift stands on (once; about half a minute) …");
  runNpm("ci", "--no-audit", "--no-fund", "--loglevel=error");
  writeFileSync(lockStamp, lock);
}

const sources = hash(textOf("src") + readFileSync(join(root, "tsconfig.json")));
const buildStamp = join(root, "dist", ".sources");
if (read(buildStamp) !== sources) {
  console.log("Building …");
  rmSync(join(root, "dist"), { recursive: true, force: true });
  run(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc")]);
  const { scenarioJsonSchema } = await import(new URL("../dist/scenario/schema.js", import.meta.url));
  writeFileSync(join(root, "dist", "scenario.schema.json"), `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
  const { buildPage } = await import("./web/build.mjs");
  await buildPage(
    join(root, "dist", "web"),
    lock +
      ["engine", "scenario", "care", "experiment", "report", "web"].map((room) => textOf(`src/${room}`)).join("\n"),
  );
  writeFileSync(buildStamp, sources);
}

function textOf(folder) {
  return listed(join(root, folder))
    .map((file) => `${file}\n${readFileSync(file)}`)
    .join("\n");
}

function listed(folder) {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? listed(path) : /\.(tsx?|scss|mjs)$/.test(name) ? [path] : [];
    });
}

function read(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function hash(data) {
  return createHash("sha256").update(data).digest("hex");
}
