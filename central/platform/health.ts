import type { FastifyInstance } from "fastify";
import * as z from "zod/mini";
import { paths } from "../../shared/contracts/http.ts";
import type { Database } from "./database.ts";
import { problemReplies } from "./http-server.ts";
import { problemOfFault, sendProblem } from "./problems.ts";

const readyWithinMs = 1_000;

/** `/healthz`: the process answers. `/readyz`: so does the database, within a second. Neither needs a token. */
export function registerHealthRoutes(server: FastifyInstance, database: Database): void {
  server.get(
    paths.health,
    { schema: { summary: "The process answers", response: { 200: z.object({ status: z.literal("up") }) } } },
    () => ({ status: "up" }),
  );
  server.get(
    paths.ready,
    {
      schema: {
        summary: "The service can do its work",
        response: { 200: z.object({ status: z.literal("ready") }), ...problemReplies },
      },
    },
    async (request, reply) => {
      if (await database.isAnswering(readyWithinMs)) return await reply.send({ status: "ready" });
      return await sendProblem(reply, problemOfFault({ kind: "away" }, request.id));
    },
  );
}
