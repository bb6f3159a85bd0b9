/** The house plan's two rules: a floor imports only what stands below it; what must run in a browser imports nothing of Node. */
const floors = ["scenario|engine", "care", "experiment", "report|store", "web", "cli"];
const upwards = floors.slice(0, -1).map((floor, i) => ({
  name: `floor-${i + 1}-imports-nothing-above`,
  comment: `${floor.replaceAll("|", " and ")} may not import from the floors above`,
  severity: "error",
  from: { path: `^src/(${floor})/` },
  to: { path: `^src/(${floors.slice(i + 1).join("|")})/` },
}));

module.exports = {
  forbidden: [
    ...upwards,
    {
      name: "engine-imports-nothing-of-the-project",
      severity: "error",
      from: { path: "^src/engine/" },
      to: { path: "^src/(?!engine/)" },
    },
    {
      name: "scenario-and-engine-are-side-by-side",
      comment: "of the engine, scenario takes its laws and the least and the most of numbers",
      severity: "error",
      from: { path: "^src/scenario/" },
      to: { path: "^src/engine/", pathNot: "^src/engine/(laws|extremes)\\.ts$" },
    },
    {
      name: "nothing-of-node-in-the-browser",
      comment: "engine, care, scenario (but file reading), experiment (but runners on threads) and the page run in a browser",
      severity: "error",
      from: {
        path: "^src/(engine|care|scenario|experiment|web/planning|web/page)/",
        pathNot: "^src/(scenario/read|experiment/runners/(redraw-)?(threads|worker))\\.ts$",
      },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "nothing-that-needs-node-in-the-browser",
      severity: "error",
      from: {
        path: "^src/(engine|care|scenario|experiment|web/planning|web/page)/",
        pathNot: "^src/(scenario/read|experiment/runners/(redraw-)?(threads|worker))\\.ts$",
      },
      to: { path: "^(src/scenario/read|src/experiment/runners/(redraw-)?(threads|worker)|node_modules/piscina)" },
    },
    {
      name: "the-paper-is-made-in-a-browser-too",
      comment: "of report, only what prints, reads a theme, makes pixels or starts threads needs Node",
      severity: "error",
      from: { path: "^src/report/", pathNot: "^src/report/(browser|held-page|pdf(-pack)?|read-theme|pictures|png|makers?)\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    { name: "no-circles", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    { name: "no-orphans", severity: "error", from: { orphan: true, pathNot: "^src/(ready\\.mjs|index\\.ts)$" }, to: {} },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".mjs", ".js"] },
  },
};
