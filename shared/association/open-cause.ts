import type { EntryState } from "./entry-state.ts";

/**
 * Why an entry was set aside, as a code of the catalogue. One that may be done has its own, whatever the last reply said: the remedies of the
 * others let the card be started anew.
 */
export function parkedCause({ code, wasUnknown }: Extract<EntryState, { kind: "parked" }>): string {
  return wasUnknown ? "entry/parked-unknown" : code;
}

/**
 * What stands between an open entry and its outcome, as a code of the catalogue. One that waits is held by the link (`linkCode`, null while the
 * service is connected), or else by what its last attempt brought; one whose fate is open, by the attempt that left it so. `entry/queued` when
 * nothing does.
 */
export function openCause(
  state: Extract<EntryState, { kind: "waiting" | "unknown" }>,
  linkCode: string | null,
): string {
  const attemptCode = state.failure?.code ?? null;
  const cause = state.kind === "waiting" ? (linkCode ?? attemptCode) : (attemptCode ?? linkCode);
  return cause ?? "entry/queued";
}
