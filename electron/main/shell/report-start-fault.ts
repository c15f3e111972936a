import { dialog } from "electron";

/** Why the terminal did not start: a code of the catalogue and a technical detail without personal data. */
export interface StartFault {
  readonly code: string;
  readonly detail: string;
}

/** Exit codes, stable for anyone who scripts the program. */
export const exitCodes: Readonly<Record<string, number>> & { readonly other: number; readonly bug: number } = {
  other: 1,
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
  bug: 70,
};

/** Says it on standard error; a packaged program, which has no terminal to read, says it in a window as well. */
export function reportStartFault(fault: StartFault, inWindow: boolean): void {
  process.stderr.write(`kalian: ${fault.code}: ${fault.detail}\n`);
  if (inWindow) dialog.showErrorBox("卡联 Kalian", `${fault.code}\n${fault.detail}`);
}
