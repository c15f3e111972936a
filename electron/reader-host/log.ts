import type { Clock } from "../../shared/basics/clock.ts";
import type { FromReaderHost } from "../../shared/contracts/reader-host.ts";

type LogLine = Extract<FromReaderHost, { kind: "log" }>;

/** Writes one structured line. Fields name devices, codes and counts; never a byte, number or name off a card. */
export type Log = (level: LogLine["level"], event: string, fields?: LogLine["fields"]) => void;

/** A line that only sends noise could fill main's log file; nobody reads more than this. */
const maxLinesPerSecond = 20;

/** Sends log lines to main, at most twenty a second; how many were left out is told by the next line that passes. */
export function createLog(send: (line: LogLine) => void, clock: Clock): Log {
  let windowStartMs = clock.monotonicMs();
  let linesInWindow = 0;
  let leftOut = 0;
  return (level, event, fields = {}) => {
    const nowMs = clock.monotonicMs();
    if (nowMs - windowStartMs >= 1000) {
      windowStartMs = nowMs;
      linesInWindow = 0;
    }
    linesInWindow += 1;
    if (linesInWindow > maxLinesPerSecond) {
      leftOut += 1;
      return;
    }
    send({ kind: "log", level, event, fields: leftOut === 0 ? fields : { ...fields, leftOut } });
    leftOut = 0;
  };
}

/**
 * Fields for something that was thrown: its class and the first place in our code, but not its message, which may quote the data that
 * it choked on.
 */
export function thrownFields(cause: unknown): LogLine["fields"] {
  if (!(cause instanceof Error)) return { thrown: typeof cause };
  const place = (cause.stack ?? "").split("\n").find((line) => /^\s+at /.test(line));
  return { thrown: cause.name, place: place?.trim().slice(0, 200) ?? "" };
}
