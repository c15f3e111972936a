/** Source of time, passed in so that tests need no waiting. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. May jump when the machine's clock is set. */
  nowMs(): number;
  /** Milliseconds since an arbitrary start; never goes backwards. For durations and time-outs. */
  monotonicMs(): number;
}
