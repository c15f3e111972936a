import type { FastifyInstance } from "fastify";
import type { Clock } from "../shared/basics/clock.ts";
import type { ServiceDescription } from "../shared/contracts/http.ts";
import { type Claims, createClaims } from "./associations/claims.ts";
import { registerAssociationRoutes } from "./associations/routes.ts";
import { createLookUpCounter, type LookUpLimits } from "./card-lookups/look-up-limits.ts";
import { registerCardLookUpRoutes } from "./card-lookups/routes.ts";
import { createAccess } from "./platform/access.ts";
import type { Database } from "./platform/database.ts";
import { createEventIds } from "./platform/event-ids.ts";
import { registerHealthRoutes } from "./platform/health.ts";
import { createHttpServer, requireTerminal } from "./platform/http-server.ts";
import type { Log } from "./platform/log.ts";
import { describeRoutes } from "./platform/open-api.ts";
import type { ServiceRegion } from "./platform/region.ts";
import type { Vault } from "./platform/vault.ts";
import type { CardRegisters } from "./register/card-register.ts";
import { registerServiceDescriptionRoutes } from "./service-description/routes.ts";

/** Everything the service is made of; passed in, so that tests make it of other things. */
export interface ServiceDependencies {
  readonly database: Database;
  readonly vault: Vault;
  readonly registers: CardRegisters;
  readonly region: ServiceRegion;
  readonly clock: Clock;
  readonly log: Log;
  readonly lookUpLimits: LookUpLimits;
  readonly environment: ServiceDescription["environment"];
  readonly version: string;
}

/** The service, not listening yet. `claims` is for whoever settles them from time to time. */
export interface Service {
  readonly server: FastifyInstance;
  readonly claims: Claims;
}

/** Builds the service from its dependencies. */
export async function createService(dependencies: ServiceDependencies): Promise<Service> {
  const { database, vault, registers, region, clock, log, environment, version } = dependencies;
  const server = createHttpServer(log);
  await describeRoutes(server, version);
  const access = createAccess({ database, clock, environment });
  const nextEventId = createEventIds(clock);
  const claims = createClaims({ database, vault, registers, region, clock, nextEventId, log });
  const counter = createLookUpCounter(clock, dependencies.lookUpLimits);

  registerHealthRoutes(server, database);
  registerServiceDescriptionRoutes(server, {
    clock,
    description: {
      service: "kalian-central",
      version,
      environment,
      regionCode: region.code,
      sealingKey: vault.sealingKey,
    },
  });
  await server.register((scope, _options, done) => {
    const terminalOf = requireTerminal(scope, access);
    registerCardLookUpRoutes(scope, { database, vault, access, registers, counter, region, clock }, terminalOf);
    const associations = { database, vault, access, registers, claims, region, clock, nextEventId };
    registerAssociationRoutes(scope, associations, terminalOf);
    done();
  });
  return { server, claims };
}
