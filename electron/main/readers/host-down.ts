import type { ReaderState } from "../../../shared/readers/reader-status.ts";

/** The last known list while the host is down: no reader takes cards, and the paused ones are so by an operator's wish. */
export function whileHostIsDown(readers: readonly ReaderState[]): readonly ReaderState[] {
  return readers.map((reader) =>
    reader.status.kind === "paused" ? reader : { ...reader, status: { kind: "faulted", fault: { kind: "host-down" } } },
  );
}
