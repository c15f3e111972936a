import type { JournalFaultCode } from "../journal/journal-fault.ts";
import type { ToldFact, ToldFault } from "./fault-text.ts";

/** Each has words in the catalogue and an exit code of its own or its kind's. */
export type StartFaultCode = "settings/invalid" | "start/switch-refused" | JournalFaultCode;

/** Why the terminal did not start: its code and a technical detail without personal data. */
export interface StartFault {
  readonly code: StartFaultCode;
  readonly detail: string;
}

/** Says it on standard error, in one line that scripts can read. */
export function writeStartFault({ code, detail }: StartFault): void {
  process.stderr.write(`kalian: ${code}: ${detail}\n`);
}

/** What a person is told of it, in a window. */
export function toldStartFault({ code, detail }: StartFault, dataDir: string | undefined, version: string): ToldFault {
  const folder: readonly ToldFact[] = dataDir === undefined ? [] : [{ name: "fault-data-folder", value: dataDir }];
  const facts: readonly ToldFact[] = [
    { name: "fault-detail", value: detail },
    ...folder,
    { name: "version", value: version },
  ];
  return { title: "start-failed-title", code, facts };
}
