import type { Failure } from "../../../shared/association/outcome.ts";
import { nextAttemptDelayMs } from "../../../shared/association/retry-policy.ts";
import { assertNever } from "../../../shared/basics/assert-never.ts";
import type { Clock } from "../../../shared/basics/clock.ts";
import { ok, type Result } from "../../../shared/basics/result.ts";
import type { Cancel, Timers } from "../../../shared/basics/timers.ts";
import type { LinkStatus } from "../../../shared/contracts/counter-snapshot.ts";
import type { PutAnswer, ServiceClient } from "../service/service-client.ts";
import { attemptLine } from "./attempt-line.ts";
import { failedForWantOfLink, nextDeliveryStep } from "./delivery-policy.ts";
import type { Journal, Report } from "./journal.ts";
import type { WriteFault } from "./journal-fault.ts";
import type { JournalEntry } from "./journal-index.ts";

/** How the terminal stands to the service, as delivery needs it. */
export interface DeliveryLink {
  readonly status: LinkStatus;
  onChange(listener: (status: LinkStatus) => void): () => void;
  probeNow(): Promise<LinkStatus>;
}

export interface DeliveryOptions {
  readonly journal: Journal;
  readonly service: Pick<ServiceClient, "putAssociation">;
  readonly link: DeliveryLink;
  readonly clock: Clock;
  readonly timers: Timers;
  /** A fresh number, 0 ≤ n < 1. */
  readonly random: () => number;
  readonly report: Report;
}

/** How long an attempt under way may still take when the program closes. */
const stopGraceMs = 2_000;
const firstJournalRetryMs = 1_000;
const longestJournalRetryMs = 30_000;

/**
 * Sends what the journal holds: one entry at a time, in the order of saving, each until it is settled or parked. What an attempt brought is
 * made durable before the next begins, and told by the journal itself (`onChange`). While the journal can't be written nothing is sent; the
 * fact in hand is kept and written once that is possible again.
 */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #promoted = new Set<string>();
  /** Waits begun in this run, by the clock that nobody sets. */
  readonly #waits = new Map<string, Cancel>();
  readonly #giveUp = new AbortController();
  #wake: () => void = () => undefined;
  #stopped = false;
  #running: Promise<void> | undefined;
  #unsubscribe: readonly (() => void)[] = [];

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Begins. Entries saved later are noticed by themselves. Idempotent. */
  start(): void {
    if (this.#running !== undefined) return;
    const { journal, link } = this.#options;
    this.#unsubscribe = [journal.onChange(() => this.#wake()), link.onChange((status) => this.#linkChanged(status))];
    this.#running = this.#run();
  }

  /** Ends, with the attempt under way finished or, after two seconds, given up as unanswered. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    for (const cancel of this.#waits.values()) cancel();
    this.#wake();
    const cancel = this.#options.timers.after(stopGraceMs, () => this.#giveUp.abort());
    await this.#running;
    cancel();
  }

  /** Someone wants another try of this entry now, parked or not. Nothing happens to one that is settled or being sent. */
  async retry(entryId: string): Promise<Result<void, WriteFault>> {
    const item = this.#options.journal.find(entryId);
    if (item === undefined || item.state.kind === "settled" || item.state.kind === "sending") return ok(undefined);
    const asked = await this.#options.journal.askRetry(entryId);
    void this.#options.link.probeNow();
    return asked;
  }

  /** Another try now of every entry that is not settled. */
  async retryAll(): Promise<Result<void, WriteFault>> {
    for (const { entry } of this.#options.journal.unsettled()) {
      const asked = await this.retry(entry.entryId);
      if (!asked.ok) return asked;
    }
    return ok(undefined);
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const { journal, link, clock } = this.#options;
      const step = nextDeliveryStep(journal.unsettled(), {
        nowMs: clock.nowMs(),
        connected: link.status.kind === "connected",
        promoted: this.#promoted,
      });
      switch (step.kind) {
        case "send":
          await this.#send(step.item, step.started);
          break;
        case "park":
          await this.#park(step.item.entry.entryId);
          break;
        case "wait":
          await this.#rest(step.forMs);
          break;
        default:
          assertNever(step);
      }
    }
  }

  async #send({ entry, body }: JournalEntry, started: boolean): Promise<void> {
    const { journal, service, report } = this.#options;
    const { entryId } = entry;
    this.#promoted.delete(entryId);
    this.#waits.get(entryId)?.();
    if (!started && !(await this.#record(() => journal.startAttempt(entryId)))) return;
    const answer = await service.putAssociation(entryId, body, this.#giveUp.signal);
    report(...attemptLine(entryId, answer));
    await this.#record(() => this.#recordAnswer(entryId, answer));
  }

  async #park(entryId: string): Promise<void> {
    const { journal, report } = this.#options;
    const code = "entry/deadline-passed";
    if (await this.#record(() => journal.park(entryId, code, null))) report("warn", "entry-parked", { entryId, code });
  }

  #recordAnswer(entryId: string, answer: PutAnswer): Promise<Result<void, WriteFault>> {
    const { journal } = this.#options;
    if (answer.kind !== "reading") return this.#endAttempt(entryId, answer.kind, answer.failure);
    const { reading, raw } = answer;
    switch (reading.kind) {
      case "settled":
        return journal.settle(entryId, raw);
      case "notProcessed":
        return this.#endAttempt(entryId, "notProcessed", reading.failure);
      case "unclear":
        return this.#endAttempt(entryId, "unanswered", reading.failure);
      case "unacceptable":
        return journal.park(entryId, reading.code, reading.reference);
      default:
        return assertNever(reading);
    }
  }

  async #endAttempt(
    entryId: string,
    how: "notWritten" | "unanswered" | "notProcessed",
    failure: Failure,
  ): Promise<Result<void, WriteFault>> {
    const { journal, clock, random } = this.#options;
    const attempts = journal.find(entryId)?.attempts ?? 1;
    const delayMs = nextAttemptDelayMs(attempts, random(), failure.retryAfterMs);
    const ended = await journal.endAttempt(entryId, how, failure, clock.nowMs() + delayMs);
    if (ended.ok) this.#wait(entryId, delayMs);
    return ended;
  }

  /** The journal keeps the wait in wall time, for the next run; in this one the wall clock may be set without prolonging it. */
  #wait(entryId: string, delayMs: number): void {
    this.#waits.get(entryId)?.();
    const end = (): void => {
      this.#waits.delete(entryId);
      this.#promoted.add(entryId);
      this.#wake();
    };
    this.#waits.set(entryId, this.#options.timers.after(delayMs, end));
  }

  /** Writes a fact, again and again until it is durable; false when the program closes before that. */
  async #record(write: () => Promise<Result<void, WriteFault>>): Promise<boolean> {
    for (let waitMs = firstJournalRetryMs; ; waitMs = Math.min(longestJournalRetryMs, waitMs * 2)) {
      const written = await write();
      if (written.ok || this.#stopped) return written.ok;
      await this.#rest(waitMs, { wakesEarly: false });
    }
  }

  #rest(forMs: number | null, { wakesEarly } = { wakesEarly: true }): Promise<void> {
    return new Promise((resolve) => {
      let cancel: Cancel = () => undefined;
      const end = (): void => {
        this.#wake = () => undefined;
        cancel();
        resolve();
      };
      this.#wake = () => {
        if (wakesEarly || this.#stopped) end();
      };
      if (forMs !== null) cancel = this.#options.timers.after(forMs, end);
      if (this.#stopped) end();
    });
  }

  #linkChanged(status: LinkStatus): void {
    if (status.kind !== "connected") return;
    for (const { entry, state } of this.#options.journal.unsettled())
      if (failedForWantOfLink(state)) this.#promoted.add(entry.entryId);
    this.#wake();
  }
}
