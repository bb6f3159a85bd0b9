// Builds the page into dist/web/: one script, with its workers inside, and one style sheet. `teach` puts both into one file.
// And beside it a script and a style sheet for the rooms in which teams play.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = join(root, "src/web/page");
const look = join(root, "node_modules/nhsuk-frontend/dist");

/** Writes `careshift.js`, `careshift.css`, `rooms.js` and `rooms.css`. What is older than its sources is made anew; the rest is taken from node_modules/.cache. */
export async function buildPage(outDir, sources) {
  await made(join(outDir, "careshift.css"), readFileSync(join(page, "style.scss")), () => styles("style.scss"));
  await made(join(outDir, "rooms.css"), readFileSync(join(page, "rooms/rooms.scss")), () => styles("rooms/rooms.scss"));
  await made(join(outDir, "careshift.js"), sources, () => script("main.tsx"));
  await made(join(outDir, "rooms.js"), sources, () => script("rooms/main.tsx"));
}

async function made(file, sources, make) {
  const key = createHash("sha256")
    .update(basename(file))
    .update(sources)
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest("hex");
  const kept = join(root, "node_modules/.cache/careshift", `${key}.${file.split(".").pop()}`);
  if (!existsSync(kept)) {
    const text = await make();
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, text);
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, readFileSync(kept));
}

async function styles(sheet) {
  const { compile } = await import("sass");
  const options = { loadPaths: [join(root, "node_modules")], style: "compressed", quietDeps: true };
  const { css } = compile(join(page, sheet), options);
  return css.replace(/url\("?\/assets\/([\w./-]+\.svg)"?\)/g, (_, name) => {
    const svg = readFileSync(join(look, "nhsuk/assets", name), "base64");
    return `url(data:image/svg+xml;base64,${svg})`;
  });
}

/** What lies outside the page is taken as the compiler built it, so that the browser runs the very code that Node runs. */
const asBuilt = {
  name: "as-built",
  resolveId: (source, importer) =>
    source.startsWith("../") && importer?.startsWith(page)
      ? join(root, "dist/web/page", relative(page, dirname(importer)), source)
      : undefined,
};

/** The compiled modules do nothing but define: what is not used of them is left out. Libraries say so for themselves. */
const treeshake = { moduleSideEffects: (id) => !id.startsWith(join(root, "dist")) };

/** How long the bundler took is nobody's concern. */
const checks = { pluginTimings: false };

async function script(entry) {
  const { build } = await import("vite");
  const onePiece = { codeSplitting: false };
  const built = await build({
    root: page,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    plugins: [asBuilt],
    worker: { format: "iife", plugins: () => [asBuilt], rolldownOptions: { treeshake, checks, output: onePiece } },
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: join(page, entry), treeshake, checks, output: onePiece },
    },
  });
  const [{ code }] = built.output;
  return code;
}
