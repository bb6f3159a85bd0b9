/** Lines that only some scenarios have: clocks, targets of waits, outliers, escalation beds, cancellations, settings and staff. */
import type { Group, MeasureKey } from "../care/measures.js";
import type { ScenarioFindings } from "../experiment/findings.js";
import type { PlaceFound } from "./look-up.js";
import type { Names } from "./names.js";
import { type Row, row } from "./row.js";

/** Of every place: who lies in it that belongs elsewhere, its escalation beds, who needs less than it, and who was sent back to a list. */
export function wardRows(baseline: ScenarioFindings): Row[] {
  return baseline.places.flatMap(({ name, label }) => [
    row("outliers", name, `${label}: outliers in its beds, mean`, `Outliers in the beds of ${label}`, { key: true }),
    row("escalation-days", name, `${label}: escalation bed days a year`, `Escalation bed days a year at ${label}`, {
      key: true,
    }),
    row(
      "wrong-level",
      name,
      `${label}: people at the wrong level of care, mean`,
      `People at ${label} who need no more than a lower level of care`,
      { key: true },
    ),
    row(
      "cancelled",
      name,
      `${label}: cancelled for want of a bed, a year`,
      `People cancelled for want of a bed at ${label}, a year,`,
      { key: true },
    ),
  ]);
}

/** Of every clock, the share in time. */
export function clockRows(baseline: ScenarioFindings, names: Names): Row[] {
  return ofGroups(baseline, "clock-in-time", "clock").map(({ group, key }) => ({
    ...row("clock-in-time", null, `${names.of(key)}: share in time`, `The share in time for “${names.of(key)}”`, {
      one: true,
      key: true,
    }),
    group,
  }));
}

/** Of every clock, how long the slowest take. */
export function slowClockRows(baseline: ScenarioFindings, names: Names): Row[] {
  return ofGroups(baseline, "clock-p95", "clock").map(({ group, key }) => ({
    ...row(
      "clock-p95",
      null,
      `${names.of(key)}: time that one in twenty exceeds, days`,
      `The time for “${names.of(key)}” that one in twenty exceeds, in days,`,
      { one: true },
    ),
    group,
  }));
}

/** Of every place with a `wait-target`, the share who wait no longer. */
export function waitTargetRows(baseline: ScenarioFindings): Row[] {
  return placesWith(baseline, "waits-in-target").map(({ name, label }) =>
    row(
      "waits-in-target",
      name,
      `${label}: share who wait no longer than its target`,
      `The share at ${label} who wait no longer than its target`,
      { one: true, key: true },
    ),
  );
}

export function careHomeRows(): Row[] {
  const words = "Admissions to care homes a year";
  return [row("care-home-admissions", null, words, words, { key: true })];
}

/** All deaths, in which settings, and how many where they wished; only where places say their setting. */
export function placeOfDeathRows(baseline: ScenarioFindings, names: Names): Row[] {
  const settings = ofGroups(baseline, "deaths", "setting");
  if (settings.length === 0) return [];
  return [
    row("deaths", null, "Deaths a year, in care and outside", "Deaths a year, in care and outside,", {}),
    ...settings.map(({ group, key }) => ({
      ...row("deaths", null, `of which ${inSetting(key, names)}`, `Deaths ${inSetting(key, names)}, a year,`, {
        key: true,
      }),
      group,
      isPart: true,
    })),
    row(
      "died-where-wished",
      null,
      "Died where they wished to",
      "The share of those who died who did so where they wished",
      { one: true, key: true },
    ),
  ];
}

/** `at home`, `in community hospital`. */
function inSetting(setting: string, names: Names): string {
  const words = names.of(setting).toLowerCase();
  if (setting === "home") return "at home";
  return setting === "primary-care" || setting === "intermediate-care" ? `in ${words}` : `in the ${words}`;
}

/** Whole-time equivalents wanted in the whole system. */
export function staffRow(): Row {
  return row("staff", null, "Staff wanted for what is open, WTE", "Staff wanted for what is open (WTE)", { key: true });
}

/** The same of each place that has any. */
export function staffByPlaceRows(baseline: ScenarioFindings): Row[] {
  return placesWith(baseline, "staff").map(({ name, label }) => ({
    ...row("staff", name, `of which ${label}`, `Staff wanted for ${label} (WTE)`, { key: true }),
    isPart: true,
  }));
}

function placesWith(baseline: ScenarioFindings, measure: string): PlaceFound[] {
  return baseline.places.filter(({ name }) =>
    allKeys(baseline).some((m) => m.measure === measure && m.place === name && m.group === null),
  );
}

/** What is measured, also where there was nobody. */
function allKeys({ measures, unmeasured = [] }: ScenarioFindings): MeasureKey[] {
  return [...measures, ...unmeasured];
}

function ofGroups(
  baseline: ScenarioFindings,
  measure: string,
  by: "clock" | "setting",
): { group: Group; key: string }[] {
  return allKeys(baseline).flatMap((m) => {
    const key = m.measure === measure && m.group !== null ? (m.group as Record<string, string>)[by] : undefined;
    return key === undefined || m.group === null ? [] : [{ group: m.group, key }];
  });
}
