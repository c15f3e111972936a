import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import * as z from "zod/mini";
import {
  AssociationReply,
  AssociationRequest,
  CancellationReply,
  CancellationRequest,
  EntryId,
  LedgerPage,
  LedgerQuery,
  paths,
} from "../../shared/contracts/http.ts";
import type { Terminal } from "../platform/access.ts";
import { sendAnswer } from "../platform/answer.ts";
import { problemReplies, terminalOnly } from "../platform/http-server.ts";
import { problemOf, sendProblem } from "../platform/problems.ts";
import { associate } from "./associate.ts";
import { cancel } from "./cancel.ts";
import { type AssociationsOptions, findEntry } from "./entries.ts";
import { list } from "./list.ts";

const entryPath = `${paths.associations}/:entryId`;
const EntryParams = z.object({ entryId: EntryId });
// What a page gave as its `nextCursor`; to the asker it is opaque.
const Cursor = z.uuidv7();

/** Registers the routes of `/v1/associations`, in a scope whose requests come from known terminals. */
export function registerAssociationRoutes(
  scope: FastifyInstance,
  options: AssociationsOptions,
  terminalOf: (request: FastifyRequest) => Terminal,
): void {
  const routes = scope.withTypeProvider<ZodTypeProvider>();

  routes.put(
    entryPath,
    {
      schema: {
        ...terminalOnly,
        summary: "Associate; idempotent by entryId",
        params: EntryParams,
        body: AssociationRequest,
        response: { 200: AssociationReply, 201: AssociationReply, 202: AssociationReply, ...problemReplies },
      },
    },
    async (request, reply) => {
      const asked = { body: request.body, terminal: terminalOf(request), reference: request.id };
      return sendAnswer(reply, await associate(options, request.params.entryId, asked));
    },
  );

  routes.get(
    entryPath,
    {
      schema: {
        ...terminalOnly,
        summary: "What became of an entry",
        params: EntryParams,
        response: { 200: AssociationReply, ...problemReplies },
      },
    },
    async (request, reply) => sendAnswer(reply, await findEntry(options, request.params.entryId, request.id)),
  );

  registerCancellationAndList(scope, options, terminalOf);
}

function registerCancellationAndList(
  scope: FastifyInstance,
  options: AssociationsOptions,
  terminalOf: (request: FastifyRequest) => Terminal,
): void {
  const routes = scope.withTypeProvider<ZodTypeProvider>();

  routes.post(
    `${entryPath}/cancellation`,
    {
      schema: {
        ...terminalOnly,
        summary: "Leave a tombstone; idempotent by entryId",
        params: EntryParams,
        body: CancellationRequest,
        response: { 200: CancellationReply, ...problemReplies },
      },
    },
    async (request, reply) => {
      const asked = { body: request.body, terminal: terminalOf(request), reference: request.id };
      return sendAnswer(reply, await cancel(options, request.params.entryId, asked));
    },
  );

  routes.get(
    paths.associations,
    {
      schema: {
        ...terminalOnly,
        summary: "One terminal's entries of one day, oldest first",
        querystring: LedgerQuery,
        response: { 200: LedgerPage, ...problemReplies },
      },
    },
    async (request, reply) => {
      const { terminal, day, cursor } = request.query;
      if (cursor !== undefined && !Cursor.safeParse(cursor).success)
        return sendProblem(reply, problemOf("request/invalid", request.id, { detail: "querystring at /cursor" }));
      const body = { terminal, day, after: cursor ?? null };
      return sendAnswer(reply, await list(options, { body, terminal: terminalOf(request), reference: request.id }));
    },
  );
}
