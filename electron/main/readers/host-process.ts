import type { ToReaderHost } from "../../../shared/contracts/reader-host.ts";

/** One run of the reader host's process. */
export interface HostProcess {
  /** Sends a message; without effect once the process is gone. */
  send(message: ToReaderHost): void;
  /** Ends the process at once, also one that is stopped or hangs (SIGKILL). Idempotent; `exited` is told as after any other end. */
  kill(): void;
}

/** What a host process tells. */
export interface HostProcessListener {
  /** A message as it came; not yet checked. */
  message(raw: unknown): void;
  /** The process is gone. Once, whatever ended it; its exit code says nothing reliable (an abort is reported as 0). */
  exited(): void;
}

/** Starts a host process. Failing to start is told as `exited`. No call to the listener comes from inside. */
export type SpawnHost = (listener: HostProcessListener) => HostProcess;
