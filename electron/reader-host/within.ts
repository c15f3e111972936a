import type { Timers } from "../../shared/basics/timers.ts";

/** What `within` resolves with when the time is up. */
export const timedOut = Symbol("timed out");

/** Waits for a promise, but not for longer than the limit. The promise itself goes on; its late value is the caller's to deal with. */
export function within<T>(timers: Timers, limitMs: number, promise: Promise<T>): Promise<T | typeof timedOut> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(limitMs, () => resolve(timedOut));
    promise.finally(cancel).then(resolve, reject);
  });
}
