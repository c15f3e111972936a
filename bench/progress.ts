const everyMs = 5000;

/** Says where a long run is: in one line that changes on a terminal, else in a line now and then. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  #saidAtMs = Number.NEGATIVE_INFINITY;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  readonly say = (text: string): void => {
    if (this.#stream.isTTY) this.#stream.write(`\r\u001B[K${text}`);
    else if (performance.now() - this.#saidAtMs >= everyMs) {
      this.#saidAtMs = performance.now();
      this.#stream.write(`  ${text}\n`);
    }
  };

  /** Leaves the terminal's line clean. */
  end(): void {
    if (this.#stream.isTTY) this.#stream.write("\r\u001B[K");
  }
}
