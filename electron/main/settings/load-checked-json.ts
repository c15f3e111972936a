import { readFile } from "node:fs/promises";
import type * as z from "zod/mini";
import { err, ok, type Result } from "../../../shared/basics/result.ts";
import { describeIssue, pathOf } from "./describe-issue.ts";
import { type JsonPlaces, positionAt, scanJson } from "./scan-json.ts";
import type { SettingsFault } from "./settings-fault.ts";

/** Reads a JSON file and checks it. A missing file, bad JSON and a wrong field are told apart; the first wrong place is named. */
export async function loadCheckedJson<T>(file: string, schema: z.ZodMiniType<T>): Promise<Result<T, SettingsFault>> {
  const raw = await readFile(file, "utf8").catch((error: unknown) => ({ code: errorCode(error) }));
  if (typeof raw !== "string") return err({ ...faultOf(file), why: `cannot be read (${raw.code})` });
  // A byte order mark is what Windows editors leave at the start; no editor counts it.
  const text = raw.replace(/^\uFEFF/, "");
  const places = scanJson(text);
  if (!places.ok) return err({ ...faultOf(file), position: positionAt(text, places.error), why: "is not JSON here" });
  const value: unknown = JSON.parse(text);
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return err(
    issue === undefined
      ? { ...faultOf(file), why: "does not fit" }
      : issueFault(file, text, value, places.value, issue),
  );
}

function issueFault(
  file: string,
  text: string,
  value: unknown,
  places: JsonPlaces,
  issue: z.core.$ZodIssue,
): SettingsFault {
  const path = pathOf(issue);
  return {
    ...faultOf(file),
    field: path.map(String).join("."),
    position: positionAt(text, places.offsetOf(path)),
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

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
