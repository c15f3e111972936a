import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import type { Readable, Writable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { LabError } from "./lab-error.ts";
import { CALL_TIMEOUT_MS, within } from "./within.ts";

const BITS_PER_CHARACTER = 10;

type Socat = ChildProcessByStdio<Writable, Readable, Readable>;

/**
 * A serial device behind a path that the caller chooses: a pseudo-terminal with a link to it, held by one socat. It
 * needs neither the preload nor Python, but no list of ports shows it: the program has to be given the path. Modem lines
 * fail with ENOTTY, any baud rate is accepted. Plugging again after an unplug is a new terminal behind the same link.
 */
export class VirtualSerialPty {
  readonly link: string;
  #socat: Socat | undefined;
  #received: Buffer[] = [];

  /** `link` must lie in a folder that the caller owns; whatever lies there when it is plugged is replaced. */
  constructor(link: string) {
    this.link = link;
  }

  /** Resolves when the program can open the link. Rejects with `unavailable` where socat is missing. */
  async plug(): Promise<void> {
    if (this.#socat) throw new LabError("refused", `${this.link} is plugged already`);
    await rm(this.link, { force: true });
    this.#received = [];
    const terminal = `pty,raw,echo=0,link=${this.link},wait-slave=0`;
    const socat = spawn("socat", ["-d", "-d", terminal, "STDIO"], { stdio: ["pipe", "pipe", "pipe"] });
    this.#socat = socat;
    socat.stdout.on("data", (bytes: Buffer) => this.#received.push(bytes));
    // A write after a yank ends in EPIPE; the yank is what the test is about.
    socat.stdin.on("error", () => undefined);
    try {
      await within(CALL_TIMEOUT_MS, `plugging ${this.link}`, untilTransferring(socat));
    } catch (problem) {
      socat.kill("SIGKILL");
      this.#socat = undefined;
      throw problem;
    }
  }

  /** Sends at once; pieces sent without a gap may arrive joined. */
  async send(bytes: Uint8Array): Promise<void> {
    const { stdin } = this.#plugged();
    const written = new Promise<void>((resolve) => stdin.write(bytes, () => resolve()));
    await within(CALL_TIMEOUT_MS, `sending to ${this.link}`, written);
  }

  /** Sends in pieces that end before each of `cuts`, `gapMs` apart: the program gets these pieces, from about 5 ms up. */
  async sendInPieces(bytes: Uint8Array, cuts: readonly number[], gapMs: number): Promise<void> {
    let from = 0;
    for (const to of [...cuts, bytes.length]) {
      if (from > 0) await pause(gapMs);
      await this.send(bytes.subarray(from, to));
      from = to;
    }
  }

  /** Sends byte by byte at the pace of the line: ten bits a character. */
  async paced(bytes: Uint8Array, baudRate: number): Promise<void> {
    const characterMs = (BITS_PER_CHARACTER * 1000) / baudRate;
    const startedAtMs = performance.now();
    for (const [index, byte] of bytes.entries()) {
      const earlyMs = startedAtMs + index * characterMs - performance.now();
      // Timers are no finer than a millisecond: a character due within it goes out now, and the sum stays right.
      if (earlyMs >= 1) await pause(earlyMs);
      await this.send(Uint8Array.of(byte));
    }
  }

  /** What the program wrote since the device was plugged. */
  received(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#received));
  }

  /** The cable is pulled while nothing happens on it; the link goes as well. */
  async unplug(): Promise<void> {
    const socat = this.#plugged();
    const exited = once(socat, "exit");
    socat.kill("SIGTERM");
    socat.kill("SIGCONT");
    await within(CALL_TIMEOUT_MS, `unplugging ${this.link}`, exited);
    this.#socat = undefined;
  }

  /** The cable is pulled in the middle of a read: `lastBytes` are on their way when the device dies. */
  async yank(lastBytes: Uint8Array): Promise<void> {
    const socat = this.#plugged();
    const exited = once(socat, "exit");
    socat.stdin.write(lastBytes);
    socat.kill("SIGKILL");
    await within(CALL_TIMEOUT_MS, `yanking ${this.link}`, exited);
    // Terminal numbers are used again: a link left behind would lead to somebody else's.
    await rm(this.link, { force: true });
    this.#socat = undefined;
  }

  /** The device stops: what is sent is kept until it resumes. */
  hang(): void {
    this.#plugged().kill("SIGSTOP");
  }

  resume(): void {
    this.#plugged().kill("SIGCONT");
  }

  #plugged(): Socat {
    if (!this.#socat) throw new LabError("refused", `nothing is plugged at ${this.link}`);
    return this.#socat;
  }
}

async function untilTransferring(socat: Socat): Promise<void> {
  let notices = "";
  await new Promise<void>((resolve, reject) => {
    socat.once("error", (problem) => reject(new LabError("unavailable", `socat: ${problem.message}`)));
    socat.once("close", () => reject(new LabError("ended", `socat ended: ${notices}`)));
    socat.stderr.on("data", (text: Buffer) => {
      notices = (notices + text).slice(-2000);
      if (notices.includes("starting data transfer loop")) resolve();
    });
  });
}
