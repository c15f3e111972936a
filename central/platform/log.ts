import { type DestinationStream, destination, pino } from "pino";
import { redact } from "../../shared/numbers/redact.ts";

/** What one line of the log says: which event, and plain facts about it. No free text, so that no value slips in with it. */
export interface LogFields {
  readonly event: string;
  readonly [fact: string]: string | number | FaultDescription;
}

/** The service's log. Refusals, errors and slow requests only; the ledger is the record of the rest. */
export interface Log {
  info(fields: LogFields): void;
  warn(fields: LogFields): void;
  error(fields: LogFields): void;
}

/** What may be told of an error: its class, its code and where it came from. Its message can quote a value, so it stays out. */
export interface FaultDescription {
  readonly type: string;
  readonly code?: string;
  readonly at: readonly string[];
}

/** Opens a log of JSON lines. Every line passes `redact` last, so that a number that slipped in does not reach the disk. */
export function openLog(destination: DestinationStream): Log {
  const logger = pino(
    {
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: personalPaths, censor: "[redacted]" },
      hooks: { streamWrite: redact },
    },
    destination,
  );
  return {
    info: (fields) => logger.info(fields),
    warn: (fields) => logger.warn(fields),
    error: (fields) => logger.error(fields),
  };
}

/** The log of a process: on standard error. Whoever reads it may go away; the work goes on. */
export function openProcessLog(): Log {
  const standardError = destination({ dest: 2, sync: true });
  standardError.on("error", () => undefined);
  return openLog(standardError);
}

const personalPaths = [
  "cardNumber",
  "socialSecurityNumber",
  "name",
  "holderName",
  "sealed",
  "token",
  "authorization",
  "body",
];

const framesKept = 12;

/** Describes an error for the log. */
export function describeFault(error: unknown): FaultDescription {
  if (!(error instanceof Error)) return { type: typeof error, at: [] };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  return { type: error.name, ...code, at: frames.slice(0, framesKept).map((frame) => frame.trim()) };
}
