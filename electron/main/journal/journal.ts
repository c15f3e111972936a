import path from "node:path";
import type { Entry } from "../../../shared/association/entry.ts";
import type { EntryState, ParkCode } from "../../../shared/association/entry-state.ts";
import { type Failure, type RawReply, readAssociationReply } from "../../../shared/association/outcome.ts";
import type { Clock } from "../../../shared/basics/clock.ts";
import { err, ok, type Result } from "../../../shared/basics/result.ts";
import type { UnsettledEntry } from "../../../shared/flows/counter/counter-step.ts";
import type { BusinessDayOf } from "../../../shared/region/business-day.ts";
import { Listeners, type Unsubscribe } from "../listeners.ts";
import { type FolderLock, lockFolder } from "./folder-lock.ts";
import { journalFaultCode, type OpenFault, type WriteFault, writeFault } from "./journal-fault.ts";
import type { JournalFiles } from "./journal-files.ts";
import type { JournalEntry, JournalItem } from "./journal-index.ts";
import type { KeyProtection } from "./journal-key.ts";
import { encodeJournalRecord, type JournalRecord, knownBodyOf, knownLookUpBodyOf } from "./journal-record.ts";
import { type OpenedLog, openJournalLog } from "./open-journal-log.ts";
import type { ProcessTable } from "./process-table.ts";

/** A line for the program's log; fields never hold what a card or a person says. */
export type Report = (
  level: "info" | "warn" | "error",
  event: string,
  fields: Readonly<Record<string, string | number | boolean | null>>,
) => void;

export interface JournalOptions {
  readonly files: JournalFiles;
  /** The program's data folder; the journal lives in its folder `journal`. */
  readonly dataFolder: string;
  /** Ways to keep the key, the better first. */
  readonly keyProtections: readonly KeyProtection[];
  readonly processes: ProcessTable;
  readonly clock: Clock;
  readonly dayOf: BusinessDayOf;
  readonly report: Report;
  /** Waits while another program that is starting at the same moment decides. */
  readonly pause: (ms: number) => Promise<void>;
}

/** What a restart found: entries settled since, still on their way, and set aside until someone looks at them. */
export interface RestartNotice {
  readonly settled: number;
  readonly unsettled: number;
  readonly parked: number;
}

/** A look-up that ended an attempt, for today's list. */
export interface LookUpToKeep {
  readonly lookUpId: string;
  readonly raw: RawReply;
  readonly shown: Entry["shown"];
  readonly businessDay: string;
}

type Unstamped<R> = R extends JournalRecord ? Omit<R, "run" | "atMs"> : never;

/** Where the journal's files lie in a data folder. */
export function journalPaths(dataFolder: string): {
  readonly folder: string;
  readonly file: string;
  readonly wrappedKeyFile: string;
} {
  const folder = path.join(dataFolder, "journal");
  return { folder, file: path.join(folder, "entries.kalian"), wrappedKeyFile: path.join(folder, "key.wrapped") };
}

/** Opens the journal of a data folder for this process alone, or makes one where there is none. On a fault nothing on disk was changed. */
export async function openJournal(options: JournalOptions): Promise<Result<Journal, OpenFault>> {
  const { files, dataFolder, clock, dayOf, report } = options;
  const { folder, file } = journalPaths(dataFolder);
  const made = await files.makeFolder(folder);
  if (!made.ok) return err(writeFault(made.error));
  const lock = await lockFolder({ ...options, folder });
  if (!lock.ok) return lock;
  const nowMs = clock.nowMs();
  const businessDay = dayOf(nowMs);
  const opened = await openJournalLog({ ...options, folder, file, nowMs, businessDay });
  if (!opened.ok) {
    await lock.value.release();
    return opened;
  }
  const { torn, rotated, index, protection } = opened.value;
  if (torn !== null) report("warn", "journal-tail-cut", { bytes: torn.bytes, keptAt: torn.file });
  if (rotated !== null && "kind" in rotated) report("warn", "journal-not-rotated", { errno: rotated.errno });
  report("info", "journal-opened", { items: index.items().length, unsettled: index.unsettled().length, protection });
  return ok(new Journal(opened.value, lock.value, clock, report));
}

/**
 * The terminal's one record of entries. A method that writes resolves once its fact is durable, and only then the fact is seen by readers and
 * listeners; writes are done one after another in the order of the calls. A fault means that nothing was recorded and may be tried again;
 * `fault` keeps it until a fact is durable again, whoever wrote either.
 */
export class Journal {
  /** How the journal's key is kept. */
  readonly keyProtection: KeyProtection["kind"];
  readonly #opened: OpenedLog;
  readonly #lock: FolderLock;
  readonly #clock: Clock;
  readonly #report: Report;
  readonly #run: number;
  readonly #openAtStart: readonly string[];
  readonly #listeners = new Listeners<JournalItem>();
  readonly #faultListeners = new Listeners<WriteFault | null>();
  #fault: WriteFault | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(opened: OpenedLog, lock: FolderLock, clock: Clock, report: Report) {
    this.keyProtection = opened.protection;
    this.#opened = opened;
    this.#lock = lock;
    this.#clock = clock;
    this.#report = report;
    this.#run = opened.index.run + 1;
    opened.index.startRun(this.#run, clock.nowMs());
    this.#openAtStart = opened.index.unsettled().map(({ entry }) => entry.entryId);
  }

  /**
   * Saves an entry before anything of it is sent or shown as saved. `sendNow` says that its first attempt follows at once, without another
   * record. Idempotent by `entryId`; throws when the id is taken by another body.
   */
  save(entry: Entry, sendNow: boolean): Promise<Result<void, WriteFault>> {
    const { request, ...rest } = entry;
    const body = JSON.stringify(request);
    return this.#serially(() => {
      const known = this.#opened.index.find(entry.entryId);
      if (known === undefined) return this.#append({ kind: "saved", entry: rest, body, sendNow });
      if (known.kind !== "entry" || known.body !== body) throw new Error("the entry id is taken");
      return Promise.resolve(ok(undefined));
    });
  }

  /** Before the first byte of another attempt. */
  startAttempt(entryId: string): Promise<Result<void, WriteFault>> {
    return this.#serially(() => this.#append({ kind: "attemptStarted", entryId }));
  }

  /** The attempt brought no outcome. */
  endAttempt(
    entryId: string,
    how: "notWritten" | "unanswered" | "notProcessed",
    failure: Failure,
    nextAttemptAtMs: number,
  ): Promise<Result<void, WriteFault>> {
    return this.#serially(() => this.#append({ kind: "attemptEnded", entryId, how, failure, nextAttemptAtMs }));
  }

  /** The service's reply settled the entry. Throws on a reply that `readAssociationReply` does not read as settled. */
  settle(entryId: string, raw: RawReply): Promise<Result<void, WriteFault>> {
    const reply = { status: raw.status, body: knownBodyOf(raw.body) };
    if (readAssociationReply(entryId, reply).kind !== "settled") throw new Error("the reply settles nothing");
    return this.#serially(() => this.#append({ kind: "settled", entryId, reply }));
  }

  /** Sets the entry aside until someone looks at it. */
  park(entryId: string, code: ParkCode, reference: string | null): Promise<Result<void, WriteFault>> {
    return this.#serially(() => this.#append({ kind: "parked", entryId, code, reference }));
  }

  /** Someone asked for another try now, of a parked entry too. */
  askRetry(entryId: string): Promise<Result<void, WriteFault>> {
    return this.#serially(() => this.#append({ kind: "retryAsked", entryId }));
  }

  /** Keeps a look-up that ended an attempt. Idempotent by `lookUpId`. */
  keepLookUp({ lookUpId, raw, shown, businessDay }: LookUpToKeep): Promise<Result<void, WriteFault>> {
    const reply = { status: raw.status, body: knownLookUpBodyOf(raw.body) };
    return this.#serially(() =>
      this.#opened.index.find(lookUpId) === undefined
        ? this.#append({ kind: "lookUpEnded", lookUpId, reply, shown, businessDay })
        : Promise.resolve(ok(undefined)),
    );
  }

  /** An entry by its id; undefined when there is none. */
  find(entryId: string): JournalEntry | undefined {
    const item = this.#opened.index.find(entryId);
    return item?.kind === "entry" ? item : undefined;
  }

  /** Entries that are not settled, parked ones too, in the order in which they were saved. */
  unsettled(): readonly JournalEntry[] {
    return this.#opened.index.unsettled();
  }

  /** The unsettled entries of a card, in the order in which they were saved. */
  unsettledOf(cardNumber: string): readonly UnsettledEntry[] {
    return this.unsettled().flatMap(({ entry: { entryId, request }, state }) =>
      request.cardNumber === cardNumber && state.kind !== "settled" ? [{ entryId, state }] : [],
    );
  }

  /** Lines of one business day, newest first. */
  today(businessDay: string): readonly JournalItem[] {
    const items = this.#opened.index.items();
    return items.filter((item) => (item.kind === "entry" ? item.entry : item).businessDay === businessDay).reverse();
  }

  /** What this start found and what has become of it since; null when there was nothing. */
  restartNotice(): RestartNotice | null {
    const kinds = this.#openAtStart.map((id) => this.find(id)?.state.kind);
    const count = (kind: EntryState["kind"]): number => kinds.filter((one) => one === kind).length;
    const settled = count("settled") + this.#opened.settledUnseen;
    const parked = count("parked");
    const unsettled = kinds.length - count("settled") - parked;
    return settled + unsettled + parked === 0 ? null : { settled, unsettled, parked };
  }

  /** Told about each line once its change is durable. Returns the way to stop. */
  onChange(listener: (item: JournalItem) => void): Unsubscribe {
    return this.#listeners.add(listener);
  }

  /** Why the last fact could not be written; null while all is well. */
  get fault(): WriteFault | null {
    return this.#fault;
  }

  /** Told when `fault` changes. Returns the way to stop. */
  onFault(listener: (fault: WriteFault | null) => void): Unsubscribe {
    return this.#faultListeners.add(listener);
  }

  /** Finishes the writes under way, marks the orderly end and lets go of the folder. Later writes fail. Idempotent. */
  close(): Promise<void> {
    return this.#serially(async () => {
      if (this.#closed) return;
      // Without the mark the next start only assumes less; there is nobody left to tell.
      await this.#append({ kind: "closed" });
      this.#closed = true;
      await this.#opened.log.close();
      await this.#lock.release();
    });
  }

  #serially<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    // The caller gets the rejection of a bug; the queue goes on.
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #append(unstamped: Unstamped<JournalRecord>): Promise<Result<void, WriteFault>> {
    if (this.#closed) return err({ kind: "write-failed", operation: "append", errno: "closed" });
    const record: JournalRecord = { ...unstamped, run: this.#run, atMs: this.#clock.nowMs() };
    const appended = await this.#opened.log.append(encodeJournalRecord(record));
    this.#setFault(appended.ok ? null : appended.error);
    if (!appended.ok) return appended;
    const changed = this.#opened.index.apply(record);
    if (changed !== undefined) this.#listeners.tell(changed);
    return appended;
  }

  #setFault(fault: WriteFault | null): void {
    if (fault?.kind === this.#fault?.kind) return;
    this.#fault = fault;
    if (fault === null) this.#report("info", "journal-fault-over", {});
    else this.#report("error", "journal-fault", { code: journalFaultCode(fault), errno: fault.errno });
    this.#faultListeners.tell(fault);
  }
}
