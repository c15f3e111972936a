import { assertNever } from "../../../shared/basics/assert-never.ts";
import type { Clock } from "../../../shared/basics/clock.ts";
import type { Cancel, Timers } from "../../../shared/basics/timers.ts";
import {
  FromReaderHost,
  type ReadCard,
  type SealingKey,
  type ToReaderHost,
} from "../../../shared/contracts/reader-host.ts";
import type { ReadFault } from "../../../shared/readers/read-fault.ts";
import type { ReaderId, ReaderState } from "../../../shared/readers/reader-status.ts";
import { Listeners, type Unsubscribe } from "../listeners.ts";
import { whileHostIsDown } from "./host-down.ts";
import type { HostProcess, SpawnHost } from "./host-process.ts";
import { HostVitals } from "./host-vitals.ts";

type Start = Extract<ToReaderHost, { kind: "start" }>;
type LogLine = Extract<FromReaderHost, { kind: "log" }>;

/** What every run of the host is started with. */
export type HostSettings = Pick<Start, "profiles" | "explicit" | "discover" | "region" | "fingerprintKey">;

/** A swipe that gave no card. */
export interface FailedRead {
  readonly readerId: ReaderId;
  readonly readerModel: string;
  readonly fault: ReadFault;
  readonly atMs: number;
}

/** A structured line about readers: the host's own, or the keeper's about the host. Holds no card data. */
export interface HostLogLine {
  readonly level: LogLine["level"];
  readonly event: string;
  readonly fields: LogLine["fields"];
}

/** What the keeper needs. */
export interface HostKeeperPorts {
  readonly time: Clock & Timers;
  readonly spawn: SpawnHost;
  readonly settings: HostSettings;
}

interface Run {
  readonly process: HostProcess;
  readonly vitals: HostVitals;
  readonly startedAtMs: number;
  isSettled: boolean;
}

/** Waits before the next start; the first two are at once. A host that dies as soon as it lives must not take the machine with it. */
const restartDelaysMs = [0, 0, 250, 500, 1000, 2000, 5000] as const;
/** A run this long was well; the next death starts the delays afresh. */
const stableAfterMs = 5000;
/** The host closes its devices within this time after `stop`, or is killed. */
const stopLimitMs = 1500;

/**
 * Keeps the reader host's process alive: starts it, asks it all the time whether it lives, kills it when it hangs and starts it again
 * after any end, with a capped back-off. What the host must know (sealing key, pauses) is kept here and told again after every start.
 * While the host is down the last list of readers is published with each reader marked so.
 */
export class HostKeeper {
  readonly #ports: HostKeeperPorts;
  readonly #readersListeners = new Listeners<readonly ReaderState[]>();
  readonly #cardListeners = new Listeners<ReadCard>();
  readonly #failureListeners = new Listeners<FailedRead>();
  readonly #logListeners = new Listeners<HostLogLine>();
  readonly #pauses = new Map<ReaderId, { readonly byOperator: string; readonly atMs: number }>();
  #sealingKey: SealingKey | null = null;
  #readers: readonly ReaderState[] = [];
  #run: Run | undefined;
  #earlyDeaths = 0;
  #cancelRestart: Cancel = () => undefined;
  #isStopping = false;
  #onStopped = (): void => undefined;

  constructor(ports: HostKeeperPorts) {
    this.#ports = ports;
  }

  /** The list as last published. */
  get readers(): readonly ReaderState[] {
    return this.#readers;
  }

  /** The whole list of readers on every change. */
  onReaders(listener: (readers: readonly ReaderState[]) => void): Unsubscribe {
    return this.#readersListeners.add(listener);
  }

  /** Every card that was read whole. */
  onCardRead(listener: (card: ReadCard) => void): Unsubscribe {
    return this.#cardListeners.add(listener);
  }

  /** Every swipe that gave no card. */
  onReadFailed(listener: (failed: FailedRead) => void): Unsubscribe {
    return this.#failureListeners.add(listener);
  }

  onLog(listener: (line: HostLogLine) => void): Unsubscribe {
    return this.#logListeners.add(listener);
  }

  /** Starts the host. Called once, after the first paint. */
  start(): void {
    this.#spawn();
  }

  /** Tells the host the service's sealing key, now and after every restart. Idempotent. */
  setSealingKey(sealingKey: SealingKey): void {
    const known = this.#sealingKey;
    if (known?.keyId === sealingKey.keyId && known.publicKey === sealingKey.publicKey) return;
    this.#sealingKey = sealingKey;
    this.#run?.process.send({ kind: "sealingKey", sealingKey });
  }

  /** Takes no cards from a reader until `resume`; survives a restart of the host, not one of the program. */
  pause(readerId: ReaderId, byOperator: string): void {
    const pause = { byOperator, atMs: this.#ports.time.nowMs() };
    this.#pauses.set(readerId, pause);
    this.#run?.process.send({ kind: "pause", readerId, ...pause });
  }

  resume(readerId: ReaderId): void {
    this.#pauses.delete(readerId);
    this.#run?.process.send({ kind: "resume", readerId });
  }

  /** Closes and opens one reader. */
  reopen(readerId: ReaderId): void {
    this.#run?.process.send({ kind: "reopen", readerId });
  }

  /** Closes and opens every reader: after the machine slept, handles look open and answer nothing. */
  reopenAll(): void {
    this.#run?.process.send({ kind: "reopenAll" });
  }

  /** Looks for plugged-in readers now. */
  rescan(): void {
    this.#run?.process.send({ kind: "rescan" });
  }

  /** Sends bytes as a scripted reader; the product's host refuses it. */
  sendScriptedBytes(readerId: ReaderId, hex: string): void {
    this.#run?.process.send({ kind: "scriptedBytes", readerId, hex });
  }

  /** Plugs a scripted reader in or pulls it; the product's host refuses it. */
  plugScripted(readerId: ReaderId, plugged: boolean): void {
    this.#run?.process.send({ kind: "scriptedPlug", readerId, plugged });
  }

  /** Ends the host for good; resolves when its process is gone, by itself or killed. Idempotent. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#cancelRestart();
    const run = this.#run;
    if (run === undefined) return;
    const stopped = new Promise<void>((resolve) => {
      const earlier = this.#onStopped;
      this.#onStopped = () => {
        earlier();
        resolve();
      };
    });
    run.vitals.stop();
    run.process.send({ kind: "stop" });
    const cancelKill = this.#ports.time.after(stopLimitMs, () => run.process.kill());
    await stopped;
    cancelKill();
  }

  #spawn(): void {
    const { time, spawn, settings } = this.#ports;
    const process = spawn({
      message: (raw) => {
        if (this.#run === run) this.#receive(run, raw);
      },
      exited: () => this.#end(run, "exited"),
    });
    const vitals = new HostVitals({
      time,
      ping: (n) => process.send({ kind: "ping", n }),
      died: () => {
        process.kill();
        this.#end(run, "silent");
      },
    });
    const run: Run = { process, vitals, startedAtMs: time.monotonicMs(), isSettled: false };
    this.#run = run;
    const paused = [...this.#pauses].map(([readerId, pause]) => ({ readerId, ...pause }));
    process.send({ kind: "start", ...settings, sealingKey: this.#sealingKey, paused });
  }

  #receive(run: Run, raw: unknown): void {
    const parsed = FromReaderHost.safeParse(raw);
    if (!parsed.success) {
      this.#log("error", "host-message-refused", { field: (parsed.error.issues[0]?.path ?? []).map(String).join(".") });
      return;
    }
    run.isSettled ||= parsed.data.kind === "readers";
    run.vitals.answered(run.isSettled);
    this.#tell(parsed.data);
  }

  #tell(message: FromReaderHost): void {
    switch (message.kind) {
      case "started":
        this.#log("info", "host-started", {});
        return;
      case "pong":
      case "stopped":
        return;
      case "readers":
        this.#publish(message.readers);
        return;
      case "cardRead":
        this.#cardListeners.tell(message.card);
        return;
      case "readFailed": {
        const { readerId, readerModel, fault, atMs } = message;
        this.#failureListeners.tell({ readerId, readerModel, fault, atMs });
        return;
      }
      case "log":
        this.#log(message.level, message.event, message.fields);
        return;
      default:
        assertNever(message);
    }
  }

  #end(run: Run, how: "exited" | "silent"): void {
    if (this.#run !== run) return;
    this.#run = undefined;
    run.vitals.stop();
    if (this.#isStopping) {
      this.#onStopped();
      return;
    }
    const ranForMs = Math.round(this.#ports.time.monotonicMs() - run.startedAtMs);
    this.#log("error", "host-ended", { how, ranForMs });
    this.#publish(whileHostIsDown(this.#readers));
    this.#restartLater(ranForMs);
  }

  #restartLater(ranForMs: number): void {
    if (ranForMs >= stableAfterMs) this.#earlyDeaths = 0;
    const delayMs = restartDelaysMs[Math.min(this.#earlyDeaths, restartDelaysMs.length - 1)] ?? 0;
    this.#earlyDeaths += 1;
    this.#cancelRestart = this.#ports.time.after(delayMs, () => this.#spawn());
  }

  #publish(readers: readonly ReaderState[]): void {
    this.#readers = readers;
    this.#readersListeners.tell(readers);
  }

  #log(level: HostLogLine["level"], event: string, fields: HostLogLine["fields"]): void {
    this.#logListeners.tell({ level, event, fields });
  }
}
