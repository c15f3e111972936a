import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client, type ClientConfig } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Configuration } from "./configuration.ts";
import { openInstallation } from "./installation.ts";
import { defaultRegion } from "./platform/region.ts";
import { systemClock } from "./platform/system-clock.ts";
import { silentLog } from "./testing/captured-log.ts";
import { createTestDatabase, type TestDatabase, type TestServer, testServers } from "./testing/test-server.ts";

describe.each(testServers)("installation on $name", ({ open }) => {
  let server: TestServer;
  let made: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    server = await open();
    made = await createTestDatabase(server);
    folder = mkdtempSync(path.join(tmpdir(), "kalian-installation-"));
  });
  afterAll(async () => {
    await made.drop();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const openAs = (environment: Configuration["environment"], keys = "keys.json") =>
    openInstallation({
      configuration: {
        environment,
        source: { kind: "url", url: urlOf(made.owner) },
        keysFile: path.join(folder, keys),
      },
      region: defaultRegion,
      clock: systemClock,
      log: silentLog,
    });

  it("of production holds no sample people, and is never opened as a demo or with other keys", async () => {
    const first = await openAs("production");
    await first.close();
    await (await openAs("production")).close();

    await expect(openAs("demo")).rejects.toThrow("belongs to a production service");
    await expect(openAs("production", "other-keys.json")).rejects.toThrow("written with other keys");
    const client = new Client(made.owner);
    await client.connect();
    for (const table of ["card", "holder", "terminal", "operator", "ledger"])
      expect((await client.query(`select 1 from ${table}`)).rowCount).toBe(0);
    await client.end();
  });
});

/** A connection as `DATABASE_URL` has it: a socket's folder goes where a host's name would. */
function urlOf({ connectionString, host, user, password, database }: ClientConfig): string {
  if (connectionString !== undefined) return connectionString;
  return `postgres://${user}:${String(password)}@${encodeURIComponent(host ?? "")}/${database}`;
}
