import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { safeStorage } from "electron";
import type { Clock } from "../../shared/basics/clock.ts";
import { err, type Result } from "../../shared/basics/result.ts";
import type { BusinessDayOf } from "../../shared/region/business-day.ts";
import { durableFile } from "./journal/durable-file.ts";
import { type Journal, journalPaths, openJournal } from "./journal/journal.ts";
import { journalFaultCode, type OpenFault } from "./journal/journal-fault.ts";
import { createKeyFile, createOsKeyStore } from "./journal/journal-key.ts";
import { nodeJournalFiles } from "./journal/node-journal-files.ts";
import { systemProcessTable } from "./journal/process-table.ts";
import type { TerminalLog } from "./log/terminal-log.ts";
import type { StartFault } from "./shell/report-start-fault.ts";

export interface JournalPlace {
  readonly dataDir: string;
  /** Where the key lies if the system has no key store; outside the data folder. */
  readonly keyFile: string;
  readonly dayOf: BusinessDayOf;
  readonly clock: Clock;
  readonly log: TerminalLog;
}

/** Opens the terminal's journal on the real disk, with its key in the system's key store or else in a file of the account. */
export async function openTerminalJournal(place: JournalPlace): Promise<Result<Journal, StartFault>> {
  const { dataDir, keyFile, dayOf, clock, log } = place;
  const { wrappedKeyFile } = journalPaths(dataDir);
  const opened = await openJournal({
    files: nodeJournalFiles,
    dataFolder: dataDir,
    keyProtections: [
      createOsKeyStore(safeStorage, durableFile(nodeJournalFiles, wrappedKeyFile)),
      createKeyFile(durableFile(nodeJournalFiles, keyFile)),
    ],
    processes: systemProcessTable(),
    clock,
    dayOf,
    report: (level, event, fields) => log[level](event, fields),
    pause: (ms) => pause(ms),
  });
  return opened.ok ? opened : err({ code: journalFaultCode(opened.error), detail: detailOf(opened.error) });
}

function detailOf(fault: OpenFault): string {
  switch (fault.kind) {
    case "in-use":
      return fault.pid === null ? "another program has this data folder" : `process ${fault.pid} has this data folder`;
    case "corrupt":
      return `${path.basename(fault.file)}, byte ${fault.offset}`;
    case "key-lost":
      return `expected at ${fault.expectedAt.join(" or ")}`;
    case "key-locked":
      return "the system's key store does not open it now";
    case "disk-full":
    case "write-failed":
      return `${fault.operation}: ${fault.errno}`;
    case "unreadable":
      return `${fault.file}, ${fault.operation}: ${fault.errno}`;
    case "newer-version":
    case "key-wrong":
      return fault.file;
    default:
      return fault satisfies never;
  }
}
