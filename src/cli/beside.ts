import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ZodType } from "zod";
import type { Identity } from "../experiment/findings.js";
import { sensitivitySchema } from "../experiment/sensitivity-schema.js";
import { sizeSchema } from "../experiment/size-findings.js";
import { verificationSchema } from "../experiment/verify-schema.js";
import type { PaperOptions } from "../report/paper.js";
import { UsageError } from "./errors.js";
import { fromHere } from "./files.js";

type Beside = Pick<PaperOptions, "sensitivity" | "size" | "verification">;

/** Why something that lies beside a run is none of it. */
interface Stranger {
  file: string;
  /** Follows “is”. */
  of: string;
  /** What to type. */
  again: string;
}

/**
 * What other commands have left in a run's folder for its paper: `sensitivity.json`, `size.json`, `verification.json`. What is not
 * of this run's scenarios as they were run, or of its version, is left out of the paper, and said.
 * @throws {UsageError} where one of them is not what its command writes
 */
export function besideRun(folder: string, run: Identity, say: (line: string) => void = console.error): Beside {
  const own = <T>(file: string, schema: ZodType<T>, command: string, judge: (found: T) => string | undefined) => {
    const path = join(folder, file);
    const found = read(path, schema, command);
    const of = found && judge(found);
    if (of !== undefined) say(leftOut({ file: fromHere(path), of, again: command }));
    return of === undefined ? found : undefined;
  };
  const ofModels = ({ identity }: { identity: { models?: string[] | undefined } }) => otherModels(identity.models, run);
  const sensitivity = own("sensitivity.json", sensitivitySchema, "careshift sensitivity", ofModels);
  const size = own("size.json", sizeSchema, "careshift size", ofModels);
  const verification = own("verification.json", verificationSchema, "careshift verify --json", ({ identity }) =>
    identity.version === run.version ? undefined : `of Careshift ${identity.version}, and the run of ${run.version}`,
  );
  return { ...(sensitivity && { sensitivity }), ...(size && { size }), ...(verification && { verification }) };
}

/** A scenario with anything changed since is another. */
function otherModels(models: readonly string[] | undefined, run: Identity): string | undefined {
  if (models === undefined || run.models === undefined)
    return "perhaps of other scenarios than the run (one of the two was made by an earlier version, which did not keep that)";
  return models.every((model) => run.models?.includes(model))
    ? undefined
    : "of another scenario than those of the run, or of one of them before or after it was changed";
}

function leftOut({ file, of, again }: Stranger): string {
  return `${file} is ${of}: left out of the paper; make it again by ${again}, or take it away`;
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
