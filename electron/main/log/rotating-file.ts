import { closeSync, fstatSync, ftruncateSync, openSync, readSync, renameSync, writeSync } from "node:fs";
import path from "node:path";

export interface RotatingFileOptions {
  readonly folder: string;
  /** Without its ending: `name.log` is written, `name.1.log` the one before it. */
  readonly name: string;
  /** No file grows beyond it, but for a single line that is longer. */
  readonly maxBytes: number;
  /** Files in all, the one being written included. */
  readonly keptFiles: number;
}

/** Where lines go, each ended by its line break. */
export interface RotatingFile {
  /** Written at once: there is nothing to flush at the end. Never throws; a line that the disk refuses is lost. */
  write(line: string): void;
}

/**
 * Opens `name.log` of a folder for adding lines. When it is full it becomes `name.1.log`, that one `name.2.log` and so on, the oldest is dropped;
 * every file holds whole lines. Throws when it can't be opened.
 */
export function openRotatingFile(options: RotatingFileOptions): RotatingFile {
  return new OpenRotatingFile(options);
}

class OpenRotatingFile implements RotatingFile {
  readonly #options: RotatingFileOptions;
  #handle: number;
  #bytes: number;
  /** The file ends in the middle of a line. */
  #isCut: boolean;

  constructor(options: RotatingFileOptions) {
    this.#options = options;
    this.#handle = openSync(this.#fileOf(0), "a+", 0o600);
    this.#bytes = fstatSync(this.#handle).size;
    this.#isCut = endsInLine(this.#handle, this.#bytes);
  }

  write(line: string): void {
    try {
      const bytes = Buffer.from(this.#isCut ? `\n${line}` : line);
      if (this.#bytes > 0 && this.#bytes + bytes.length > this.#options.maxBytes) this.#rotate();
      this.#append(this.#bytes === 0 ? Buffer.from(line) : bytes);
    } catch {
      // A full or lost disk costs log lines, never the program.
    }
  }

  #append(bytes: Buffer): void {
    const written = writeSync(this.#handle, bytes);
    this.#bytes += written;
    this.#isCut = written < bytes.length;
  }

  #rotate(): void {
    if (this.#moveAll()) {
      // The old handle stays ours until there is a new one: its number must never come to mean another file.
      const fresh = openSync(this.#fileOf(0), "a+", 0o600);
      closeSync(this.#handle);
      this.#handle = fresh;
    } else {
      // Someone holds an old file: what is lost is the past, not the disk's room.
      ftruncateSync(this.#handle);
    }
    this.#bytes = fstatSync(this.#handle).size;
    this.#isCut = false;
  }

  #moveAll(): boolean {
    const { keptFiles } = this.#options;
    return Array.from({ length: keptFiles - 1 }, (_, index) => keptFiles - 1 - index).every((to) =>
      this.#move(to - 1, to),
    );
  }

  /** True also when there is nothing to move: there are not yet so many. */
  #move(from: number, to: number): boolean {
    try {
      renameSync(this.#fileOf(from), this.#fileOf(to));
      return true;
    } catch (error) {
      return error instanceof Error && "code" in error && error.code === "ENOENT";
    }
  }

  #fileOf(number: number): string {
    const { folder, name } = this.#options;
    return path.join(folder, number === 0 ? `${name}.log` : `${name}.${number}.log`);
  }
}

function endsInLine(handle: number, bytes: number): boolean {
  if (bytes === 0) return false;
  const last = Buffer.alloc(1);
  readSync(handle, last, 0, 1, bytes - 1);
  return last.toString() !== "\n";
}
