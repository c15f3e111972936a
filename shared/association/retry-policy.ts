/** First wait after a failed attempt. */
const firstWaitMs = 1_000;
/** The longest wait of the terminal's own choosing. */
const longestOwnWaitMs = 60_000;
/** The longest wait of all, in milliseconds: what the service asks for is honoured up to here. */
export const longestWaitMs = 300_000;

/**
 * Milliseconds to wait before the next attempt: doubled each time, capped at a minute, with half of it jittered so that a hall of terminals
 * does not return in step. A longer wait that the service asked for is honoured, up to five minutes.
 * @param attempts attempts made so far, 1 or more
 * @param jitter a fresh random number, 0 ≤ jitter < 1
 */
export function nextAttemptDelayMs(attempts: number, jitter: number, retryAfterMs: number | null): number {
  const doubled = Math.min(longestOwnWaitMs, firstWaitMs * 2 ** Math.min(attempts - 1, 10));
  const spread = Math.round(doubled / 2 + (doubled / 2) * jitter);
  return retryAfterMs === null ? spread : Math.max(spread, Math.min(retryAfterMs, longestWaitMs));
}
