import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ZodType } from "zod";
import { sensitivitySchema } from "../experiment/sensitivity-schema.js";
import { sizeSchema } from "../experiment/size-findings.js";
import { verificationSchema } from "../experiment/verify-schema.js";
import type { PaperOptions } from "../report/paper.js";
import { UsageError } from "./errors.js";

/**
 * What other commands have left in a run's folder for its paper: `sensitivity.json`, `size.json`, `verification.json`.
 * @throws {UsageError} where one of them is not what its command writes
 */
export function besideRun(folder: string): Pick<PaperOptions, "sensitivity" | "size" | "verification"> {
  const sensitivity = read(join(folder, "sensitivity.json"), sensitivitySchema, "careshift sensitivity");
  const size = read(join(folder, "size.json"), sizeSchema, "careshift size");
  const verification = read(join(folder, "verification.json"), verificationSchema, "careshift verify --json");
  return { ...(sensitivity && { sensitivity }), ...(size && { size }), ...(verification && { verification }) };
}

function read<T>(file: string, schema: ZodType<T>, command: string): T | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new UsageError(`${file} is not what ${command} of this version writes; make it again, or take it away`);
  }
}
