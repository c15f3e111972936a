import type { FastifyInstance } from "fastify";
import type { Clock } from "../../shared/basics/clock.ts";
import { paths, ServiceDescription } from "../../shared/contracts/http.ts";

/** Registers `GET /v1/service`, which needs no token: a terminal asks it before it offers one. */
export function registerServiceDescriptionRoutes(
  server: FastifyInstance,
  { description, clock }: { readonly description: Omit<ServiceDescription, "now">; readonly clock: Clock },
): void {
  server.get(
    paths.service,
    { schema: { summary: "What this service is", response: { 200: ServiceDescription } } },
    (): ServiceDescription => ({ ...description, now: new Date(clock.nowMs()).toISOString() }),
  );
}
