import type { ClientConfig } from "pg";
import type { Clock } from "../shared/basics/clock.ts";
import type { Configuration } from "./configuration.ts";
import { type Database, openDatabase } from "./platform/database.ts";
import { openEmbeddedPostgres } from "./platform/embedded-postgres/launcher.ts";
import { openKeys, type ServiceKeys } from "./platform/keys.ts";
import type { Log } from "./platform/log.ts";
import { migrate } from "./platform/migrate.ts";
import type { ServiceRegion } from "./platform/region.ts";
import { createVault, type Vault } from "./platform/vault.ts";
import { seedDemo } from "./seed/seed-demo.ts";

/** What stands behind a service: its database at the newest schema, and its keys. */
export interface Installation {
  /** With the rights the service needs while it runs. */
  readonly database: Database;
  readonly vault: Vault;
  close(): Promise<void>;
}

interface InstallationOptions {
  readonly configuration: Pick<Configuration, "environment" | "source" | "keysFile">;
  readonly region: ServiceRegion;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Opens what a service stands on: starts or adopts the embedded database, migrates, makes or reads the keys, fills an empty demo.
 * Throws with a reason for whoever started it, and leaves nothing open then.
 */
export async function openInstallation({
  configuration,
  region,
  clock,
  log,
}: InstallationOptions): Promise<Installation> {
  const opened = await openSource(configuration, log);
  try {
    const migrated = await migrate(opened.owner);
    if (migrated.length > 0) log.info({ event: "migrated", count: migrated.length });
    const keys = await openKeys(configuration.keysFile);
    const vault = await createVault(keys);
    await prepare({ configuration, region, clock, log }, opened.owner, keys, vault);
    const database = openDatabase({ connection: opened.service, clock, log });
    return {
      database,
      vault,
      close: async () => {
        await database.close();
        await opened.close();
      },
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

interface Opened {
  /** May change the schema. */
  readonly owner: ClientConfig;
  readonly service: ClientConfig;
  close(): Promise<void>;
}

async function openSource({ source }: InstallationOptions["configuration"], log: Log): Promise<Opened> {
  if (source.kind === "url") {
    const connection = { connectionString: source.url };
    return { owner: connection, service: connection, close: () => Promise.resolve() };
  }
  const embedded = await openEmbeddedPostgres(source.dataDir, log);
  return {
    owner: embedded.connection,
    service: { ...embedded.connection, options: "-c role=kalian_service" },
    close: () => embedded.close(),
  };
}

/** Work that needs the owner's rights: check whose database this is, and fill an empty demo. */
async function prepare(
  options: InstallationOptions,
  owner: ClientConfig,
  keys: ServiceKeys,
  vault: Vault,
): Promise<void> {
  const { configuration, region, clock, log } = options;
  const database = openDatabase({ connection: owner, clock, log, maxConnections: 1 });
  try {
    await checkInstallation(database, options, keys.fingerprint);
    if (configuration.environment !== "demo") return;
    const seeded = await seedDemo({ database, vault, region });
    if (!seeded.ok) throw new Error(`the database went ${seeded.error.kind} while the demo was being filled`);
    if (seeded.value.cards > 0) log.info({ event: "seeded", cards: seeded.value.cards });
  } finally {
    await database.close();
  }
}

interface InstallationRow {
  readonly environment: string;
  readonly key_fingerprint: string;
}

async function checkInstallation(
  database: Database,
  { configuration, region, clock }: InstallationOptions,
  fingerprint: string,
): Promise<void> {
  const rows = await database.query<InstallationRow>({
    name: "open-installation",
    text: `with made as (
        insert into installation (environment, region_code, key_fingerprint, created_at) values ($1, $2, $3, $4)
        on conflict do nothing returning environment, key_fingerprint)
      select environment, key_fingerprint from made union all select environment, key_fingerprint from installation`,
    values: [configuration.environment, region.code, fingerprint, new Date(clock.nowMs())],
  });
  if (!rows.ok) throw new Error(`the database is ${rows.error.kind}`);
  const found = rows.value[0];
  if (found === undefined) return;
  if (found.environment !== configuration.environment)
    throw new Error(
      `this database belongs to a ${found.environment} service, and this one is ${configuration.environment}`,
    );
  if (found.key_fingerprint !== fingerprint)
    throw new Error("this database was written with other keys; without those nothing in it can be read");
}
