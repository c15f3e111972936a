import { mkdirSync } from "node:fs";
import path from "node:path";
import { destination, type Logger, pino, stdTimeFunctions } from "pino";
import { redact } from "./redact.ts";

/** Structured log of the terminal: an event name and safe fields, never a sentence with data in it. */
export interface TerminalLog {
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
  /** Writes what is buffered; called before the process ends. */
  readonly flush: () => void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Opens `terminal.log` in the data folder's `log/`. A full disk costs log lines, never the terminal. */
export function openTerminalLog(dataDir: string): TerminalLog {
  const folder = path.join(dataDir, "log");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = destination({ dest: path.join(folder, "terminal.log"), sync: true, mkdir: false, mode: 0o600 });
  file.on("error", () => undefined);
  const logger = pino(
    { base: null, timestamp: stdTimeFunctions.isoTime },
    { write: (line: string) => file.write(redact(line)) },
  );
  return {
    info: writer(logger, "info"),
    warn: writer(logger, "warn"),
    error: writer(logger, "error"),
    flush: () => file.flushSync(),
  };
}

function writer(logger: Logger, level: "info" | "warn" | "error"): (event: string, fields?: LogFields) => void {
  return (event, fields) => logger[level]({ event, ...fields });
}
