import type { Failure } from "../../../shared/association/outcome.ts";
import { nextAttemptDelayMs } from "../../../shared/association/retry-policy.ts";
import { assertNever } from "../../../shared/basics/assert-never.ts";
import type { Clock } from "../../../shared/basics/clock.ts";
import { ok, type Result } from "../../../shared/basics/result.ts";
import type { LinkStatus } from "../../../shared/contracts/counter-snapshot.ts";
import type { PutAnswer, ServiceClient } from "../service/service-client.ts";
import type { Cancel, Timers } from "../service/timers.ts";
import { failedForWantOfLink, nextDeliveryStep } from "./delivery-policy.ts";
import type { Journal, Report } from "./journal.ts";
import { journalFaultCode, type WriteFault } from "./journal-fault.ts";
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
 * made durable before the next begins, and told by the journal itself (`onChange`). While the journal can't be written nothing is sent and
 * `fault` says so; the fact in hand is kept and written once that is possible again.
 */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #listeners = new Set<(fault: WriteFault | null) => void>();
  readonly #promoted = new Set<string>();
  readonly #giveUp = new AbortController();
  #fault: WriteFault | null = null;
  #wake: () => void = () => undefined;
  #stopped = false;
  #running: Promise<void> | undefined;
  #unsubscribe: readonly (() => void)[] = [];

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Why the journal can't be written at present; null while it can. */
  get fault(): WriteFault | null {
    return this.#fault;
  }

  /** Told when `fault` changes. Returns the way to stop. */
  onFault(listener: (fault: WriteFault | null) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
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
          await this.#record(() => journal.park(step.item.entry.entryId, "entry/deadline-passed", null));
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
    if (!started && !(await this.#record(() => journal.startAttempt(entryId)))) return;
    const answer = await service.putAssociation(entryId, body, this.#giveUp.signal);
    report("info", "attempt-ended", { entryId, answer: answer.kind === "reading" ? answer.reading.kind : answer.kind });
    await this.#record(() => this.#recordAnswer(entryId, answer));
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

  #endAttempt(
    entryId: string,
    how: "notWritten" | "unanswered" | "notProcessed",
    failure: Failure,
  ): Promise<Result<void, WriteFault>> {
    const { journal, clock, random } = this.#options;
    const attempts = journal.find(entryId)?.attempts ?? 1;
    const delayMs = nextAttemptDelayMs(attempts, random(), failure.retryAfterMs);
    return journal.endAttempt(entryId, how, failure, clock.nowMs() + delayMs);
  }

  /** Writes a fact, again and again until it is durable; false when the program closes before that. */
  async #record(write: () => Promise<Result<void, WriteFault>>): Promise<boolean> {
    for (let waitMs = firstJournalRetryMs; ; waitMs = Math.min(longestJournalRetryMs, waitMs * 2)) {
      const written = await write();
      this.#setFault(written.ok ? null : written.error);
      if (written.ok || this.#stopped) return written.ok;
      await this.#rest(waitMs, { wakesEarly: false });
    }
  }

  #setFault(fault: WriteFault | null): void {
    if (fault?.kind === this.#fault?.kind) return;
    this.#fault = fault;
    if (fault !== null)
      this.#options.report("error", "delivery-halted", { code: journalFaultCode(fault), errno: fault.errno });
    for (const listener of this.#listeners) listener(fault);
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
