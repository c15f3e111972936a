import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import path from "node:path";
import type { Readable } from "node:stream";
import * as z from "zod/mini";
import { electronExecutable, inRepository, repositoryRoot } from "../../e2e/harness/repository.ts";
import { type LineChannel, openLineChannel } from "../../lab/json-lines.ts";
import { cpuMsOf, monotonicMs, treeOf } from "./process-tree.ts";

const startLimitMs = 30_000;
const answerLimitMs = 15_000;
const closeLimitMs = 10_000;

const FirstScreen = z.object({
  event: z.literal("firstScreen"),
  gotMs: z.number(),
  value: z.object({ text: z.string(), isVisible: z.boolean(), hasFocus: z.boolean() }),
});
const Seen = z.object({
  gotMs: z.number(),
  value: z.object({ domMs: z.number(), paintedMs: z.number(), nowMs: z.number() }),
});
const Replayed = z.object({ sentMs: z.number() });

export interface MeasuredAppOptions {
  /** A folder of its own, kept from start to start: profile, data, socket. */
  readonly folder: string;
  /** What Electron runs, with its arguments. */
  readonly args: readonly string[];
  /** Selector of the text whose first frame ends the start. */
  readonly firstScreen: string;
  /** Environment that shows a lab's devices, for the process that reads them. */
  readonly deviceEnv?: Readonly<Record<string, string>>;
}

/** How long the start took, from the spawn to the first frame, and what it cost. */
export interface Start {
  readonly wallMs: number;
  readonly cpuMs: number;
}

type Electron = ChildProcessByStdio<null, null, Readable>;

/** Floor or product, running as itself and watched from outside. Times are those of `monotonicMs`. */
export class MeasuredApp {
  readonly start: Start;
  readonly #electron: Electron;
  readonly #channel: LineChannel;
  readonly #socket: Socket;

  private constructor(electron: Electron, socket: Socket, channel: LineChannel, start: Start) {
    this.#electron = electron;
    this.#socket = socket;
    this.#channel = channel;
    this.start = start;
  }

  /** Starts it; resolves when its first screen has been drawn. Rejects, with what it said, when that does not come. */
  static async launch(options: MeasuredAppOptions): Promise<MeasuredApp> {
    mkdirSync(options.folder, { recursive: true });
    const socketPath = path.join(options.folder, "bench-socket");
    await rm(socketPath, { force: true });
    const server = createServer().listen(socketPath);
    await once(server, "listening");
    const startedAtMs = monotonicMs();
    const electron = spawnElectron(options, socketPath);
    const says = keepEnd(electron.stderr);
    try {
      const socket = await connected(electron, server, says);
      server.close();
      const { channel, first } = listen(socket, electron, startedAtMs);
      return new MeasuredApp(electron, socket, channel, await orGone(electron, first, says));
    } catch (problem) {
      server.close();
      electron.kill("SIGKILL");
      throw problem;
    }
  }

  /** Process ids of main and all its children. */
  tree(): readonly number[] {
    return treeOf(this.#pid());
  }

  /** Watches from now on for an element with exactly this text. */
  async watch(selector: string, text: string): Promise<void> {
    await this.#ask("watch", selector, text);
  }

  /** When the element that is watched for came into the document, and when it was on the screen. */
  async seen(): Promise<{ readonly domAtMs: number; readonly paintedAtMs: number }> {
    const { gotMs, value } = Seen.parse(await this.#ask("seen"));
    // The way back to main, a fraction of a millisecond, stays in: it is the same for floor and product.
    const atMs = (pageMs: number): number => gotMs - (value.nowMs - pageMs);
    return { domAtMs: atMs(value.domMs), paintedAtMs: atMs(value.paintedMs) };
  }

  /** Resolves when the page has such an element. */
  async until(selector: string): Promise<void> {
    await this.#ask("until", selector);
  }

  /** Keeps the page's frame clock running from now on. */
  async tick(): Promise<void> {
    await this.#ask("tick");
  }

  /** Empties an element, so that it is watched like a new one. */
  async renew(selector: string): Promise<void> {
    await this.#ask("renew", selector);
  }

  /** Presses a key, named as an accelerator. */
  async press(keyCode: string): Promise<void> {
    await this.#channel.request({ op: "press", keyCode });
  }

  /** Hands main the last decoded card once more. Resolves with the moment it got it. */
  async replay(): Promise<number> {
    return Replayed.parse(await this.#channel.request({ op: "replay" })).sentMs;
  }

  /** Closes it as an operator would; kills it when it does not end. */
  async close(): Promise<void> {
    if (this.#electron.exitCode !== null || this.#electron.signalCode !== null) return;
    const gone = once(this.#electron, "exit");
    const insist = setTimeout(() => this.#electron.kill("SIGKILL"), closeLimitMs);
    this.#socket.end();
    await gone;
    clearTimeout(insist);
  }

  async #ask(method: string, ...args: readonly string[]): Promise<unknown> {
    return await this.#channel.request({ op: "ask", method, args }, answerLimitMs);
  }

  #pid(): number {
    const { pid } = this.#electron;
    if (pid === undefined) throw new Error("it is not running");
    return pid;
  }
}

function spawnElectron({ folder, args, firstScreen, deviceEnv }: MeasuredAppOptions, socketPath: string): Electron {
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const probe = inRepository("bench/harness/probe.cjs");
  return spawn(electronExecutable(), ["-r", probe, ...sandbox, ...args], {
    cwd: repositoryRoot,
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      ...process.env,
      DBUS_SESSION_BUS_ADDRESS: "disabled:",
      XDG_CONFIG_HOME: path.join(folder, "config"),
      KALIAN_BENCH: JSON.stringify({ socketPath, firstScreen, deviceEnv: deviceEnv ?? {} }),
    },
  });
}

function listen(socket: Socket, electron: Electron, startedAtMs: number) {
  let channel: LineChannel | undefined;
  const first = new Promise<Start>((resolve, reject) => {
    channel = openLineChannel({
      input: socket,
      output: socket,
      onEvent: (event) => {
        // Read first: what happens from here on is no longer the start.
        const cpuMs = cpuMsOf(treeOf(electron.pid ?? 0));
        const { gotMs, value } = FirstScreen.parse(event);
        if (value.isVisible && value.hasFocus) resolve({ wallMs: gotMs - startedAtMs, cpuMs });
        else reject(new Error(`the first screen, "${value.text}", is ${value.isVisible ? "without focus" : "hidden"}`));
      },
    });
  });
  if (channel === undefined) throw new Error("the channel was not opened");
  return { channel, first };
}

async function connected(
  electron: Electron,
  server: ReturnType<typeof createServer>,
  says: () => string,
): Promise<Socket> {
  return await orGone(electron, new Promise<Socket>((resolve) => server.once("connection", resolve)), says);
}

/** Settles as the promise does, or rejects with what the program said when it ends before, or takes too long. */
async function orGone<T>(electron: Electron, promise: Promise<T>, says: () => string): Promise<T> {
  let fail: (reason: string) => void = () => undefined;
  const failed = new Promise<never>((_resolve, reject) => {
    fail = (reason) => reject(new Error(`${electron.spawnargs.join(" ")}: ${reason}: ${says()}`));
  });
  const timer = setTimeout(() => fail(`no first screen within ${startLimitMs} ms`), startLimitMs);
  const ended = (): void => fail("it ended");
  electron.once("exit", ended);
  try {
    return await Promise.race([promise, failed]);
  } finally {
    clearTimeout(timer);
    electron.off("exit", ended);
  }
}

function keepEnd(stream: Readable): () => string {
  let end = "";
  stream.on("data", (text: Buffer) => {
    end = (end + text.toString()).slice(-1000);
  });
  return () => end;
}
