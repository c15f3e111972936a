import type { FastifyReply } from "fastify";
import type { Result } from "../../shared/basics/result.ts";
import type { Problem } from "../../shared/contracts/http.ts";
import { sendProblem } from "./problems.ts";

/** What an operation of the service says: a body with its status, or a problem. */
export type Answer<Body> = Result<{ readonly status: 200 | 201 | 202; readonly body: Body }, Problem>;

/** Sends an answer. */
export function sendAnswer(reply: FastifyReply, answer: Answer<object>): FastifyReply {
  return answer.ok ? reply.code(answer.value.status).send(answer.value.body) : sendProblem(reply, answer.error);
}
