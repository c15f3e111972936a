import type { FileFault } from "./journal-files.ts";

/** The journal could not make a fact durable. Nothing was saved; the journal recovers by itself once the disk does. */
export interface WriteFault {
  readonly kind: "disk-full" | "write-failed";
  readonly operation: string;
  readonly errno: string;
}

/** Why the journal can't be opened. The file is left exactly as it was. */
export type OpenFault =
  | WriteFault
  /** The system does not let us read it. */
  | { readonly kind: "unreadable"; readonly file: string; readonly operation: string; readonly errno: string }
  /** Another program has this data folder; null where the system does not tell which. */
  | { readonly kind: "in-use"; readonly pid: number | null }
  /** A record that others follow is damaged, at this byte. */
  | { readonly kind: "corrupt"; readonly file: string; readonly offset: number }
  /** Whole, and not understood: a newer version of the program wrote it. */
  | { readonly kind: "newer-version"; readonly file: string }
  /** There is a journal, and no key to it where one should be. */
  | { readonly kind: "key-lost"; readonly expectedAt: readonly string[] }
  /** The system's key store can't open the key now. */
  | { readonly kind: "key-locked" }
  /** The key at hand does not open this journal, or is no key. */
  | { readonly kind: "key-wrong"; readonly file: string };

/** Stable code of a fault, worded for people in the catalogue. */
export type JournalFaultCode = `journal/${OpenFault["kind"]}`;

/** The fault's code. */
export function journalFaultCode(fault: OpenFault): JournalFaultCode {
  return `journal/${fault.kind}`;
}

/** A file fault while something had to be made durable. */
export function writeFault({ kind, operation, errno }: FileFault): WriteFault {
  return { kind: kind === "disk-full" ? "disk-full" : "write-failed", operation, errno };
}

/** A file fault while the journal was read. */
export function readFault({ operation, errno }: FileFault, file: string): OpenFault {
  return { kind: "unreadable", file, operation, errno };
}
