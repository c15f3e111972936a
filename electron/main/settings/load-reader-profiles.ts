import { readdir } from "node:fs/promises";
import path from "node:path";
import { ReaderProfile } from "../../../shared/readers/reader-profile.ts";
import { errnoOf, loadCheckedJson } from "./load-checked-json.ts";
import type { SettingsFault } from "./settings-fault.ts";

/** The reader models a terminal knows. A wrong file costs only itself. */
export interface ReaderProfiles {
  readonly profiles: readonly ReaderProfile[];
  /** Ids of the site's own profiles that are used. */
  readonly ownProfiles: readonly string[];
  /** Files that were left out because they are wrong. */
  readonly badProfiles: readonly SettingsFault[];
}

interface Loaded {
  readonly profiles: ReadonlyMap<string, ReaderProfile>;
  readonly faults: readonly SettingsFault[];
}

/** Loads what is shipped and the site's own, which may not be there. An own profile takes the place of a shipped one with its id. */
export async function loadReaderProfiles(shippedFolder: string, ownFolder: string): Promise<ReaderProfiles> {
  const [shipped, own] = await Promise.all([loadFolder(shippedFolder), loadFolder(ownFolder)]);
  return {
    profiles: [...new Map([...shipped.profiles, ...own.profiles]).values()],
    ownProfiles: [...own.profiles.keys()],
    badProfiles: [...shipped.faults, ...own.faults],
  };
}

async function loadFolder(folder: string): Promise<Loaded> {
  const names = await readdir(folder).catch((error: unknown) => errnoOf(error));
  if (typeof names === "string")
    return { profiles: new Map(), faults: names === "ENOENT" ? [] : [wrong(folder, "", `cannot be read (${names})`)] };
  const files = names.filter((name) => name.endsWith(".json")).sort();
  const results = await Promise.all(files.map((name) => loadCheckedJson(path.join(folder, name), ReaderProfile)));
  const profiles = new Map<string, ReaderProfile>();
  const faults: SettingsFault[] = [];
  for (const [index, result] of results.entries()) {
    if (!result.ok) faults.push(result.error);
    else if (profiles.has(result.value.id))
      faults.push(wrong(path.join(folder, files[index] ?? ""), "id", "is the id of another file in this folder"));
    else profiles.set(result.value.id, result.value);
  }
  return { profiles, faults };
}

function wrong(file: string, field: string, why: string): SettingsFault {
  return { code: "settings/invalid", file, field, position: null, why };
}
