/**
 * Bytes of a swipe that is not complete yet, in memory of fixed size. What is taken out or dropped is overwritten with zeros at once: a
 * card's track does not stay behind for the next card to overwrite.
 */
export class RawBuffer {
  readonly #memory: Uint8Array;
  #length = 0;

  /** Holds its bytes in `memory` and no more of them than fit there. */
  constructor(memory: Uint8Array) {
    this.#memory = memory;
  }

  get length(): number {
    return this.#length;
  }

  get isFull(): boolean {
    return this.#length === this.#memory.length;
  }

  /** Adds a byte; one for which there is no room is not kept. */
  add(byte: number): void {
    if (this.isFull) return;
    this.#memory[this.#length] = byte;
    this.#length += 1;
  }

  /** Adds as many of the bytes as there is room for and returns how many. */
  addAll(bytes: Uint8Array): number {
    const added = bytes.subarray(0, this.#memory.length - this.#length);
    this.#memory.set(added, this.#length);
    this.#length += added.length;
    return added.length;
  }

  /** Gives the bytes to `read`, whose result it returns, and forgets them. `read` must not keep them: they are zeros afterwards. */
  take<T>(read: (bytes: Uint8Array) => T): T {
    try {
      return read(this.#memory.subarray(0, this.#length));
    } finally {
      this.wipe();
    }
  }

  /** Forgets the bytes. */
  wipe(): void {
    this.#memory.fill(0, 0, this.#length);
    this.#length = 0;
  }
}
