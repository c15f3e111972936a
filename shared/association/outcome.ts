import type { Brand } from "../basics/brand.ts";
import { AssociationReply, type ConflictSide, type EntryId, Problem } from "../contracts/http.ts";
import { type ConflictKind, type ProblemCode, problemStatus, type RefusalReason } from "../contracts/problem-codes.ts";

/** A reply as it came off the wire, not yet believed. */
export interface RawReply {
  readonly status: number;
  readonly body: unknown;
}

type ReplyOf<Outcome extends AssociationReply["outcome"]> = Extract<AssociationReply, { outcome: Outcome }>;

/** Proof that the service confirmed: can be made only by `readAssociationReply`, from a reply that names the entry. */
export type ConfirmedReply = Brand<ReplyOf<"confirmed">, "ConfirmedReply">;

/** What became of an entry, for good. */
export type SettledOutcome =
  | { readonly kind: "confirmed"; readonly reply: ConfirmedReply }
  | { readonly kind: "alreadyAssociated"; readonly reply: ReplyOf<"alreadyAssociated"> }
  | { readonly kind: "claimed"; readonly reply: ReplyOf<"claimed"> }
  | {
      readonly kind: "conflict";
      readonly about: ConflictKind;
      readonly ours: ConflictSide;
      readonly theirs: ConflictSide;
      readonly reference: string;
    }
  | {
      readonly kind: "refused";
      readonly reason: RefusalReason;
      readonly since: string | null;
      readonly reference: string;
    }
  | { readonly kind: "cancelled"; readonly reference: string };

/** Why an attempt brought no outcome. Codes of the terminal's own side begin with `service/` and are worded with the service's. */
export interface Failure {
  readonly code:
    | ProblemCode
    | "service/away"
    | "service/timeout"
    | "service/unreadable"
    | "service/not-demo"
    | "service/key-changed"
    /** What this terminal knows of sealing keys is damaged. */
    | "service/pins-unreadable"
    /** The first answer to what the service is has not come yet. */
    | "service/connecting"
    /** The program ended before the answer came. */
    | "entry/interrupted";
  /** The service's reference for its log, or null. */
  readonly reference: string | null;
  /** The wait the service asked for, in milliseconds, or null. */
  readonly retryAfterMs: number | null;
}

/** What a reply to a PUT says about the entry. */
export type ReplyReading =
  | { readonly kind: "settled"; readonly outcome: SettledOutcome }
  /** Parsed, and it says that nothing was done: the entry is as before, try again later. */
  | { readonly kind: "notProcessed"; readonly failure: Failure }
  /** Parsed, and the entry can never be taken as it is: park it. */
  | { readonly kind: "unacceptable"; readonly code: ProblemCode; readonly reference: string }
  /** Not the answer of our service, or one that leaves the fate open: the same PUT must be repeated. */
  | { readonly kind: "unclear"; readonly failure: Failure };

const unreadable: ReplyReading = {
  kind: "unclear",
  failure: { code: "service/unreadable", reference: null, retryAfterMs: null },
};

const statusesOf: Record<AssociationReply["outcome"], readonly number[]> = {
  confirmed: [200, 201],
  alreadyAssociated: [200],
  claimed: [200, 202],
};

/** Problems that say that this request did nothing: the entry stands as before it and may be sent again unchanged. */
const notProcessedCodes: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "auth/required",
  "auth/not-permitted",
  "look-up/limited",
  "service/busy",
]);

/** Problems that no repetition of the same body can mend. */
const unacceptableCodes: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "request/invalid",
  "request/too-large",
  "request/unsealable",
  "request/not-found",
  "entry/reused",
]);

/**
 * Reads the reply to `PUT /v1/associations/{entryId}`. Never throws. Anything that is not exactly the contract's reply for this entry,
 * status included, is `unclear`: the caller repeats the same PUT under the same id.
 */
export function readAssociationReply(entryId: EntryId, raw: RawReply): ReplyReading {
  const reply = AssociationReply.safeParse(raw.body);
  if (reply.success) {
    const fits = reply.data.entryId === entryId && statusesOf[reply.data.outcome].includes(raw.status);
    return fits ? { kind: "settled", outcome: toOutcome(reply.data) } : unreadable;
  }
  const problem = readProblem(raw);
  return problem === undefined ? unreadable : readProblemOf(problem);
}

/** The problem in a reply, or undefined when it is none, or its status is not the wire's and its code's. */
export function readProblem(raw: RawReply): Problem | undefined {
  const problem = Problem.safeParse(raw.body);
  if (!problem.success || problem.data.status !== raw.status) return undefined;
  return problemStatus[problem.data.code] === raw.status ? problem.data : undefined;
}

/** The outcome a problem settles with, or undefined when it settles nothing. Used for look-ups and associations alike. */
export function outcomeOfProblem(problem: Problem): SettledOutcome | undefined {
  const reference = problem.instance;
  if (problem.refusal !== undefined && problem.code === `refused/${problem.refusal.reason}`)
    return { kind: "refused", reason: problem.refusal.reason, since: problem.refusal.since, reference };
  if (problem.conflict !== undefined && problem.code === `conflict/${problem.conflict.about}`)
    return { kind: "conflict", ...problem.conflict, reference };
  return problem.code === "entry/cancelled" ? { kind: "cancelled", reference } : undefined;
}

/** The failure a problem stands for when it settles nothing. */
export function failureOf(problem: Problem): Failure {
  return { code: problem.code, reference: problem.instance, retryAfterMs: problem.retryAfterMs ?? null };
}

function readProblemOf(problem: Problem): ReplyReading {
  const outcome = outcomeOfProblem(problem);
  if (outcome !== undefined) return { kind: "settled", outcome };
  if (unacceptableCodes.has(problem.code))
    return { kind: "unacceptable", code: problem.code, reference: problem.instance };
  return { kind: notProcessedCodes.has(problem.code) ? "notProcessed" : "unclear", failure: failureOf(problem) };
}

function toOutcome(reply: AssociationReply): SettledOutcome {
  switch (reply.outcome) {
    case "confirmed":
      return { kind: "confirmed", reply: confirmedReply(reply) };
    case "alreadyAssociated":
      return { kind: "alreadyAssociated", reply };
    case "claimed":
      return { kind: "claimed", reply };
  }
}

// The one maker of the brand.
function confirmedReply(reply: ReplyOf<"confirmed">): ConfirmedReply {
  return reply as ConfirmedReply;
}
