import { randomBytes } from "node:crypto";
import { type ClientConfig, Pool, type QueryResultRow } from "pg";
import { uuidv7 } from "uuidv7";
import { createService, type Service, type ServiceDependencies } from "../app.ts";
import { hashToken } from "../platform/access.ts";
import { type Database, openDatabase } from "../platform/database.ts";
import { createSealingSuite, type ServiceKeys } from "../platform/keys.ts";
import { defaultRegion } from "../platform/region.ts";
import { systemClock } from "../platform/system-clock.ts";
import { createVault, type Vault } from "../platform/vault.ts";
import { createCardRegisters } from "../register/card-register.ts";
import { ownRegister } from "../register/own/own-register.ts";
import { type CapturedLog, captureLog } from "./captured-log.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { createTestDatabase, type TestServer } from "./test-server.ts";

/** The whole service on a database of its own, with a clock that stands still. */
export interface TestService {
  readonly service: Service;
  readonly database: Database;
  /** For a pool of one's own, with the service's rights. */
  readonly serviceConnection: ClientConfig;
  readonly ownerConnection: ClientConfig;
  readonly vault: Vault;
  readonly clock: FakeClock;
  readonly captured: CapturedLog;
  /** Asks the database with the owner's rights, always on the same connection. */
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Resolves when a connection of this database waits for a lock. */
  untilSomeoneWaits(): Promise<void>;
  /** A second service on the same database, as another process would be. */
  another(overrides?: Partial<ServiceDependencies>): Promise<Service>;
  /** Empties the tables, and puts the terminals and the operator back. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Terminals of the tests with their tokens; the last is of another institution. */
export const terminals = {
  counter: { terminalId: "window-01", token: "token-of-window-01", institution: "branch-a", channel: "counter" },
  secondCounter: { terminalId: "window-02", token: "token-of-window-02", institution: "branch-a", channel: "counter" },
  kiosk: { terminalId: "kiosk-01", token: "token-of-kiosk-01", institution: "branch-a", channel: "kiosk" },
  elsewhere: { terminalId: "other-01", token: "token-of-other-01", institution: "branch-b", channel: "counter" },
} as const;

export const operatorId = "T007";
export const startOfTests = "2026-03-12T01:41:22.000Z";

export async function createTestService(
  server: TestServer,
  overrides: Partial<ServiceDependencies> = {},
): Promise<TestService> {
  const databaseOfSuite = await createTestDatabase(server);
  const owner = new Pool({ ...databaseOfSuite.owner, max: 1 });
  const captured = captureLog();
  const clock = createFakeClock(startOfTests);
  const vault = await createVault(await makeKeys());
  const database = openDatabase({ connection: databaseOfSuite.service, clock: systemClock, log: captured.log });
  const dependencies: ServiceDependencies = {
    database,
    vault,
    registers: createCardRegisters(ownRegister, new Map()),
    region: defaultRegion,
    clock,
    log: captured.log,
    lookUpLimits: { allPerMinute: 10_000, withoutReadPerMinute: 10_000 },
    environment: "demo",
    version: "0.0.0-test",
    ...overrides,
  };
  const service = await createService(dependencies);
  const query = async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) =>
    (await owner.query<Row>(text, [...values])).rows;
  return {
    service,
    database,
    serviceConnection: databaseOfSuite.service,
    ownerConnection: databaseOfSuite.owner,
    vault,
    clock,
    captured,
    query,
    untilSomeoneWaits: async () => {
      const waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
      for (let rows: readonly unknown[] = []; rows.length === 0; rows = await query(waiting))
        // Inside a transaction the view is a picture taken once.
        await query("select pg_stat_clear_snapshot()");
    },
    another: (others = {}) => createService({ ...dependencies, ...others }),
    reset: async () => {
      clock.reset();
      await resetTables(query);
    },
    close: async () => {
      await service.server.close();
      await database.close();
      await owner.end();
      await databaseOfSuite.drop();
    },
  };
}

async function resetTables(query: TestService["query"]): Promise<void> {
  await query("truncate ledger, look_up, medium, card, holder, terminal, operator cascade");
  for (const { terminalId, token, institution, channel } of Object.values(terminals))
    await query("insert into terminal values ($1, decode($2, 'hex'), $3, $4, $5)", [
      terminalId,
      hashToken(token),
      institution,
      `${institution} · ${terminalId}`,
      channel,
    ]);
  await query("insert into operator values ($1, 'branch-a', 'clerk')", [operatorId]);
}

/** A fresh entry or look-up id, as a terminal makes it. */
export function freshId(): string {
  return uuidv7();
}

async function makeKeys(): Promise<ServiceKeys> {
  const { kem } = createSealingSuite();
  const pair = await kem.generateKeyPair();
  return {
    sealing: {
      publicKey: new Uint8Array(await kem.serializePublicKey(pair.publicKey)),
      privateKey: new Uint8Array(await kem.serializePrivateKey(pair.privateKey)),
    },
    hashKey: new Uint8Array(randomBytes(32)),
    fieldKey: new Uint8Array(randomBytes(32)),
    fingerprint: randomBytes(8).toString("hex"),
  };
}
