/**
 * Runs a task never twice at a time: requests made during a run become one more run after it. For work that looks at how things stand,
 * where the last look must come after the last change. The task handles its own failures.
 */
export class SingleFlight {
  readonly #task: () => Promise<void>;
  #isRequested = false;
  #running: Promise<void> | undefined;

  constructor(task: () => Promise<void>) {
    this.#task = task;
  }

  /** Resolves when a run that began after this call has ended. */
  request(): Promise<void> {
    this.#isRequested = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    while (this.#isRequested) {
      this.#isRequested = false;
      await this.#task();
    }
    this.#running = undefined;
  }
}
