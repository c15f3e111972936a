import { randomUUID } from "node:crypto";
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { Problem } from "../../shared/contracts/http.ts";
import type { ProblemCode } from "../../shared/contracts/problem-codes.ts";
import type { Access, AccessFault, Terminal } from "./access.ts";
import { describeFault, type Log } from "./log.ts";
import { findSentProblem, problemOf, problemOfFault, sendProblem } from "./problems.ts";

const bodyLimitBytes = 64 * 1024;
// A client that sends its request one byte at a time gives its place to others.
const requestTimeoutMs = 10_000;
const slowRequestMs = 500;

/** Reply schemas of refusals and troubles, for every route. */
export const problemReplies = {
  "4xx": { description: "Refusal", content: { "application/problem+json": { schema: Problem } } },
  "5xx": { description: "Trouble of the service", content: { "application/problem+json": { schema: Problem } } },
} as const;

/** For the schema of a route that only a known terminal may ask. */
export const terminalOnly = { security: [{ terminal: [] }] };

/** A server without routes: zod schemas in and out, limits, problem replies for whatever goes wrong, and the log. */
export function createHttpServer(log: Log): FastifyInstance {
  const server = fastify({
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    genReqId: () => randomUUID(),
    forceCloseConnections: "idle",
    frameworkErrors: (error, request, reply) => sendErrorAsProblem(log, error, request, reply),
  });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.setErrorHandler<FastifyError>((error, request, reply) => sendErrorAsProblem(log, error, request, reply));
  server.setNotFoundHandler((request, reply) => sendProblem(reply, problemOf("request/not-found", request.id)));
  server.addHook("onRequest", (_request, reply, done) => {
    // Replies tell of people; no cache on the way keeps one.
    reply.header("cache-control", "no-store");
    done();
  });
  server.addHook("onResponse", (request, reply, done) => {
    const problem = findSentProblem(reply);
    if (problem !== undefined || reply.elapsedTime >= slowRequestMs)
      log.info({
        event: problem === undefined ? "slow" : "not-done",
        ...(problem === undefined ? {} : { code: problem.code, instance: problem.instance }),
        reference: request.id,
        route: `${request.method} ${request.routeOptions.url ?? "-"}`,
        status: reply.statusCode,
        elapsedMs: Math.round(reply.elapsedTime),
      });
    done();
  });
  return server;
}

/** Asks every request of this scope for its terminal, before its body is read. Returns the function that tells a handler which it is. */
export function requireTerminal(scope: FastifyInstance, access: Access): (request: FastifyRequest) => Terminal {
  const terminals = new WeakMap<FastifyRequest, Terminal>();
  scope.addHook("onRequest", async (request, reply) => {
    const identified = await access.identify({
      authorization: request.headers.authorization,
      remoteAddress: request.socket.remoteAddress,
      isForwarded: request.headers["forwarded"] !== undefined || request.headers["x-forwarded-for"] !== undefined,
    });
    if (identified.ok) terminals.set(request, identified.value);
    else await sendProblem(reply, problemOfAccess(identified.error, request.id));
  });
  return (request) => {
    const terminal = terminals.get(request);
    if (terminal === undefined)
      throw new Error("this route was registered outside the scope that identifies terminals");
    return terminal;
  };
}

/** The problem of someone who may not, or whose rights could not be looked up. */
export function problemOfAccess(fault: AccessFault, reference: string): Problem {
  switch (fault.kind) {
    case "required":
      return problemOf("auth/required", reference);
    case "not-permitted":
      return problemOf("auth/not-permitted", reference);
    case "away":
    case "busy":
      return problemOfFault(fault, reference);
  }
}

function sendErrorAsProblem(log: Log, error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const code = codeOfError(error);
  // The reply says only where to look; what went wrong stays in the log.
  if (code === "service/internal") log.error({ event: "failed", reference: request.id, fault: describeFault(error) });
  const where = error.validation?.map(({ instancePath }) => instancePath || "/").join(", ");
  const detail = where === undefined ? {} : { detail: `${error.validationContext ?? "request"} at ${where}` };
  return sendProblem(reply, problemOf(code, request.id, detail));
}

function codeOfError(error: FastifyError): ProblemCode {
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") return "request/too-large";
  const isClients = error.statusCode !== undefined && error.statusCode < 500;
  return error.validation !== undefined || isClients ? "request/invalid" : "service/internal";
}
