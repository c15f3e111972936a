import { assertNever } from "../../../shared/basics/assert-never.ts";
import { err, ok, type Result } from "../../../shared/basics/result.ts";
import { freshNameOf, prepareFile } from "./durable-file.ts";
import { type OpenFault, type WriteFault, writeFault } from "./journal-fault.ts";
import type { JournalFiles } from "./journal-files.ts";
import { encodeHeader, encodeRecord, type FormatFault, newFileId, scanJournal } from "./journal-format.ts";
import type { LogPosition } from "./journal-log.ts";
import { decodeJournalRecord, encodeJournalRecord, type JournalRecord } from "./journal-record.ts";

/** A journal file read whole: its records, and where its end is. */
export interface JournalContent {
  readonly records: readonly JournalRecord[];
  readonly position: LogPosition;
}

/** Reads a journal file's bytes. Never throws; bytes behind `position.goodBytes` are the torn end of a last write. */
export function readJournalContent(
  key: Uint8Array,
  bytes: Uint8Array,
  file: string,
): Result<JournalContent, OpenFault> {
  const scanned = scanJournal(key, bytes);
  if (!scanned.ok) return err(faultOf(scanned.error, file));
  const { fileId, plains, goodBytes } = scanned.value;
  const records: JournalRecord[] = [];
  for (const plain of plains) {
    const record = decodeJournalRecord(plain);
    if (record === undefined) return err({ kind: "newer-version", file });
    records.push(record);
  }
  return ok({ records, position: { sealer: { key, fileId }, sequence: records.length, goodBytes } });
}

/**
 * Puts a new journal file with these records under the journal's name. Its content is durable before it gets the name; the name is not before
 * the folder is synced. When it fails, the old file still has the name.
 */
export async function putJournalFile(
  files: JournalFiles,
  file: string,
  key: Uint8Array,
  records: readonly JournalRecord[],
): Promise<Result<LogPosition, WriteFault>> {
  const sealer = { key, fileId: newFileId() };
  const sealed = records.map((record, sequence) => encodeRecord(sealer, sequence, encodeJournalRecord(record)));
  const bytes = Buffer.concat([encodeHeader(sealer.fileId), ...sealed]);
  const prepared = await prepareFile(files, file, bytes);
  const renamed = prepared.ok ? await files.rename(freshNameOf(file), file) : prepared;
  if (!renamed.ok) return err(writeFault(renamed.error));
  return ok({ sealer, sequence: records.length, goodBytes: bytes.length });
}

function faultOf(fault: FormatFault, file: string): OpenFault {
  switch (fault.kind) {
    case "no-header":
      return { kind: "corrupt", file, offset: 0 };
    case "corrupt":
      return { kind: "corrupt", file, offset: fault.offset };
    case "newer-version":
    case "key-wrong":
      return { kind: fault.kind, file };
    default:
      return assertNever(fault);
  }
}
