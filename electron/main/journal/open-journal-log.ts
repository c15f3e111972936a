import { err, ok, type Result } from "../../../shared/basics/result.ts";
import { carryOver } from "./carry-over.ts";
import { freshNameOf, replaceFile } from "./durable-file.ts";
import { type OpenFault, readFault, type WriteFault, writeFault } from "./journal-fault.ts";
import { type JournalContent, putJournalFile, readJournalContent } from "./journal-file.ts";
import type { JournalFiles } from "./journal-files.ts";
import { JournalIndex } from "./journal-index.ts";
import { type JournalKey, type KeyProtection, obtainJournalKey } from "./journal-key.ts";
import { JournalLog, type LogPosition } from "./journal-log.ts";
import type { JournalRecord } from "./journal-record.ts";
import { rotateJournal } from "./rotate-journal.ts";

export interface OpenLogOptions {
  readonly files: JournalFiles;
  /** Folder of `file`; it exists and is held by this process. */
  readonly folder: string;
  readonly file: string;
  readonly keyProtections: readonly KeyProtection[];
  readonly nowMs: number;
  readonly businessDay: string;
}

/** An opened journal file with what it holds. */
export interface OpenedLog {
  readonly log: JournalLog;
  readonly index: JournalIndex;
  readonly protection: KeyProtection["kind"];
  /** The torn end of the last write, cut off and kept in a file of its own; null when there was none. */
  readonly torn: { readonly bytes: number; readonly file: string } | null;
  /** The file of an earlier day that was set aside for a new one; why that has to wait; or null when it was not called for. */
  readonly rotated: { readonly archive: string } | WriteFault | null;
  /** Entries of a run that did not close in order whose outcome was durable and may not have been seen: 0 or 1. */
  readonly settledUnseen: number;
}

/** Opens the journal file, or makes one where there is none. What it holds is durable before it is believed. */
export async function openJournalLog(options: OpenLogOptions): Promise<Result<OpenedLog, OpenFault>> {
  const { files, file } = options;
  // What a rewrite left that was cut off before its rename: nothing ever counted on it.
  await files.remove(freshNameOf(file));
  const existing = await files.read(file);
  if (!existing.ok) return err(readFault(existing.error, file));
  const key = await obtainJournalKey(options.keyProtections, existing.value !== undefined);
  if (!key.ok) return key;
  return existing.value === undefined
    ? createLog(options, key.value)
    : openExisting(options, key.value, existing.value);
}

async function createLog(options: OpenLogOptions, key: JournalKey): Promise<Result<OpenedLog, OpenFault>> {
  const { files, file, nowMs: atMs, businessDay } = options;
  const records: readonly JournalRecord[] = [{ kind: "begun", run: 0, atMs, businessDay }];
  const position = await putJournalFile(files, file, key.key, records);
  if (!position.ok) return position;
  const log = await openAtEnd(options, position.value);
  if (!log.ok) return log;
  const index = indexOf(records);
  return ok({ log: log.value, index, protection: key.protection, torn: null, rotated: null, settledUnseen: 0 });
}

async function openExisting(
  options: OpenLogOptions,
  key: JournalKey,
  bytes: Uint8Array,
): Promise<Result<OpenedLog, OpenFault>> {
  const content = readJournalContent(key.key, bytes, options.file);
  if (!content.ok) return content;
  const { records, position } = content.value;
  const torn = await keepTornTail(options, bytes.subarray(position.goodBytes));
  if (!torn.ok) return torn;
  const index = indexOf(records);
  const carried = carryOver(records, index, options.businessDay);
  const rotated = carried === undefined ? undefined : await rotate(options, content.value, bytes, carried);
  const log = await openAtEnd(options, rotated?.ok === true ? rotated.value.position : position);
  if (!log.ok) return log;
  return ok({
    log: log.value,
    index: rotated?.ok === true && carried !== undefined ? indexOf(carried) : index,
    protection: key.protection,
    torn: torn.value,
    rotated: rotationReport(rotated),
    settledUnseen: settledUnseen(records, index),
  });
}

type Rotated = Awaited<ReturnType<typeof rotateJournal>>;

function rotate(
  { files, folder, file }: OpenLogOptions,
  content: JournalContent,
  bytes: Uint8Array,
  carried: readonly JournalRecord[],
): Promise<Rotated> {
  const good = bytes.subarray(0, content.position.goodBytes);
  return rotateJournal({ files, folder, file, content, bytes: good, carried });
}

function rotationReport(rotated: Rotated | undefined): OpenedLog["rotated"] {
  if (rotated === undefined) return null;
  return rotated.ok ? { archive: rotated.value.archive } : rotated.error;
}

/**
 * Opens the file for appending, cut to its whole records, with content and name durable: what a killed run had written but not
 * synced would otherwise be believed now and could still be lost.
 */
async function openAtEnd(
  { files, folder, file }: OpenLogOptions,
  position: LogPosition,
): Promise<Result<JournalLog, WriteFault>> {
  const opened = await files.openAppend(file);
  if (!opened.ok) return err(writeFault(opened.error));
  const append = opened.value;
  const steps = [() => append.truncate(position.goodBytes), () => append.sync(), () => files.syncFolder(folder)];
  for (const step of steps) {
    const done = await step();
    if (done.ok) continue;
    await append.close();
    return err(writeFault(done.error));
  }
  return ok(new JournalLog(append, position));
}

async function keepTornTail(
  { files, file, nowMs }: OpenLogOptions,
  tail: Uint8Array,
): Promise<Result<OpenedLog["torn"], WriteFault>> {
  if (tail.length === 0) return ok(null);
  const aside = `${file}.torn-${nowMs}`;
  const kept = await replaceFile(files, aside, tail);
  return kept.ok ? ok({ bytes: tail.length, file: aside }) : err(writeFault(kept.error));
}

function indexOf(records: readonly JournalRecord[]): JournalIndex {
  const index = new JournalIndex();
  for (const record of records) index.apply(record);
  return index;
}

/** Counted before this run begins. */
function settledUnseen(records: readonly JournalRecord[], index: JournalIndex): number {
  if (records.at(-1)?.kind === "closed") return 0;
  const latest = records.findLast((record) => record.kind === "saved" && record.run === index.run);
  const item = latest?.kind === "saved" ? index.find(latest.entry.entryId) : undefined;
  return item?.kind === "entry" && item.state.kind === "settled" ? 1 : 0;
}
