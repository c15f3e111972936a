import { type FSWatcher, watch } from "node:fs";
import { basename, dirname } from "node:path";
import { type Cancel, nothingPending, type Timers } from "../../../shared/basics/timers.ts";
import { SingleFlight } from "../single-flight.ts";
import { nodeIdentityOf } from "./node-identity.ts";

/** Watches device paths named in the settings. */
export interface PathWatch {
  /** Looks at every path now. */
  recheck(): void;
  stop(): void;
}

/** Told when a path comes, goes or leads to another node: the identity of that node, or null while there is none. */
export type PathListener = (path: string, identity: string | null) => void;

/** One plug touches a folder several times. */
const settleMs = 10;
/** For folders that cannot be watched: /dev/serial/by-id comes and goes with its first device. */
const recheckEveryMs = 2000;

/**
 * Watches each path's folder and looks again every two seconds, which also sets up again a watch whose folder came back. The listener
 * hears the first answer for every path, absent ones included.
 */
export function startPathWatch(paths: readonly string[], listener: PathListener, timers: Timers): PathWatch {
  const running = new RunningPathWatch(paths, listener, timers);
  running.start();
  return running;
}

class RunningPathWatch implements PathWatch {
  readonly #paths: readonly string[];
  readonly #listener: PathListener;
  readonly #timers: Timers;
  readonly #identities = new Map<string, string | null>();
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #checking = new SingleFlight(() => this.#checkAll());
  #cancelCheck: Cancel = nothingPending;
  #cancelTick: Cancel = nothingPending;
  #stopped = false;

  constructor(paths: readonly string[], listener: PathListener, timers: Timers) {
    this.#paths = paths;
    this.#listener = listener;
    this.#timers = timers;
  }

  start(): void {
    if (this.#paths.length === 0) return;
    this.#tick();
  }

  recheck(): void {
    this.#cancelCheck();
    this.#cancelCheck = this.#timers.after(settleMs, () => void this.#checking.request());
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelCheck();
    this.#cancelTick();
    for (const watcher of this.#watchers.values()) watcher.close();
  }

  #tick(): void {
    if (this.#stopped) return;
    for (const folder of new Set(this.#paths.map((path) => dirname(path)))) this.#watchFolder(folder);
    void this.#checking.request();
    this.#cancelTick = this.#timers.after(recheckEveryMs, () => this.#tick());
  }

  #watchFolder(folder: string): void {
    if (this.#watchers.has(folder)) return;
    const forget = (): void => {
      this.#watchers.get(folder)?.close();
      this.#watchers.delete(folder);
    };
    try {
      const watcher = watch(folder, { persistent: false }, (event, name) =>
        this.#onTouched(folder, event, name, forget),
      );
      watcher.on("error", forget);
      this.#watchers.set(folder, watcher);
    } catch {
      // The folder is not there or may not be watched; the next tick tries again, and looks at its paths anyway.
    }
  }

  #onTouched(folder: string, event: string, name: string | null, forget: () => void): void {
    // A folder that is deleted reports its own name and goes silent for ever, even when it is made again.
    if (event === "rename" && name === basename(folder)) forget();
    if (name === null || this.#paths.some((path) => basename(path) === name)) this.recheck();
  }

  async #checkAll(): Promise<void> {
    for (const path of this.#paths) {
      const identity = await nodeIdentityOf(path);
      if (this.#stopped) return;
      const known = this.#identities.get(path);
      this.#identities.set(path, identity);
      if (known !== identity) this.#listener(path, identity);
    }
  }
}
