import { randomBytes } from "node:crypto";
import { open, stat } from "node:fs/promises";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import * as z from "zod/mini";
import { anEntry } from "../../electron/main/journal/journal.fixture.ts";
import { newFileId } from "../../electron/main/journal/journal-format.ts";
import { JournalLog } from "../../electron/main/journal/journal-log.ts";
import { encodeJournalRecord } from "../../electron/main/journal/journal-record.ts";
import { nodeJournalFiles } from "../../electron/main/journal/node-journal-files.ts";

/** What the worker prints: milliseconds of each record, in the order of writing. */
export const JournalTimes = z.object({ floor: z.array(z.number()), product: z.array(z.number()) });
export type JournalTimes = z.infer<typeof JournalTimes>;

const recordsARound = 50;
const warmUpRecords = 100;

/** Writes a saved entry's record by the journal's own append and, in turn, as many bytes to a bare file. */
export async function measureJournal(folder: string, rounds: number): Promise<JournalTimes> {
  const file = path.join(folder, "journal");
  const log = await openLog(file);
  const bare = await open(path.join(folder, "bare"), "a");
  const record = savedRecord();
  const product = async (): Promise<void> => {
    const added = await log.append(record);
    if (!added.ok) throw new Error(`a record was not added: ${added.error.kind}`);
  };
  await product();
  const bytes = randomBytes((await stat(file)).size);
  const floor = async (): Promise<void> => {
    await bare.write(bytes);
    await bare.datasync();
  };
  const times: JournalTimes = { floor: [], product: [] };
  for (let index = -warmUpRecords; index < rounds * recordsARound; index += 1) {
    // What either left for later, between two people at a counter, is done before the other's time begins.
    await nextTurn();
    const floorMs = await timeOf(floor);
    await nextTurn();
    const took = { floor: floorMs, product: await timeOf(product) };
    if (index < 0) continue;
    times.floor.push(took.floor);
    times.product.push(took.product);
  }
  await bare.close();
  await log.close();
  return times;
}

async function openLog(file: string): Promise<JournalLog> {
  const opened = await nodeJournalFiles.openAppend(file);
  if (!opened.ok) throw new Error(`the journal's file did not open: ${opened.error.errno}`);
  const sealer = { key: randomBytes(32), fileId: newFileId() };
  return new JournalLog(opened.value, { sealer, sequence: 0, goodBytes: 0 });
}

/** The largest record that a counter writes for every card. */
function savedRecord(): Uint8Array {
  const { request, ...entry } = anEntry(1);
  const body = JSON.stringify(request);
  return encodeJournalRecord({ kind: "saved", run: 1, atMs: entry.savedAtMs, entry, body, sendNow: true });
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const fromMs = performance.now();
  await work();
  return performance.now() - fromMs;
}
