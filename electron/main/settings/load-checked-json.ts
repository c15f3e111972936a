import { readFile } from "node:fs/promises";
import type * as z from "zod/mini";
import { err, ok, type Result } from "../../../shared/basics/result.ts";
import type { SettingsFault } from "./settings-fault.ts";

/** Reads a JSON file and checks it. A missing file, bad JSON and a wrong field are told apart; the first wrong field is named. */
export async function loadCheckedJson<T>(file: string, schema: z.ZodMiniType<T>): Promise<Result<T, SettingsFault>> {
  const text = await readFile(file, "utf8").catch((error: unknown) => ({ code: errorCode(error) }));
  if (typeof text !== "string")
    return err({ code: "settings/invalid", file, field: "", why: `cannot be read (${text.code})` });
  const json = parseJson(text);
  if (!json.ok) return err({ code: "settings/invalid", file, field: "", why: "is not JSON" });
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return err({
    code: "settings/invalid",
    file,
    field: issue?.path.map(String).join(".") ?? "",
    why: issue?.message ?? "does not fit",
  });
}

function parseJson(text: string): Result<unknown, "not-json"> {
  try {
    // A byte order mark is what Windows editors leave at the start.
    return ok(JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch {
    return err("not-json");
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
