const delaysMs = [100, 200, 400, 800, 1600, 3000] as const;

/** Waits between attempts to open a reader: quick at first, three seconds at most, so that a mended reader is back soon. */
export class BackOff {
  #attempts = 0;

  /** How long to wait before the next attempt. */
  nextDelayMs(): number {
    const delayMs = delaysMs[Math.min(this.#attempts, delaysMs.length - 1)] ?? 0;
    this.#attempts += 1;
    return delayMs;
  }

  /** Starts again from quick: something has changed that gives reason to hope. */
  reset(): void {
    this.#attempts = 0;
  }
}
