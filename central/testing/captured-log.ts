import { type Log, openLog } from "../platform/log.ts";

/** A log that keeps its lines. */
export interface CapturedLog {
  readonly log: Log;
  readonly lines: readonly string[];
}

export function captureLog(): CapturedLog {
  const lines: string[] = [];
  return { log: openLog({ write: (line) => void lines.push(line) }), lines };
}

/** A log that keeps nothing. */
export const silentLog: Log = openLog({ write: () => undefined });
