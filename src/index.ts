/** What analysts may script: reading, compiling, simulating, experimenting. */
export { type AuditLine, audit } from "./care/audit.js";
export { type Compiled, compile } from "./care/compile.js";
export { MEASURES, type MeasureKey, Measures } from "./care/measures.js";
export type { Legend, Plan } from "./care/plan.js";
export { simulate } from "./care/simulate.js";
export type { Tally } from "./care/tally.js";
export { type Calendar, type CalendarMaker, TournamentCalendar } from "./engine/calendar.js";
export { simjsCalendar } from "./engine/calendar-simjs.js";
export * from "./experiment/exact.js";
export { AuditBreach, type ExperimentOptions, runExperiment } from "./experiment/experiment.js";
export type { Comparison, Findings, MeasureFinding, ScenarioFindings } from "./experiment/findings.js";
export { here } from "./experiment/runners/here.js";
export type { Runner } from "./experiment/runners/runner.js";
export { threads } from "./experiment/runners/threads.js";
export { withRun } from "./experiment/settings.js";
export { ScenarioFaults } from "./scenario/faults.js";
export { readFolder, readPaths, readScenario } from "./scenario/read.js";
export type { ReadScenario, Scenario } from "./scenario/scenario.js";
