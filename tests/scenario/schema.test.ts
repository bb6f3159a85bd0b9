import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { scenarioJsonSchema } from "../../src/scenario/schema.js";

type Json = { [key: string]: Json } & { description?: string; additionalProperties?: unknown; anyOf?: Json[] };

const schema = scenarioJsonSchema() as Json;
const example = parse(readFileSync("tests/scenario/fixtures/example/baseline.yaml", "utf8"));

/** Every object of the schema with its path. */
function objects(json: unknown, path: string): [string, Json][] {
  if (Array.isArray(json)) return json.flatMap((each, i) => objects(each, `${path}.${i}`));
  if (typeof json !== "object" || json === null) return [];
  const below = Object.entries(json).flatMap(([key, each]) => objects(each, `${path}.${key}`));
  return [[path, json as Json], ...below];
}

/** Keys that a mapping of the scenario has and its schema does not, all the way down where the schema names properties. */
function strangers(value: unknown, json: Json | undefined, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each, i) => strangers(each, json?.items, `${path}.${i}`));
  if (typeof value !== "object" || value === null || !json || json.anyOf) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    const known = json.properties?.[key] ?? (json.additionalProperties as Json | false | undefined);
    return known ? strangers(each, known, `${path}.${key}`) : [`${path}.${key}`];
  });
}

describe("The JSON Schema", () => {
  test("it knows every key of the example", () => {
    expect(strangers(example, schema, "")).toEqual([]);
  });

  test("it refuses keys that it does not know, at the top and below", () => {
    expect(schema.additionalProperties).toBe(false);
    expect(schema.properties?.run?.additionalProperties).toBe(false);
    const places = schema.properties?.places as Json;
    expect((places.additionalProperties as Json).additionalProperties).toBe(false);
    expect(strangers({ run: { lenght: 1 } }, schema, "")).toEqual([".run.lenght"]);
  });

  test("it wants the version and a name, and leaves the rest to what is extended", () => {
    expect(schema.required).toEqual(["careshift", "name"]);
    expect(schema.properties?.careshift).toMatchObject({ const: 1 });
  });

  test("every key is described, for it is the reference manual", () => {
    const properties = objects(schema, "").filter(([path]) =>
      /^(\.items|\.additionalProperties|\.properties\.[a-z-]+)*\.properties\.[a-z-]+$/.test(path),
    );
    const silent = properties.filter(([, json]) => !json.description);
    expect(silent.map(([path]) => path)).toEqual([]);
    expect(properties.length).toBeGreaterThan(60);
  });

  test("a number is plain or in its long form, and a rate says its units", () => {
    const place = schema.properties?.places?.additionalProperties as Json;
    expect(place.properties?.beds?.anyOf).toEqual([{ $ref: "#/definitions/whole-number" }]);
    const [plain, long] = schema.definitions?.["whole-number"]?.anyOf ?? [];
    expect(plain).toMatchObject({ type: ["integer", "string"] });
    expect(Object.keys(long?.properties ?? {})).toEqual([
      "value",
      "low",
      "high",
      "source",
      "why",
      "confidence",
      "range",
    ]);
    const need = schema.properties?.needs?.additionalProperties as Json;
    const [rate] = (need.properties?.rate?.anyOf ?? []) as unknown as { $ref: string }[];
    expect(JSON.stringify(schema.definitions?.[rate?.$ref.split("/")[2] ?? ""])).toContain("rate-of-people");
    expect(JSON.stringify(schema.definitions?.["rate-of-people"])).toContain("12 per 1000 people per year");
  });

  test("all that it points to is there, and it is small enough for an editor", () => {
    const text = JSON.stringify(schema);
    const pointed = [...text.matchAll(/"\$ref":"#\/definitions\/([^"]+)"/g)].map(([, name]) => name as string);
    expect([...new Set(pointed)].sort()).toEqual(Object.keys(schema.definitions ?? {}).sort());
    expect(text.length).toBeLessThan(100_000);
  });

  test("it is of draft 7", () => {
    expect(schema.$schema).toBe("http://json-schema.org/draft-07/schema#");
  });
});
