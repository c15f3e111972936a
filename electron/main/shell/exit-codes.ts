import type { StartFaultCode } from "./report-start-fault.ts";

/** Exit codes, stable for anyone who scripts the program. */
export const exitCodes: Readonly<Record<StartFaultCode | "bug", number>> = {
  "settings/invalid": 2,
  "journal/in-use": 3,
  "journal/disk-full": 4,
  "journal/write-failed": 4,
  "journal/unreadable": 4,
  "journal/corrupt": 4,
  "journal/newer-version": 4,
  "journal/key-lost": 4,
  "journal/key-locked": 4,
  "journal/key-wrong": 4,
  "start/switch-refused": 5,
  bug: 70,
};
