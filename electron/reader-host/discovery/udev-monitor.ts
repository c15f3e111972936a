import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { type Cancel, nothingPending, type Timers } from "../../../shared/basics/timers.ts";
import { codeOf } from "../drivers/open-failure.ts";

/** What the monitor tells. Calls never come from inside `startUdevMonitor`. */
export interface UdevListener {
  /** Something of this subsystem was plugged, unplugged or changed. */
  changed(subsystem: "tty" | "hidraw"): void;
  /** The monitor is up (again); what happened before is not known, so the listener must look for itself. */
  up(): void;
  /** The system offers no monitor; `code` is the spawn's error. Said once, and nothing follows. */
  unavailable(code: string): void;
}

const monitorArguments = ["monitor", "--udev", "--subsystem-match=tty", "--subsystem-match=hidraw"];

/**
 * Ways to start the monitor, best first: the program and what stands before udevadm's own arguments. `setpriv` makes the kernel kill the
 * child when we die by SIGKILL; without it, it would sit there until the next plug event breaks its pipe.
 */
const launchers: readonly (readonly [string, readonly string[]])[] = [
  ["setpriv", ["--pdeathsig", "KILL", "udevadm"]],
  ["udevadm", []],
];

/** What setpriv exits with when it cannot find the program. */
const programNotFound = 127;
const restartAfterMs = 500;
/** A monitor that dies this often before it said that it is up will not come up: polling takes its place. */
const maxDeathsBeforeUp = 3;
/** One event line is below 300 bytes; what is longer without a line break is not the monitor's. */
const maxLineBytes = 4096;

/**
 * Follows `udevadm monitor` (a plug is seen in about 5 ms) and starts it again when it dies. The returned function ends it for good and
 * resolves when the child is gone.
 */
export function startUdevMonitor(listener: UdevListener, timers: Timers): () => Promise<void> {
  const monitor = new UdevMonitor(listener, timers);
  monitor.start();
  return () => monitor.stop();
}

class UdevMonitor {
  readonly #listener: UdevListener;
  readonly #timers: Timers;
  #launcher = 0;
  #deathsBeforeUp = 0;
  #child: ChildProcessWithoutNullStreams | undefined;
  #line = "";
  #cancelRestart: Cancel = nothingPending;
  #stopped = false;

  constructor(listener: UdevListener, timers: Timers) {
    this.#listener = listener;
    this.#timers = timers;
  }

  start(): void {
    const [program, before] = launchers[this.#launcher] ?? ["udevadm", []];
    const child = spawn(program, [...before, ...monitorArguments]);
    this.#child = child;
    // Its complaints are of no use, but a pipe that nobody empties would stop it.
    child.stderr.resume();
    this.#line = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => this.#onText(text));
    child.once("error", (cause) => this.#onDeath(codeOf(cause)));
    child.once("exit", (code) => this.#onDeath(code === programNotFound ? "ENOENT" : `EXIT_${code ?? "SIGNAL"}`));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelRestart();
    const child = this.#child;
    if (child === undefined) return;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    if (child.kill("SIGKILL")) await gone;
  }

  #onText(text: string): void {
    const lines = (this.#line + text).split("\n");
    this.#line = (lines.pop() ?? "").slice(-maxLineBytes);
    for (const line of lines) this.#onLine(line);
  }

  #onLine(line: string): void {
    if (line.startsWith("UDEV - ")) {
      // Printed once the monitor listens: what is plugged from here on is not missed.
      this.#deathsBeforeUp = 0;
      this.#listener.up();
      return;
    }
    const subsystem = /^UDEV +\[[\d.]+\].*\((tty|hidraw)\)$/.exec(line)?.[1];
    if (subsystem === "tty" || subsystem === "hidraw") this.#listener.changed(subsystem);
  }

  #onDeath(code: string): void {
    if (this.#child === undefined) return;
    this.#child = undefined;
    if (this.#stopped) return;
    this.#deathsBeforeUp += 1;
    if (code === "ENOENT" && this.#launcher < launchers.length - 1) {
      this.#launcher += 1;
      this.start();
    } else if (code === "ENOENT" || this.#deathsBeforeUp >= maxDeathsBeforeUp) {
      this.#listener.unavailable(code);
    } else {
      this.#cancelRestart = this.#timers.after(restartAfterMs, () => this.start());
    }
  }
}
