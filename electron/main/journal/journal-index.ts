import type { Entry } from "../../../shared/association/entry.ts";
import {
  advanceEntry,
  afterRestart,
  type EntryEvent,
  type EntryState,
  isUnsettled,
  savedEntryState,
} from "../../../shared/association/entry-state.ts";
import { readAssociationReply } from "../../../shared/association/outcome.ts";
import { assertNever } from "../../../shared/basics/assert-never.ts";
import type { LookUpAnswer } from "../../../shared/flows/counter/counter-event.ts";
import { readLookUpReply } from "../../../shared/flows/counter/read-look-up-reply.ts";
import { type JournalRecord, parseBody, type RecordOf } from "./journal-record.ts";

/** An entry and how it stands. Never changed: each record makes a new one. */
export interface JournalEntry {
  readonly kind: "entry";
  readonly entry: Entry;
  /** The request's JSON text, the same at every repetition. */
  readonly body: string;
  readonly state: EntryState;
  /** Attempts made, also of an entry that has been settled since. */
  readonly attempts: number;
  /** When someone last asked for another try; null when nobody did. */
  readonly retryAskedAtMs: number | null;
}

/** A look-up that ended an attempt before there was an entry. */
export interface EndedLookUp {
  readonly kind: "lookUp";
  readonly lookUpId: string;
  readonly answer: LookUpAnswer;
  readonly shown: Entry["shown"];
  readonly businessDay: string;
  readonly atMs: number;
}

/** A line of the journal as lists show it. */
export type JournalItem = JournalEntry | EndedLookUp;

type EntryRecord = Exclude<JournalRecord, RecordOf<"begun" | "closed" | "saved" | "lookUpEnded">>;

/** The journal's content in memory: the fold of its records, the same whether they were just written or read at start. */
export class JournalIndex {
  readonly #items = new Map<string, JournalItem>();
  readonly #unsettled = new Map<string, JournalEntry>();
  #run = 0;

  /** The last run seen. */
  get run(): number {
    return this.#run;
  }

  /** Takes in one durable record. Returns what it changed, if it changed an item. */
  apply(record: JournalRecord): JournalItem | undefined {
    if (record.run !== this.#run) this.startRun(record.run, record.atMs);
    switch (record.kind) {
      case "begun":
      case "closed":
        return undefined;
      case "saved":
        return this.#save(record);
      case "lookUpEnded":
        return this.#keepLookUp(record);
      default:
        return this.#advance(record);
    }
  }

  /** Another run of the program begins: what was being sent then may have reached the service. */
  startRun(run: number, atMs: number): void {
    this.#run = run;
    for (const item of this.#unsettled.values()) this.#put({ ...item, state: afterRestart(item.state, atMs) });
  }

  find(id: string): JournalItem | undefined {
    return this.#items.get(id);
  }

  /** Every line, oldest first. */
  items(): readonly JournalItem[] {
    return [...this.#items.values()];
  }

  /** Entries that are not settled, in the order in which they were saved. */
  unsettled(): readonly JournalEntry[] {
    return [...this.#unsettled.values()];
  }

  #save(record: RecordOf<"saved">): JournalEntry | undefined {
    const request = parseBody(record.body);
    if (request === undefined || this.#items.has(record.entry.entryId)) return undefined;
    const state = savedEntryState(record.sendNow, record.atMs);
    return this.#put({
      kind: "entry",
      entry: { ...record.entry, request },
      body: record.body,
      state,
      attempts: attemptsIn(state) ?? 0,
      retryAskedAtMs: null,
    });
  }

  #keepLookUp(record: RecordOf<"lookUpEnded">): EndedLookUp {
    const { lookUpId, shown, businessDay, atMs } = record;
    const answer = readLookUpReply(lookUpId, { status: record.reply.status, body: record.reply.body });
    const item: EndedLookUp = { kind: "lookUp", lookUpId, answer, shown, businessDay, atMs };
    this.#items.set(lookUpId, item);
    return item;
  }

  #advance(record: EntryRecord): JournalEntry | undefined {
    const before = this.#unsettled.get(record.entryId);
    const event = toEvent(record);
    if (before === undefined || event === undefined) return undefined;
    const state = advanceEntry(before.state, event);
    return this.#put({
      ...before,
      state,
      attempts: attemptsIn(state) ?? before.attempts,
      retryAskedAtMs: event.kind === "retryAsked" ? event.atMs : before.retryAskedAtMs,
    });
  }

  #put(item: JournalEntry): JournalEntry {
    const { entryId } = item.entry;
    this.#items.set(entryId, item);
    if (isUnsettled(item.state)) this.#unsettled.set(entryId, item);
    else this.#unsettled.delete(entryId);
    return item;
  }
}

function attemptsIn(state: EntryState): number | undefined {
  return state.kind === "settled" || state.kind === "parked" ? undefined : state.attempts;
}

/** The event a record stands for; undefined for a reply that this version reads otherwise: the entry is then asked about again. */
function toEvent(record: EntryRecord): EntryEvent | undefined {
  const { atMs } = record;
  switch (record.kind) {
    case "attemptStarted":
      return { kind: "attemptStarted", atMs };
    case "attemptEnded":
      return { kind: record.how, failure: record.failure, nextAttemptAtMs: record.nextAttemptAtMs };
    case "settled": {
      const reading = readAssociationReply(record.entryId, { status: record.reply.status, body: record.reply.body });
      return reading.kind === "settled" ? { kind: "settled", outcome: reading.outcome, atMs } : undefined;
    }
    case "parked":
      return { kind: "parked", code: record.code, reference: record.reference, atMs };
    case "retryAsked":
      return { kind: "retryAsked", atMs };
    default:
      return assertNever(record);
  }
}
