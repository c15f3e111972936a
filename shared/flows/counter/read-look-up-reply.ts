import { failureOf, outcomeOfProblem, type RawReply, readProblem } from "../../association/outcome.ts";
import { CardLookUpReply } from "../../contracts/http.ts";
import { type ProblemCode, problemStatus } from "../../contracts/problem-codes.ts";
import type { LookUpAnswer } from "./counter-event.ts";

/** Problems that say nothing about the request: the service itself cannot work now. */
const cannotWorkCodes: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "service/busy",
  "service/database-away",
  "service/internal",
]);

const unreadable: LookUpAnswer = {
  kind: "away",
  failure: { code: "service/unreadable", reference: null, retryAfterMs: null },
};

/** Reads the reply to a card look-up. Never throws: what is not exactly the contract's reply to this look-up is `away`. */
export function readLookUpReply(lookUpId: string, raw: RawReply): LookUpAnswer {
  const reply = raw.status === 200 ? CardLookUpReply.safeParse(raw.body) : undefined;
  if (reply?.success === true)
    return reply.data.lookUpId === lookUpId ? { kind: "reply", reply: reply.data } : unreadable;
  const problem = readProblem(raw);
  if (problem === undefined || problemStatus[problem.code] !== raw.status) return unreadable;
  const outcome = outcomeOfProblem(problem);
  if (outcome !== undefined) return { kind: "settled", outcome };
  return { kind: cannotWorkCodes.has(problem.code) ? "away" : "problem", failure: failureOf(problem) };
}
