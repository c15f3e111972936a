import { readFile } from "node:fs/promises";
import type * as z from "zod/mini";
import { err, ok, type Result } from "../../../shared/basics/result.ts";
import { describeIssue, pathOf } from "./describe-issue.ts";
import { type LocatedJson, locateJson, positionAt } from "./locate-json.ts";
import type { SettingsFault } from "./settings-fault.ts";

/** Reads a JSON file and checks it. A missing file, bad JSON and a wrong field are told apart; the first wrong place is named. */
export async function loadCheckedJson<T>(file: string, schema: z.ZodMiniType<T>): Promise<Result<T, SettingsFault>> {
  const raw = await readFile(file, "utf8").catch((error: unknown) => ({ code: errnoOf(error) }));
  if (typeof raw !== "string") return err({ ...faultOf(file), why: `cannot be read (${raw.code})` });
  // A byte order mark is what Windows editors leave at the start; no editor counts it.
  const text = raw.replace(/^\uFEFF/, "");
  const located = locateJson(text);
  if (!located.ok) return err({ ...faultOf(file), position: positionAt(text, located.error), why: "is not JSON here" });
  const parsed = schema.safeParse(located.value.value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return err(
    issue === undefined ? { ...faultOf(file), why: "does not fit" } : issueFault(file, text, located.value, issue),
  );
}

function issueFault(
  file: string,
  text: string,
  { value, offsetOf }: LocatedJson,
  issue: z.core.$ZodIssue,
): SettingsFault {
  const path = pathOf(issue);
  return {
    ...faultOf(file),
    field: path.map(String).join("."),
    position: positionAt(text, offsetOf(path)),
    why: describeIssue(issue, valueAt(value, path) === undefined),
  };
}

function faultOf(file: string): Omit<SettingsFault, "why"> {
  return { code: "settings/invalid", file, field: "", position: null };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}

/** The system's name of a failure, such as `EACCES`. */
export function errnoOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
