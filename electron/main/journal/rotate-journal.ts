import path from "node:path";
import { toHex } from "../../../shared/basics/bytes.ts";
import { err, ok, type Result } from "../../../shared/basics/result.ts";
import { replaceFile } from "./durable-file.ts";
import { type WriteFault, writeFault } from "./journal-fault.ts";
import { type JournalContent, putJournalFile } from "./journal-file.ts";
import type { JournalFiles } from "./journal-files.ts";
import type { LogPosition } from "./journal-log.ts";
import type { JournalRecord } from "./journal-record.ts";

/** Days of work whose files are kept beside the present one. Counted in files, so that a clock set wrong by years drops none early. */
const keptArchives = 31;

export interface Rotation {
  readonly files: JournalFiles;
  readonly folder: string;
  readonly file: string;
  readonly content: JournalContent;
  /** The old file's bytes up to its last whole record. */
  readonly bytes: Uint8Array;
  /** What the new file begins with. */
  readonly carried: readonly JournalRecord[];
}

/**
 * Begins a new day's file, so that opening costs no more than a day's work. The old one is copied aside whole before it is replaced: cut off
 * anywhere, the one under the journal's name is complete, and doing it again gives the same.
 */
export async function rotateJournal(
  rotation: Rotation,
): Promise<Result<{ readonly archive: string; readonly position: LogPosition }, WriteFault>> {
  const { files, folder, file, content } = rotation;
  const { key, fileId } = content.position.sealer;
  const first = content.records[0];
  const day = first?.kind === "begun" ? first.businessDay : "0000-00-00";
  const archive = `entries-${day}-${toHex(fileId).slice(0, 8)}.kalian`;
  const copied = await replaceFile(files, path.join(folder, archive), rotation.bytes);
  if (!copied.ok) return err(writeFault(copied.error));
  const position = await putJournalFile(files, file, key, rotation.carried);
  if (!position.ok) return position;
  await dropOldArchives(files, folder);
  return ok({ archive, position: position.value });
}

async function dropOldArchives(files: JournalFiles, folder: string): Promise<void> {
  const names = await files.list(folder);
  if (!names.ok) return;
  const archives = names.value.filter((name) => /^entries-\d{4}-\d\d-\d\d-[0-9a-f]{8}\.kalian$/.test(name)).sort();
  for (const name of archives.slice(0, -keptArchives)) await files.remove(path.join(folder, name));
}
