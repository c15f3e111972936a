import { readdir } from "node:fs/promises";
import path from "node:path";
import type * as z from "zod/mini";
import { ReaderProfile } from "../../../shared/readers/reader-profile.ts";
import { errnoOf, loadCheckedJson } from "./load-checked-json.ts";
import type { SettingsFault } from "./settings-fault.ts";

/** The reader models a terminal knows. A wrong file costs only itself. */
export interface ReaderProfiles {
  /** The site's own first: of two profiles that claim a device the first is taken. */
  readonly profiles: readonly ReaderProfile[];
  /** Ids of the site's own. */
  readonly ownProfiles: readonly string[];
  /** Files that were left out because they are wrong. */
  readonly badProfiles: readonly SettingsFault[];
}

interface Loaded {
  readonly profiles: readonly ReaderProfile[];
  readonly faults: readonly SettingsFault[];
}

/**
 * Loads what is shipped and the site's own, which may not be there. An own profile takes the place of a shipped one with its id. Rejects
 * where the shipped folder cannot be read: the program is damaged.
 */
export async function loadReaderProfiles(shippedFolder: string, ownFolder: string): Promise<ReaderProfiles> {
  const [shipped, own] = await Promise.all([loadFolder(shippedFolder), loadOwnFolder(ownFolder)]);
  const ownProfiles = own.profiles.map(({ id }) => id);
  return {
    profiles: [...own.profiles, ...shipped.profiles.filter(({ id }) => !ownProfiles.includes(id))],
    ownProfiles,
    badProfiles: [...own.faults, ...shipped.faults],
  };
}

async function loadOwnFolder(folder: string): Promise<Loaded> {
  try {
    return await loadFolder(folder);
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === "ENOENT") return { profiles: [], faults: [] };
    const why = `cannot be read (${errno})`;
    return { profiles: [], faults: [{ code: "settings/invalid", file: folder, field: "", position: null, why }] };
  }
}

async function loadFolder(folder: string): Promise<Loaded> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  const results = await Promise.all(names.map((name) => loadCheckedJson(path.join(folder, name), profileIn(name))));
  return {
    profiles: results.flatMap((result) => (result.ok ? [result.value] : [])),
    faults: results.flatMap((result) => (result.ok ? [] : [result.error])),
  };
}

/** A profile is found by the name of its file, so no two files of a folder can be one reader. */
function profileIn(name: string): z.ZodMiniType<ReaderProfile> {
  return ReaderProfile.check(({ value, issues }) => {
    if (`${value.id}.json` === name) return;
    issues.push({ code: "custom", input: value, path: ["id"], message: "must be the name of the file" });
  });
}
