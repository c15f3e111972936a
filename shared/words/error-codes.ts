import { type ProblemCode, problemCodes } from "../contracts/problem-codes.ts";
import { type ReadFaultKind, readFaultKinds } from "../readers/read-fault.ts";
import type { ReaderFault } from "../readers/reader-status.ts";

const readerFaultKinds = {
  "permission-denied": true,
  "port-held": true,
  "open-failed": true,
  "device-error": true,
  "discovery-unavailable": true,
  "listing-failed": true,
  "host-down": true,
} as const satisfies Record<ReaderFault["kind"], true>;

/** Codes the terminal itself gives, beside those of the service, the readers and the reads. */
export const terminalCodes = [
  "service/away",
  "service/timeout",
  "service/unreadable",
  "service/not-demo",
  "service/key-changed",
  "service/pins-unreadable",
  "service/connecting",
  "journal/disk-full",
  "journal/write-failed",
  "journal/in-use",
  "journal/unreadable",
  "journal/corrupt",
  "journal/newer-version",
  "journal/key-lost",
  "journal/key-locked",
  "journal/key-wrong",
  "entry/deadline-passed",
  "entry/parked-unknown",
  "entry/queued",
  "entry/interrupted",
  "settings/invalid",
  "screen/keeps-failing",
  "start/switch-refused",
] as const;
export type TerminalCode = (typeof terminalCodes)[number];

/** Every code that can reach a person. Each must have a cause and a remedy in every language. */
export type KnownErrorCode = ProblemCode | `reader/${ReaderFault["kind"]}` | `read/${ReadFaultKind}` | TerminalCode;

function keysOf<Key extends string>(record: Record<Key, unknown>): readonly Key[] {
  const isKey = (text: string): text is Key => Object.hasOwn(record, text);
  return Object.keys(record).filter(isKey);
}

/** All known codes, for completeness tests. */
export const knownErrorCodes: readonly KnownErrorCode[] = [
  ...problemCodes,
  ...keysOf(readerFaultKinds).map((kind) => `reader/${kind}` as const),
  ...readFaultKinds.map((kind) => `read/${kind}` as const),
  ...terminalCodes,
];

const known: ReadonlySet<string> = new Set(knownErrorCodes);

/** Whether a code has words of its own; an unknown one gets the general words and is shown as it is. */
export function isKnownErrorCode(code: string): code is KnownErrorCode {
  return known.has(code);
}
