/** Reasons for which a card may not be associated, in words of the domain; the wire code is `refused/<reason>`. */
export const refusalReasons = [
  "lost",
  "lost-temporarily",
  "locked",
  "sealed",
  "cancelled",
  "not-normal",
  "expired",
  "mismatch",
  "unknown-number",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** The two ways in which an association can contradict one that is already in force. */
export const conflictKinds = ["card-taken", "holder-has-other-card"] as const;
export type ConflictKind = (typeof conflictKinds)[number];

/** Every stable `code` of a problem reply (RFC 9457) with its HTTP status. One catalogue for service, terminal, screens and docs. */
export const problemStatus = {
  "refused/lost": 422,
  "refused/lost-temporarily": 422,
  "refused/locked": 422,
  "refused/sealed": 422,
  "refused/cancelled": 422,
  "refused/not-normal": 422,
  "refused/expired": 422,
  "refused/mismatch": 422,
  "refused/unknown-number": 422,
  "conflict/card-taken": 409,
  "conflict/holder-has-other-card": 409,
  "entry/cancelled": 409,
  "entry/already-recorded": 409,
  "entry/not-found": 404,
  "entry/reused": 422,
  "request/invalid": 400,
  "request/too-large": 413,
  "request/unsealable": 422,
  "request/not-found": 404,
  "auth/required": 401,
  "auth/not-permitted": 403,
  "look-up/limited": 429,
  "look-up/reason-required": 422,
  "service/busy": 503,
  "service/database-away": 503,
  "service/internal": 500,
} as const satisfies Record<`refused/${RefusalReason}` | `conflict/${ConflictKind}` | `${string}/${string}`, number>;
export type ProblemCode = keyof typeof problemStatus;

/** All problem codes, for schemas and completeness tests. */
export const problemCodes: readonly ProblemCode[] = Object.keys(problemStatus).filter(isProblemCode);

/** Whether a text is one of the catalogue's codes. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemStatus, code);
}
