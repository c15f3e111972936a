import type { AddressInfo } from "node:net";
import { createService } from "./app.ts";
import type { Claims } from "./associations/claims.ts";
import { defaultLookUpLimits } from "./card-lookups/look-up-limits.ts";
import type { Configuration } from "./configuration.ts";
import { openInstallation } from "./installation.ts";
import { describeFault, type Log } from "./platform/log.ts";
import { defaultRegion } from "./platform/region.ts";
import { systemClock } from "./platform/system-clock.ts";
import { createCardRegisters } from "./register/card-register.ts";
import { createHttpRegister } from "./register/http/http-register.ts";
import { ownRegister } from "./register/own/own-register.ts";

/** A service that listens. */
export interface RunningService {
  readonly url: string;
  /** Answers what is under way, then closes the database and, if it is ours, stops it. */
  close(): Promise<void>;
}

// A city's register is asked while a clerk waits.
const registerTimeoutMs = 2_000;
const claimsEveryMs = 30_000;

/** Starts a service: composition root of the product's service and of tests that need the whole of it. */
export async function startService(configuration: Configuration, version: string, log: Log): Promise<RunningService> {
  const region = defaultRegion;
  const installation = await openInstallation({ configuration, region, clock: systemClock, log });
  try {
    const { server, claims } = await createService({
      database: installation.database,
      vault: installation.vault,
      registers: createCardRegisters(ownRegister, createExternalRegisters(configuration)),
      region,
      clock: systemClock,
      log,
      lookUpLimits: defaultLookUpLimits,
      environment: configuration.environment,
      version,
    });
    await server.listen({ host: configuration.host, port: configuration.port });
    const stopSettling = settleFromTimeToTime(claims, log);
    return {
      url: urlOf(configuration.host, server.server.address()),
      close: async () => {
        stopSettling();
        await server.close();
        await installation.close();
      },
    };
  } catch (error) {
    await installation.close();
    throw error;
  }
}

function createExternalRegisters({ registerUrls }: Configuration) {
  return new Map(
    [...registerUrls].map(([region, url]) => [region, createHttpRegister({ url, timeoutMs: registerTimeoutMs })]),
  );
}

/** Asks the external registers again about open claims, one round after the other. Returns what stops it. */
function settleFromTimeToTime(claims: Claims, log: Log): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const schedule = (): void => {
    timer = isStopped ? undefined : setTimeout(round, claimsEveryMs).unref();
  };
  const round = (): void => {
    claims
      .settleOpen()
      .then((settled) => {
        if (settled.ok && settled.value > 0) log.info({ event: "claims-settled", count: settled.value });
      })
      .catch((error: unknown) => log.error({ event: "claims-failed", fault: describeFault(error) }))
      .finally(schedule);
  };
  schedule();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

function urlOf(host: string, address: AddressInfo | string | null): string {
  if (address === null || typeof address === "string") throw new Error("the service does not listen on a port");
  return `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
}
