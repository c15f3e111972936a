// Histories of a counter: entries saved, links lost, replies dropped, processes killed at any file call, power cut with any part of the last
// write left, disks full. Whatever happens, every entry that was said to be saved reaches the ledger exactly once, and the journal
// never says what is not so.
import fc from "fast-check";
import { expect, it } from "vitest";
import { type RawReply, readAssociationReply } from "../../../shared/association/outcome.ts";
import type { LinkStatus } from "../../../shared/contracts/counter-snapshot.ts";
import { settle } from "../service/fake-clock.ts";
import type { PutAnswer } from "../service/service-client.ts";
import { Delivery } from "./delivery.ts";
import { anEntry, away, Counter, confirmedReply, problemReply, timeout, watchedFiles } from "./journal.fixture.ts";
import { type Journal, openJournal } from "./journal.ts";
import type { JournalItem } from "./journal-index.ts";

/** How the service treats a PUT; the ledger has the entry after those that end in `Done`. */
const manners = [
  "answers",
  "answersLate",
  "losesReplyDone",
  "losesRequest",
  "hangsDone",
  "isBusy",
  "notReached",
] as const;
type Manner = (typeof manners)[number];

type Command =
  | { readonly kind: "save"; readonly sendNow: boolean }
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

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("save" as const), sendNow: fc.boolean() }) },
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

const manner = fc.constantFrom(...manners);

const forever = (): Promise<never> => new Promise(() => undefined);

/** The ledger behind an idempotent PUT. */
class Ledger {
  readonly rows = new Map<string, string>();
  readonly contradictions: string[] = [];

  put(entryId: string, body: string): RawReply {
    const known = this.rows.get(entryId);
    if (known !== undefined && known !== body) this.contradictions.push(entryId);
    this.rows.set(entryId, known ?? body);
    const reply = confirmedReply(entryId);
    return known === undefined ? reply : { ...reply, status: 200 };
  }
}

/** One counter through its restarts. */
class World {
  readonly counter = new Counter();
  readonly ledger = new Ledger();
  /** Entries of which the clerk was told that they are saved. */
  readonly acknowledged = new Set<string>();
  readonly untruths: string[] = [];
  manner: Manner = "answers";
  connected = true;
  diskFull = false;
  #dieAt: DeathAt | undefined;
  #run = 0;
  #entries = 0;
  #linkListeners: ((status: LinkStatus) => void)[] = [];
  #journal: Journal | undefined;
  #delivery: Delivery | undefined;

  async run(step: Command, manner: Manner): Promise<void> {
    this.manner = manner;
    if (this.#journal === undefined) await this.#start();
    switch (step.kind) {
      case "save":
        return this.#save(step.sendNow);
      case "pass":
        return this.counter.clock.advance(step.ms);
      case "link":
        return this.setLink(step.connected);
      case "disk":
        this.diskFull = step.full;
        return;
      case "retryAll":
        void this.#delivery?.retryAll();
        return settle();
      case "dieAt":
        this.#dieAt = step;
        return;
      case "restart":
        return this.#restart(step);
    }
  }

  /** Everything works again and time passes. */
  async heal(): Promise<void> {
    this.manner = "answers";
    this.diskFull = false;
    this.#dieAt = undefined;
    if (this.#journal === undefined) await this.#start();
    await this.setLink(true);
    await this.counter.clock.advance(120_000);
  }

  items(): readonly JournalItem[] {
    return this.#journal?.today("2026-03-12") ?? [];
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
    journal.value.onChange((item) => this.#check(item));
    for (const item of journal.value.today("2026-03-12")) this.#check(item);
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
        return Promise.resolve(answer(this.ledger.put(entryId, body)));
      case "answersLate":
        return later(answer(this.ledger.put(entryId, body)));
      case "losesReplyDone":
        this.ledger.put(entryId, body);
        return Promise.resolve(unanswered);
      case "hangsDone":
        this.ledger.put(entryId, body);
        return later(unanswered);
      case "losesRequest":
        return later(unanswered);
      case "isBusy":
        return Promise.resolve(answer(problemReply(503, "service/busy", { retryAfterMs: 3_000 })));
      case "notReached":
        return Promise.resolve({ kind: "notWritten", failure: away });
    }
  }

  async #save(sendNow: boolean): Promise<void> {
    this.#entries += 1;
    const entry = anEntry(this.#entries);
    void this.#journal?.save(entry, sendNow).then((saved) => {
      if (saved.ok) this.acknowledged.add(entry.entryId);
    });
    await settle();
  }

  async #restart({ orderly, ...death }: Extract<Command, { kind: "restart" }>): Promise<void> {
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

  #check(item: JournalItem): void {
    if (item.kind !== "entry") return;
    const { entry, state } = item;
    const inLedger = this.ledger.rows.has(entry.entryId);
    if (state.kind === "settled" && !inLedger) this.untruths.push(`${entry.entryId} settled, not in the ledger`);
    if (state.kind === "waiting" && inLedger) this.untruths.push(`${entry.entryId} waiting, in the ledger`);
  }
}

it("no history loses an entry, doubles one, or makes the journal untrue", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(command, manner), { minLength: 1, maxLength: 40 }), async (steps) => {
      const world = new World();
      for (const [step, manner] of steps) await world.run(step, manner);
      await world.heal();

      const items = world.items().flatMap((item) => (item.kind === "entry" ? [item] : []));
      const settled = new Set(items.filter(({ state }) => state.kind === "settled").map(({ entry }) => entry.entryId));
      expect({
        untruths: world.untruths,
        contradictions: world.ledger.contradictions,
        open: items.filter(({ state }) => state.kind !== "settled"),
        lost: [...world.acknowledged].filter((entryId) => !settled.has(entryId)),
        unknownToTheJournal: [...world.ledger.rows.keys()].filter((entryId) => !settled.has(entryId)),
      }).toEqual({ untruths: [], contradictions: [], open: [], lost: [], unknownToTheJournal: [] });
    }),
    { numRuns: 200 },
  );
});
