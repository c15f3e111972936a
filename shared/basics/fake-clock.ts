import type { Clock } from "./clock.ts";
import type { Cancel, Timers } from "./timers.ts";

interface Pending {
  readonly dueMs: number;
  readonly order: number;
  readonly task: () => void;
}

/** 10:00 on 2026-03-12 in Shanghai. */
const startMs = 1_773_280_800_000;
/** More links than any chain of promises in the product has. */
const settleRounds = 400;

/** Clock and timers for tests: time stands still until `advance` moves it, and tasks run in the order in which they fall due. */
export class FakeClock implements Clock, Timers {
  #nowMs: number;
  #wallOffsetMs = 0;
  #order = 0;
  #pending: readonly Pending[] = [];

  constructor(nowMs = startMs) {
    this.#nowMs = nowMs;
  }

  nowMs(): number {
    return this.#nowMs + this.#wallOffsetMs;
  }

  monotonicMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, task: () => void): Cancel {
    this.#order += 1;
    const entry: Pending = { dueMs: this.#nowMs + delayMs, order: this.#order, task };
    this.#pending = [...this.#pending, entry].sort((a, b) => a.dueMs - b.dueMs || a.order - b.order);
    return () => {
      this.#pending = this.#pending.filter((other) => other !== entry);
    };
  }

  /** Milliseconds until each waiting task, soonest first. */
  get pendingDelaysMs(): readonly number[] {
    return this.#pending.map(({ dueMs }) => dueMs - this.#nowMs);
  }

  /** Sets the wall clock forward or back without time passing. */
  jumpWallClock(ms: number): void {
    this.#wallOffsetMs += ms;
  }

  /** Moves time on, running what falls due and letting promises settle after each task. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    await settle();
    for (let next = this.#pending[0]; next !== undefined && next.dueMs <= untilMs; next = this.#pending[0]) {
      this.#pending = this.#pending.slice(1);
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      next.task();
      await settle();
    }
    this.#nowMs = untilMs;
  }
}

/** Lets every promise chain that needs no timer and no I/O run to its end. */
export async function settle(): Promise<void> {
  for (let round = 0; round < settleRounds; round += 1) await Promise.resolve();
}
