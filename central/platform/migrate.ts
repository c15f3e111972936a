import { runner } from "node-pg-migrate";
import { Client, type ClientConfig } from "pg";
import { findUpwards } from "./find-upwards.ts";

/** Brings a database to the newest schema, in one transaction. Two services that start at once wait for each other. Returns what was run. */
export async function migrate(connection: ClientConfig): Promise<readonly string[]> {
  const client = new Client({ ...connection, application_name: "kalian-migrate", connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const done = await runner({
      dbClient: client,
      dir: findUpwards("migrations"),
      migrationsTable: "migration",
      direction: "up",
      advisoryLockMode: "wait",
      logger: { info: ignore, warn: ignore, error: ignore },
    });
    return done.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

function ignore(): undefined {
  return undefined;
}
