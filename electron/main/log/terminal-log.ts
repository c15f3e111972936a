import { mkdirSync } from "node:fs";
import path from "node:path";
import { type Logger, pino, stdTimeFunctions } from "pino";
import { redact } from "../../../shared/numbers/redact.ts";
import { openRotatingFile } from "./rotating-file.ts";

/** A busy day writes some hundred kilobytes: the three files hold weeks, and can be sent by mail. */
const maxBytes = 4 * 1024 * 1024;
const keptFiles = 3;

/** Structured log of the terminal: an event name and safe fields, never a sentence with data in it. */
export interface TerminalLog {
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Opens `terminal.log` in the data folder's `log/`, with the two before it kept beside it. A disk that is full or closed to us costs log lines, never the terminal. */
export function openTerminalLog(dataDir: string): TerminalLog {
  try {
    return writeTo(dataDir);
  } catch {
    process.stderr.write(`kalian: no log can be written in ${dataDir}\n`);
    return { info: () => undefined, warn: () => undefined, error: () => undefined };
  }
}

function writeTo(dataDir: string): TerminalLog {
  const folder = path.join(dataDir, "log");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = openRotatingFile({ folder, name: "terminal", maxBytes, keptFiles });
  const logger = pino(
    { base: null, timestamp: stdTimeFunctions.isoTime },
    { write: (line: string) => file.write(redact(line)) },
  );
  return {
    info: writer(logger, "info"),
    warn: writer(logger, "warn"),
    error: writer(logger, "error"),
  };
}

function writer(logger: Logger, level: "info" | "warn" | "error"): (event: string, fields?: LogFields) => void {
  return (event, fields) => logger[level]({ event, ...fields });
}
