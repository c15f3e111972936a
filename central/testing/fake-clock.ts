import type { Clock } from "../../shared/basics/clock.ts";

/** A clock that stands still until it is told. */
export interface FakeClock extends Clock {
  advance(ms: number): void;
  /** Back to where it began. */
  reset(): void;
}

/** @param at UTC, ISO 8601. */
export function createFakeClock(at: string): FakeClock {
  let passedMs = 0;
  const startMs = Date.parse(at);
  return {
    nowMs: () => startMs + passedMs,
    monotonicMs: () => passedMs,
    advance: (ms) => {
      passedMs += ms;
    },
    reset: () => {
      passedMs = 0;
    },
  };
}
