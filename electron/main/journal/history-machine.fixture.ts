// A machine on which a journal and its delivery live through restarts: links lost, replies dropped, processes killed at any file call, power cut
// with any part of the last write left, disks full. For tests that play histories.
import fc from "fast-check";
import { type RawReply, readAssociationReply } from "../../../shared/association/outcome.ts";
import { settle } from "../../../shared/basics/fake-clock.ts";
import type { LinkStatus } from "../../../shared/contracts/counter-snapshot.ts";
import type { PutAnswer } from "../service/service-client.ts";
import { Delivery } from "./delivery.ts";
import { away, Counter, problemReply, timeout, watchedFiles } from "./journal.fixture.ts";
import { type Journal, openJournal } from "./journal.ts";

/** How the service treats a PUT; the ledger has the entry after those that end in `Done`. */
export const manners = [
  "answers",
  "answersLate",
  "losesReplyDone",
  "losesRequest",
  "hangsDone",
  "isBusy",
  "notReached",
] as const;
export type Manner = (typeof manners)[number];

/** What happens to the machine and around it. */
export type MachineCommand =
  | { readonly kind: "pass"; readonly ms: number }
  | { readonly kind: "link"; readonly connected: boolean }
  | { readonly kind: "disk"; readonly full: boolean }
  | { readonly kind: "retryAll" }
  | ({ readonly kind: "dieAt" } & DeathAt)
  | ({ readonly kind: "restart"; readonly orderly: boolean } & Death);

/** The process is killed, or the power fails with this part of what was not synced left. */
interface Death {
  readonly power: boolean;
  readonly part: number;
}

/** Death at the n-th file call from now, before or after the system has done it. */
interface DeathAt extends Death {
  readonly call: number;
  readonly done: boolean;
}

const death = { power: fc.boolean(), part: fc.double({ min: 0, max: 1, noNaN: true }) };

export const machineCommand: fc.Arbitrary<MachineCommand> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("pass" as const), ms: fc.integer({ min: 1, max: 20_000 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("link" as const), connected: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("disk" as const), full: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("retryAll" as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("dieAt" as const),
      call: fc.integer({ min: 1, max: 30 }),
      done: fc.boolean(),
      ...death,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("restart" as const), orderly: fc.boolean(), ...death }) },
);

export const manner = fc.constantFrom(...manners);

/** How many histories a run plays: `KALIAN_HISTORIES` where it is set; a failed one is replayed with `KALIAN_HISTORY_SEED`. */
export function historyParameters(histories: number): { readonly numRuns: number; readonly seed?: number } {
  const { KALIAN_HISTORIES: wished, KALIAN_HISTORY_SEED: seed } = process.env;
  const numRuns = wished === undefined ? histories : Number(wished);
  return seed === undefined ? { numRuns } : { numRuns, seed: Number(seed) };
}

/** Promise of a process that is dead. */
export const forever = (): Promise<never> => new Promise(() => undefined);

/** The service behind the wire: an idempotent PUT. */
export interface ServiceModel {
  put(entryId: string, body: string): RawReply;
}

/** One machine through its restarts. The work on it is the test's own: `started` is called for every process that has opened the journal. */
export class HistoryMachine {
  readonly counter = new Counter();
  readonly #service: ServiceModel;
  readonly #started: (journal: Journal) => void;
  manner: Manner = "answers";
  connected = true;
  diskFull = false;
  #dieAt: DeathAt | undefined;
  #run = 0;
  #linkListeners: ((status: LinkStatus) => void)[] = [];
  #journal: Journal | undefined;
  #delivery: Delivery | undefined;

  constructor(service: ServiceModel, started: (journal: Journal) => void) {
    this.#service = service;
    this.#started = started;
  }

  /** The running process's journal; undefined while none runs, until the next `act`. */
  get journal(): Journal | undefined {
    return this.#journal;
  }

  /** Counts the starts and ends of the process: as long as it stays the same, so does the process. */
  get run(): number {
    return this.#run;
  }

  /** Starts the process where none runs. */
  async awake(): Promise<void> {
    if (this.#journal === undefined) await this.#start();
  }

  act(step: MachineCommand): Promise<void> {
    switch (step.kind) {
      case "pass":
        return this.counter.clock.advance(step.ms);
      case "link":
        return this.setLink(step.connected);
      case "disk":
        this.diskFull = step.full;
        return Promise.resolve();
      case "retryAll":
        void this.#delivery?.retryAll();
        return settle();
      case "dieAt":
        this.#dieAt = step;
        return Promise.resolve();
      case "restart":
        return this.#restart(step);
    }
  }

  /** Everything works again and time passes. */
  async heal(): Promise<void> {
    this.manner = "answers";
    this.diskFull = false;
    this.#dieAt = undefined;
    await this.awake();
    await this.setLink(true);
    await this.counter.clock.advance(120_000);
  }

  setLink(connected: boolean): Promise<void> {
    this.connected = connected;
    for (const listener of this.#linkListeners) listener({ kind: connected ? "connected" : "connecting" });
    return settle();
  }

  async #start(): Promise<void> {
    this.#run += 1;
    this.#linkListeners = [];
    const journal = await Promise.race([
      openJournal(this.counter.options({ files: this.#filesOf(this.#run) })),
      settle(),
    ]);
    // Killed while it opened, or no room for a new file: the next command starts it again.
    if (journal === undefined || !journal.ok) return this.#die({ power: false, part: 0 });
    this.#journal = journal.value;
    this.#started(journal.value);
    this.#delivery = this.#deliveryOf(journal.value, this.#run);
    this.#delivery.start();
    await settle();
  }

  #filesOf(run: number): ReturnType<typeof watchedFiles> {
    const alive = (): boolean => this.#run === run;
    const watched = watchedFiles(this.counter.files, (call) => {
      return this.diskFull && call.startsWith("append") ? "disk-full" : undefined;
    });
    const gate = async <T>(work: () => Promise<T>): Promise<T> => {
      if (!alive()) return forever();
      const death = this.#countDown();
      if (death?.done === false) this.#die(death);
      const result = alive() ? await work() : await forever();
      if (death?.done === true) this.#die(death);
      return alive() ? result : forever();
    };
    return {
      makeFolder: (folder) => gate(() => watched.makeFolder(folder)),
      list: (folder) => gate(() => watched.list(folder)),
      read: (file) => gate(() => watched.read(file)),
      createExclusive: (file) => gate(() => watched.createExclusive(file)),
      rename: (from, to) => gate(() => watched.rename(from, to)),
      remove: (file) => gate(() => watched.remove(file)),
      syncFolder: (folder) => gate(() => watched.syncFolder(folder)),
      openAppend: async (file) => {
        const opened = await gate(() => watched.openAppend(file));
        if (!opened.ok) return opened;
        const append = opened.value;
        return {
          ok: true,
          value: {
            append: (bytes) => gate(() => append.append(bytes)),
            sync: () => gate(() => append.sync()),
            truncate: (length) => gate(() => append.truncate(length)),
            close: () => gate(() => append.close()),
          },
        };
      },
    };
  }

  /** Counts a file call; the death that comes with it, if it does. */
  #countDown(): (Death & { readonly done: boolean }) | undefined {
    const death = this.#dieAt;
    if (death === undefined) return undefined;
    this.#dieAt = death.call > 1 ? { ...death, call: death.call - 1 } : undefined;
    return death.call > 1 ? undefined : death;
  }

  #deliveryOf(journal: Journal, run: number): Delivery {
    const { clock } = this.counter;
    const status = (): LinkStatus => ({ kind: this.connected ? "connected" : "connecting" });
    return new Delivery({
      journal,
      service: { putAssociation: (entryId, body) => (this.#run === run ? this.#put(entryId, body, run) : forever()) },
      link: {
        get status() {
          return status();
        },
        onChange: (listener) => {
          this.#linkListeners.push(listener);
          return () => undefined;
        },
        probeNow: () => Promise.resolve(status()),
      },
      clock,
      timers: clock,
      random: () => 0,
      report: () => undefined,
    });
  }

  #put(entryId: string, body: string, run: number): Promise<PutAnswer> {
    const unanswered: PutAnswer = { kind: "unanswered", failure: timeout };
    const answer = (raw: RawReply): PutAnswer => ({
      kind: "reading",
      reading: readAssociationReply(entryId, raw),
      raw,
    });
    const later = (value: PutAnswer): Promise<PutAnswer> =>
      new Promise((resolve) => this.counter.clock.after(5_000, () => this.#run === run && resolve(value)));
    switch (this.manner) {
      case "answers":
        return Promise.resolve(answer(this.#service.put(entryId, body)));
      case "answersLate":
        return later(answer(this.#service.put(entryId, body)));
      case "losesReplyDone":
        this.#service.put(entryId, body);
        return Promise.resolve(unanswered);
      case "hangsDone":
        this.#service.put(entryId, body);
        return later(unanswered);
      case "losesRequest":
        return later(unanswered);
      case "isBusy":
        return Promise.resolve(answer(problemReply(503, "service/busy", { retryAfterMs: 3_000 })));
      case "notReached":
        return Promise.resolve({ kind: "notWritten", failure: away });
    }
  }

  async #restart({ orderly, ...death }: Extract<MachineCommand, { kind: "restart" }>): Promise<void> {
    if (orderly) {
      const stopping = this.#delivery?.stop();
      await this.counter.clock.advance(2_000);
      await Promise.race([stopping, settle()]);
      await Promise.race([this.#journal?.close(), settle()]);
    }
    this.#die(death);
    await this.#start();
  }

  #die({ power, part }: Death): void {
    this.#run += 1;
    this.#journal = undefined;
    this.#delivery = undefined;
    if (power) this.counter.cutPower((bytes) => Math.floor(bytes * part));
    else this.counter.kill();
  }
}
