import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Client, type ClientConfig } from "pg";
import { openEmbeddedPostgres } from "../platform/embedded-postgres/launcher.ts";
import { findUpwards } from "../platform/find-upwards.ts";
import { migrate } from "../platform/migrate.ts";
import { silentLog } from "./captured-log.ts";

/** A PostgreSQL that suites make their databases on. */
export interface TestServer {
  readonly admin: ClientConfig;
  close(): Promise<void>;
}

/** A database of one suite's own, at the newest schema and empty. */
export interface TestDatabase {
  readonly owner: ClientConfig;
  /** With the service's rights only. */
  readonly service: ClientConfig;
  drop(): Promise<void>;
}

/** Servers to run a suite on: the embedded one, and the one of `DATABASE_URL` where it is set. */
export const testServers: readonly { readonly name: string; open(): Promise<TestServer> }[] = [
  { name: "embedded PostgreSQL", open: openEmbedded },
  ...(process.env["DATABASE_URL"] === undefined
    ? []
    : [{ name: "DATABASE_URL", open: () => Promise.resolve(openGiven(process.env["DATABASE_URL"] ?? "")) }]),
];

/** One server for all suites: the first opens it, others adopt it, the last one out stops it. */
async function openEmbedded(): Promise<TestServer> {
  const dataDir = path.join(findUpwards("node_modules"), ".cache", `kalian-central-test-${process.getuid?.() ?? 0}`);
  const embedded = await openEmbeddedPostgres(dataDir, silentLog);
  return { admin: { ...embedded.connection, database: "postgres" }, close: () => embedded.close() };
}

function openGiven(url: string): TestServer {
  return { admin: { connectionString: url }, close: () => Promise.resolve() };
}

/** Makes a database from the migrated template, which is made first where there is none of this schema. */
export async function createTestDatabase({ admin }: TestServer): Promise<TestDatabase> {
  const name = `kalian_test_${randomBytes(6).toString("hex")}`;
  await withClient(admin, async (client) => {
    const template = await ensureTemplate(client, admin);
    await client.query(`create database ${name} template ${template}`);
  });
  const owner = inDatabase(admin, name);
  return {
    owner,
    service: { ...owner, options: "-c role=kalian_service" },
    drop: () => withClient(admin, async (client) => void (await client.query(`drop database ${name} with (force)`))),
  };
}

// Suites run side by side; the template is made by one of them.
const templateLock = 4_680_001;

async function ensureTemplate(client: Client, admin: ClientConfig): Promise<string> {
  const template = `kalian_template_${schemaFingerprint()}`;
  await client.query("select pg_advisory_lock($1)", [templateLock]);
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [template]);
    if (found.rowCount !== 0) return template;
    const draft = `${template}_draft`;
    await client.query(`drop database if exists ${draft} with (force)`);
    await client.query(`create database ${draft}`);
    await migrate(inDatabase(admin, draft));
    await client.query(`alter database ${draft} rename to ${template}`);
    return template;
  } finally {
    await client.query("select pg_advisory_unlock($1)", [templateLock]);
  }
}

function schemaFingerprint(): string {
  const folder = findUpwards("migrations");
  const hash = createHash("sha256");
  for (const name of readdirSync(folder).toSorted()) hash.update(name).update(readFileSync(path.join(folder, name)));
  return hash.digest("hex").slice(0, 12);
}

function inDatabase(admin: ClientConfig, database: string): ClientConfig {
  if (admin.connectionString === undefined) return { ...admin, database };
  const url = new URL(admin.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.toString() };
}

async function withClient<T>(config: ClientConfig, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(config);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
