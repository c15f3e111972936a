import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod/mini";
import { CardLookUpReply, CardLookUpRequest, paths } from "../../shared/contracts/http.ts";
import type { Terminal } from "../platform/access.ts";
import { sendAnswer } from "../platform/answer.ts";
import { problemReplies, terminalOnly } from "../platform/http-server.ts";
import { problemOf, sendProblem } from "../platform/problems.ts";
import { type LookUpOptions, lookUpCard } from "./look-up-card.ts";

const WithoutReason = z.object({ medium: z.object({ kind: z.literal("none"), reason: z.optional(z.null()) }) });

/** Registers `POST /v1/card-lookups`, in a scope whose requests come from known terminals. */
export function registerCardLookUpRoutes(
  scope: FastifyInstance,
  options: LookUpOptions,
  terminalOf: (request: FastifyRequest) => Terminal,
): void {
  scope.withTypeProvider<ZodTypeProvider>().post(
    paths.cardLookUps,
    {
      schema: {
        ...terminalOnly,
        summary: "Who holds this card",
        body: CardLookUpRequest,
        response: { 200: CardLookUpReply, ...problemReplies },
      },
      // Before the schema, which would call it invalid: a missing reason has a remedy of its own.
      preValidation: async (request, reply) => {
        if (WithoutReason.safeParse(request.body).success)
          await sendProblem(reply, problemOf("look-up/reason-required", request.id));
      },
    },
    async (request, reply) => {
      const asked = { body: request.body, terminal: terminalOf(request), reference: request.id };
      return sendAnswer(reply, await lookUpCard(options, asked));
    },
  );
}
