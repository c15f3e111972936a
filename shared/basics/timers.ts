/** Stops a pending task; harmless after it ran or when called twice. */
export type Cancel = () => void;

/** Stands where nothing is pending. */
export const nothingPending: Cancel = () => undefined;

/** Where delays come from, passed in so that tests need no waiting. */
export interface Timers {
  /** Runs the task once, at the earliest after the delay. A task is never run from inside this call. */
  after(delayMs: number, task: () => void): Cancel;
}
