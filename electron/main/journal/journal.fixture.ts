import path from "node:path";
import type { Entry } from "../../../shared/association/entry.ts";
import type { Failure, RawReply } from "../../../shared/association/outcome.ts";
import { FakeClock } from "../../../shared/basics/fake-clock.ts";
import { err, type Result } from "../../../shared/basics/result.ts";
import { createBusinessDays } from "../../../shared/region/business-day.ts";
import { durableFile } from "./durable-file.ts";
import { ForgetfulJournalFiles } from "./forgetful-journal-files.ts";
import { type Journal, type JournalOptions, openJournal } from "./journal.ts";
import type { FileFault, FileResult, JournalFiles } from "./journal-files.ts";
import { createKeyFile } from "./journal-key.ts";
import type { ProcessTable } from "./process-table.ts";

const dataFolder = "/data";
export const journalFile = "/data/journal/entries.kalian";
export const keyFile = "/keys/journal";
/** 10:00 on 2026-03-12 in Shanghai. */
export const morningMs = Date.parse("2026-03-12T02:00:00.000Z");

/** The n-th id of a test; ids sort by n. */
export function idOf(n: number): string {
  return `01933b7e-5c00-7000-8000-${n.toString(16).padStart(12, "0")}`;
}

/** Number n's entry, made on the morning of 2026-03-12. */
export function anEntry(n: number, more: Partial<Entry> = {}): Entry {
  return {
    entryId: idOf(n),
    request: {
      cardNumber: "A12345674",
      numberCheck: "fits",
      medium: { kind: "none", reason: "card-damaged" },
      proof: { kind: "holderCompared" },
      operatorId: "T001",
      lookUpId: null,
      madeAt: "2026-03-12T02:00:00.000Z",
    },
    businessDay: "2026-03-12",
    savedAtMs: morningMs,
    deadlineAtMs: morningMs + 24 * 3_600_000,
    shown: { cardNumberMasked: "A12****74", holderNameMasked: null, how: "none" },
    ...more,
  };
}

/** The service's 201 for an entry. */
export function confirmedReply(entryId: string): RawReply {
  return {
    status: 201,
    body: {
      outcome: "confirmed",
      entryId,
      eventId: idOf(0xfff),
      recordedAt: "2026-03-12T02:00:01.000Z",
      businessDay: "2026-03-12",
      holder: { nameMasked: "测**", socialSecurityNumberMasked: "320100****1234" },
      cardNumberMasked: "A12****74",
    },
  };
}

/** A problem of the service as it comes off the wire. */
export function problemReply(status: number, code: string, more: Record<string, unknown> = {}): RawReply {
  return { status, body: { type: "about:blank", title: code, status, code, instance: "ref-1", ...more } };
}

export const away: Failure = { code: "service/away", reference: null, retryAfterMs: null };
export const timeout: Failure = { code: "service/timeout", reference: null, retryAfterMs: null };

/** Processes by number: only those in `running` run. */
export function aProcessTable(pid: number, running: ReadonlySet<number>): ProcessTable {
  return { self: { boot: "b", pid, startTicks: pid }, isRunning: (mark) => running.has(mark.pid) };
}

/** One machine with its files, on which journals are opened by processes that can be killed. */
export class Counter {
  readonly clock: FakeClock;
  files: ForgetfulJournalFiles;
  readonly running = new Set<number>();
  readonly reports: string[] = [];
  #nextPid = 100;

  constructor() {
    this.clock = new FakeClock(morningMs);
    this.files = new ForgetfulJournalFiles();
  }

  /** Options of a new process's journal. */
  options(more: Partial<JournalOptions> = {}): JournalOptions {
    const pid = this.#nextPid;
    this.#nextPid += 1;
    this.running.add(pid);
    const files = more.files ?? this.files;
    return {
      files,
      dataFolder,
      keyProtections: [createKeyFile(durableFile(files, keyFile))],
      processes: aProcessTable(pid, this.running),
      clock: this.clock,
      dayOf: createBusinessDays("Asia/Shanghai"),
      report: (_, event) => this.reports.push(event),
      pause: () => Promise.resolve(),
      ...more,
    };
  }

  /** A new process opens the journal. */
  async open(more: Partial<JournalOptions> = {}): Promise<Journal> {
    return get(await openJournal(this.options(more)));
  }

  /** Every process is gone, as by SIGKILL; the system keeps what was written. */
  kill(): void {
    this.running.clear();
  }

  /** Every process is gone and the disk has only what was durable, and any `survives` of the rest. */
  cutPower(survives: (unsyncedBytes: number) => number = () => 0): void {
    this.kill();
    this.files = this.files.cutPower(survives);
  }
}

/** The value of a result that must be a success. */
export function get<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`expected a success: ${JSON.stringify(result.error)}`);
  return result.value;
}

/**
 * Files with someone watching: told each call as `operation name`, and may make it fail. A failing append writes half of its bytes first, as a
 * full disk does.
 */
export function watchedFiles(
  files: JournalFiles,
  onCall: (call: string) => FileFault["kind"] | undefined,
): JournalFiles {
  const watch = <T>(operation: string, file: string, work: () => FileResult<T>): FileResult<T> => {
    const kind = onCall(`${operation} ${path.basename(file)}`);
    return kind === undefined ? work() : Promise.resolve(err({ kind, operation, errno: "E" }));
  };
  return {
    makeFolder: (folder) => watch("makeFolder", folder, () => files.makeFolder(folder)),
    list: (folder) => watch("list", folder, () => files.list(folder)),
    read: (file) => watch("read", file, () => files.read(file)),
    createExclusive: (file) => files.createExclusive(file),
    rename: (from, to) => watch("rename", to, () => files.rename(from, to)),
    remove: (file) => files.remove(file),
    syncFolder: (folder) => watch("syncFolder", folder, () => files.syncFolder(folder)),
    openAppend: async (file) => {
      const opened = await watch("openAppend", file, () => files.openAppend(file));
      if (!opened.ok) return opened;
      const append = opened.value;
      return {
        ok: true,
        value: {
          append: async (bytes) => {
            const result = await watch("append", file, () => append.append(bytes));
            if (!result.ok) await append.append(bytes.subarray(0, bytes.length >> 1));
            return result;
          },
          sync: () => watch("sync", file, () => append.sync()),
          truncate: (length) => watch("truncate", file, () => append.truncate(length)),
          close: () => append.close(),
        },
      };
    },
  };
}
