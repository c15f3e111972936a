import fastifySwagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from "fastify-type-provider-zod";
import * as z from "zod/mini";
import {
  AssociationReply,
  AssociationRequest,
  CancellationReply,
  CancellationRequest,
  CardLookUpReply,
  CardLookUpRequest,
  LedgerPage,
  Problem,
  paths,
  ServiceDescription,
} from "../../shared/contracts/http.ts";
import { problemCodes } from "../../shared/contracts/problem-codes.ts";

const named = {
  AssociationReply,
  AssociationRequest,
  CancellationReply,
  CancellationRequest,
  CardLookUpReply,
  CardLookUpRequest,
  LedgerPage,
  Problem,
  ServiceDescription,
};

/** Describes the routes registered after it as OpenAPI 3, made from their schemas, at `/openapi.json`. */
export async function describeRoutes(server: FastifyInstance, version: string): Promise<void> {
  const schemaRegistry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) schemaRegistry.add(schema, { id });
  await server.register(fastifySwagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Kalian central service", version },
      components: { securitySchemes: { terminal: { type: "http", scheme: "bearer" } } },
    },
    transform: createJsonSchemaTransform({ schemaRegistry, zodToJsonConfig: { override: nameProblemCodes } }),
    transformObject: createJsonSchemaTransformObject({
      schemaRegistry,
      zodToJsonConfig: { override: nameProblemCodes },
    }),
  });
  server.get(paths.openApi, { schema: { hide: true } }, () => server.swagger());
}

/** The contract checks `code` by a function, which JSON Schema can't say; the list it checks against can. */
function nameProblemCodes({ zodSchema, jsonSchema }: JsonSchemaContext): void {
  if (zodSchema === Problem.shape.code) Object.assign(jsonSchema, { type: "string", enum: [...problemCodes] });
}

interface JsonSchemaContext {
  readonly zodSchema: unknown;
  readonly jsonSchema: object;
}
