import { basename } from "node:path";
import type { ReaderProfiles } from "./load-reader-profiles.ts";
import { describeSettingsFault, type SettingsFault } from "./settings-fault.ts";

/** A reader that is named by its path, as site file and command line name it. */
export interface NamedReader {
  readonly profileId: string;
  readonly path: string;
}

export interface NamedReaderFault {
  readonly index: number;
  readonly field: keyof NamedReader;
  readonly why: string;
}

/**
 * The first named reader that could never be opened: no profile of that id was loaded, or its path stands there already. Where a profile
 * was left out because it is wrong, that is most likely why, and its fault is told as well.
 */
export function findReaderFault(
  named: readonly NamedReader[],
  { profiles, badProfiles }: Pick<ReaderProfiles, "profiles" | "badProfiles">,
): NamedReaderFault | undefined {
  for (const [index, { profileId, path }] of named.entries()) {
    if (!profiles.some(({ id }) => id === profileId))
      return { index, field: "profileId", why: whyUnknown(profileId, badProfiles) };
    if (named.findIndex((other) => other.path === path) < index)
      return { index, field: "path", why: "names a path for the second time" };
  }
  return undefined;
}

function whyUnknown(profileId: string, badProfiles: readonly SettingsFault[]): string {
  const bad = badProfiles.find(({ file }) => basename(file) === `${profileId}.json`) ?? badProfiles[0];
  const leftOut = bad === undefined ? "" : `; one was left out: ${describeSettingsFault(bad)}`;
  return `must name a reader profile${leftOut}`;
}
