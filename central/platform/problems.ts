import type { FastifyReply } from "fastify";
import type { Problem } from "../../shared/contracts/http.ts";
import { type ProblemCode, problemStatus } from "../../shared/contracts/problem-codes.ts";
import type { DatabaseFault } from "./database-fault.ts";

/** One sentence for each code, for people who read logs and API replies. Holds no personal data. `problems.md` lists the same. */
export const problemTitles = {
  "refused/lost": "The card is reported lost for good.",
  "refused/lost-temporarily": "The card is reported lost for the time being.",
  "refused/locked": "The card's application is locked.",
  "refused/sealed": "The card has not been handed over yet.",
  "refused/cancelled": "The card is cancelled.",
  "refused/not-normal": "The card is in a state that this service does not know as normal.",
  "refused/expired": "The card is past its last valid day.",
  "refused/mismatch": "What was read or attested does not belong to this card number.",
  "refused/unknown-number": "This service has no such card number to show.",
  "conflict/card-taken": "The card is associated with another holder.",
  "conflict/holder-has-other-card": "The holder is associated with another card.",
  "entry/cancelled": "The entry was cancelled.",
  "entry/already-recorded": "The entry is recorded already and can't be cancelled any more.",
  "entry/not-found": "There is no such entry.",
  "entry/reused": "This id was used before with another body.",
  "request/invalid": "The request does not match the contract.",
  "request/too-large": "The request body is larger than 64 kB.",
  "request/unsealable": "The sealed text was not sealed to this service's key, or is damaged.",
  "request/not-found": "There is nothing at this address.",
  "auth/required": "A valid bearer token is required.",
  "auth/not-permitted": "This terminal or operator may not do this.",
  "look-up/limited": "This operator looked up too many cards in a short time.",
  "look-up/reason-required": "A look-up without a read card needs a reason.",
  "service/busy": "The service has more to do than it can and did nothing; try again.",
  "service/database-away": "The service's database does not answer; the request may have been done, repeat it.",
  "service/internal": "The service failed; the reference finds the details in its log.",
} as const satisfies Record<ProblemCode, string>;

/** What a problem may carry beside its code. */
export type ProblemExtra = Pick<Problem, "detail" | "refusal" | "conflict" | "retryAfterMs">;

// How long a terminal waits before it asks a service in trouble again; it adds its own jitter.
const serviceRetryAfterMs = 1_000;

/**
 * Makes a problem (RFC 9457). `reference` is a UUID that finds the matter again: the ledger event where there is one, so that a repeated
 * request gets the same bytes; else the request.
 */
export function problemOf(code: ProblemCode, reference: string, extra: ProblemExtra = {}): Problem {
  return {
    type: `urn:kalian:problem:${code}`,
    title: problemTitles[code],
    status: problemStatus[code],
    code,
    instance: `urn:uuid:${reference}`,
    ...extra,
  };
}

/** The problem that a database fault is to the one who asked, when the fault is of all that the request did: `busy` says that it did nothing. */
export function problemOfFault(fault: DatabaseFault, reference: string): Problem {
  const code = fault.kind === "away" ? "service/database-away" : "service/busy";
  return problemOf(code, reference, { retryAfterMs: serviceRetryAfterMs });
}

/** The problem of a request that did something, or may have, and can't read what came of it: never `busy`, whatever the database said last. */
export function problemOfOpenFate(reference: string): Problem {
  return problemOfFault({ kind: "away" }, reference);
}

const sent = new WeakMap<FastifyReply, Problem>();

/** The problem that was sent as this reply, for the log. */
export function findSentProblem(reply: FastifyReply): Problem | undefined {
  return sent.get(reply);
}

/** Sends a problem with its status, media type and, where it says when to come back, `Retry-After` in whole seconds. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  sent.set(reply, problem);
  if (problem.retryAfterMs !== undefined) reply.header("retry-after", Math.ceil(problem.retryAfterMs / 1000));
  if (problem.status === 401) reply.header("www-authenticate", "Bearer");
  return reply.code(problem.status).type("application/problem+json").send(problem);
}
