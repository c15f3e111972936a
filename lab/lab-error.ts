export type LabFailure = "unavailable" | "refused" | "timedOut" | "ended" | "nobodyListening";

/**
 * What every call of the lab rejects with. `unavailable`: this machine lacks what the lab needs; all else is the test's to
 * mend.
 */
export class LabError extends Error {
  readonly kind: LabFailure;

  constructor(kind: LabFailure, message: string) {
    super(message);
    this.name = "LabError";
    this.kind = kind;
  }
}
