import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";

/** Calls that touch files or sockets. */
const tracedCalls =
  "trace=%file,%network,write,writev,pwrite64,pwritev,read,readv,pread64,fsync,fdatasync,ftruncate,fallocate,close";

const attachLimitMs = 20_000;

/** What befalls a call as its thread enters it: its process is killed, or the call fails and does nothing. */
export type Deed = "SIGKILL" | "EIO" | "ENOSPC";

/** A deed done at a thread's `nth` call of this name from now on, or at every one; counted among calls on `only`, or among all. */
export interface Injection {
  readonly deed: Deed;
  readonly call: string;
  readonly nth: number | "every";
  readonly only: readonly string[];
}

/** Why this account may not trace its own processes here; undefined when it may. */
export function whyNoTracing(): string | undefined {
  const scope = "/proc/sys/kernel/yama/ptrace_scope";
  if (process.getuid?.() === 0 || !existsSync(scope) || readFileSync(scope, "utf8").trim() === "0") return undefined;
  return `${scope} lets an account trace only what it started under a tracer`;
}

/** strace on a running process with all its threads. */
export class Tracer {
  readonly #child: ChildProcess;
  readonly #file: string;

  private constructor(child: ChildProcess, file: string) {
    this.#child = child;
    this.#file = file;
  }

  /** Resolves when every thread is watched. */
  static async attach(pid: number, file: string, injection?: Injection): Promise<Tracer> {
    const inject = injection === undefined ? [] : injectArgs(injection);
    const args = ["-f", "-yy", "-s", "16", "-o", file, "-e", tracedCalls, ...inject, "-p", String(pid)];
    const child = spawn("strace", args, { stdio: ["ignore", "ignore", "pipe"] });
    await attached(child);
    return new Tracer(child, file);
  }

  /** Lets go of the process, or waits for strace to see its end, and returns what was traced. */
  async finish(): Promise<string> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const gone = once(this.#child, "exit");
      this.#child.kill("SIGINT");
      await gone;
    }
    return readFileSync(this.#file, "utf8");
  }
}

function injectArgs({ deed, call, nth, only }: Injection): readonly string[] {
  const what = deed === "SIGKILL" ? "signal=SIGKILL" : `error=${deed}`;
  const paths = only.flatMap((path) => ["-P", path]);
  return [...paths, "-e", `inject=${call}:${what}:when=${nth === "every" ? "1+" : nth}`];
}

async function attached(child: ChildProcess): Promise<void> {
  const signal = AbortSignal.timeout(attachLimitMs);
  let said = "";
  const stream = child.stderr;
  if (stream === null) throw new Error("strace has no standard error");
  const heard = new Promise<void>((resolve, reject) => {
    stream.on("data", (text: Buffer) => {
      said += text.toString();
      if (/attached/.test(said)) resolve();
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`strace ended: ${said}`)));
    signal.addEventListener("abort", () => reject(new Error(`strace did not attach: ${said}`)));
  });
  await heard;
}
