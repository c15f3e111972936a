/** Stops a listener; harmless when called twice. */
export type Unsubscribe = () => void;

/** Those who want to hear of something, in the order in which they came. */
export class Listeners<Value> {
  readonly #listeners = new Set<(value: Value) => void>();

  add(listener: (value: Value) => void): Unsubscribe {
    // A wrapper of its own, so that the same function added twice is told twice and removed once.
    const entry = (value: Value): void => listener(value);
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  tell(value: Value): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
