import type { ToldFact, ToldFault } from "./fault-text.ts";

/** Why the terminal did not start: a code of the catalogue and a technical detail without personal data. */
export interface StartFault {
  readonly code: string;
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
