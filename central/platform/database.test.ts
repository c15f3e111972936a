import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { captureLog } from "../testing/captured-log.ts";
import { openDatabaseProxy } from "../testing/database-proxy.ts";
import { createTestDatabase, type TestDatabase, type TestServer, testServers } from "../testing/test-server.ts";
import { type Database, openDatabase, type Statement } from "./database.ts";
import { systemClock } from "./system-clock.ts";

const statement = (text: string, values: readonly unknown[] = []): Statement => ({ name: text, text, values });

describe.each(testServers)("database on $name", ({ open }) => {
  let server: TestServer;
  let made: TestDatabase;
  let owner: Client;
  let database: Database;
  const opened: Database[] = [];

  const openWith = (maxConnections: number) => {
    const pool = openDatabase({ connection: made.service, clock: systemClock, log: captureLog().log, maxConnections });
    opened.push(pool);
    return pool;
  };

  beforeAll(async () => {
    server = await open();
    made = await createTestDatabase(server);
    owner = new Client(made.owner);
    owner.on("error", () => undefined);
    await owner.connect();
    await owner.query("create table counter (n int); grant all on counter to kalian_service");
    database = openWith(4);
  });
  afterEach(() => owner.query("truncate counter"));
  afterAll(async () => {
    await Promise.all(opened.map((pool) => pool.close()));
    await owner.end();
    await made.drop();
    await server.close();
  });

  const counted = async () => (await owner.query<{ n: number }>("select count(*)::int as n from counter")).rows[0]?.n;

  it("gives rows, and throws what is our own mistake", async () => {
    expect(await database.query(statement("select $1::int as n", [7]))).toEqual({ ok: true, value: [{ n: 7 }] });
    await expect(database.query(statement("select * from nowhere"))).rejects.toMatchObject({ code: "42P01" });
  });

  it("sends a statement again on a fresh connection when its own was cut", async () => {
    const one = openWith(1);
    const pid = await one.query<{ pid: number }>(statement("select pg_backend_pid() as pid"));
    await owner.query("select pg_terminate_backend($1)", [pid.ok ? pid.value[0]?.pid : 0]);

    expect(await one.query(statement("select 1 as n"))).toEqual({ ok: true, value: [{ n: 1 }] });
  });

  it("ends a transaction whole or not at all", async () => {
    const insert = statement("insert into counter values (1)");
    const broken = database.transaction(async (run) => {
      await run(insert);
      await run(statement("select * from nowhere"));
    });
    await expect(broken).rejects.toMatchObject({ code: "42P01" });
    expect(await counted()).toBe(0);

    expect(await database.transaction((run) => run(insert))).toMatchObject({ ok: true });
    expect(await counted()).toBe(1);
  });

  it("begins a transaction again when two got in each other's way", async () => {
    await owner.query("insert into counter values (1), (2)");
    const swap = (first: number, second: number) =>
      database.transaction(async (run) => {
        await run(statement("update counter set n = n where n = $1", [first]));
        await run(statement("select pg_sleep(0.1)"));
        await run(statement("update counter set n = n where n = $1", [second]));
      });

    // Each holds what the other wants: PostgreSQL ends one of them.
    const outcomes = await Promise.all([swap(1, 2), swap(2, 1)]);

    expect(outcomes.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1);
    for (const outcome of outcomes) if (!outcome.ok) expect(outcome.error.kind).toBe("busy");
  });

  it("says busy when a statement takes too long, and when every connection is taken by others that get on", async () => {
    const one = openWith(1);
    const startedAt = performance.now();
    const slow = one.query(statement("select pg_sleep(10)"));
    const waiting = one.query(statement("select 1 as n"));

    expect(await slow).toEqual({ ok: false, error: { kind: "busy" } });
    expect(performance.now() - startedAt).toBeLessThan(3_500);
    expect((await waiting).ok).toBe(false);
    expect(await one.query(statement("select 1 as n"))).toMatchObject({ ok: true });
  });

  describe("busy means that nothing was done", () => {
    const insert = statement("insert into counter values (1)");
    const lockCounter = () => owner.query("begin; lock table counter in access exclusive mode");
    const waiting =
      "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' limit 1";
    /** Signals the statement that waits for the lock, as soon as one does. */
    const signalWaiting = async (signal: "pg_cancel_backend" | "pg_terminate_backend") => {
      for (;;) {
        // Inside a transaction the view is a picture taken once.
        await owner.query("select pg_stat_clear_snapshot()");
        const signalled = await owner.query(`select ${signal}(pid), pid from (${waiting}) as waits`);
        if (signalled.rowCount !== 0) return;
      }
    };
    afterEach(() => owner.query("rollback"));

    it("so it is said of a statement that the server ended", async () => {
      await lockCounter();

      const inserted = database.query(insert);
      await signalWaiting("pg_cancel_backend");

      expect(await inserted).toEqual({ ok: false, error: { kind: "busy" } });
      await owner.query("rollback");
      expect(await counted()).toBe(0);
    });

    it("so it is not said once a try was cut, however the next one ends", async () => {
      await lockCounter();

      const inserted = database.query(insert);
      await signalWaiting("pg_terminate_backend");
      await signalWaiting("pg_cancel_backend");

      expect(await inserted).toEqual({ ok: false, error: { kind: "away" } });
    });

    it("so it is not said of a transaction whose commit was done and not heard", async () => {
      const proxy = await openDatabaseProxy(made.service);
      const through = openDatabase({ connection: proxy.connection, clock: systemClock, log: captureLog().log });
      proxy.atAnswerTo("commit", async () => {
        await lockCounter();
        return "cut";
      });

      const done = through.transaction((run) => run(insert));
      await signalWaiting("pg_cancel_backend");

      expect(await done).toEqual({ ok: false, error: { kind: "away" } });
      await owner.query("rollback");
      expect(await counted()).toBe(1);
      await through.close();
      await proxy.close();
    });
  });

  it("says away where nobody listens, at once", async () => {
    const nowhere = openDatabase({
      connection: { host: "127.0.0.1", port: 9, user: "x", database: "x" },
      clock: systemClock,
      log: captureLog().log,
    });
    opened.push(nowhere);

    expect(await nowhere.query(statement("select 1"))).toEqual({ ok: false, error: { kind: "away" } });
    expect(await nowhere.isAnswering(1_000)).toBe(false);
  });

  it("tells whether the database answers", async () => {
    expect(await database.isAnswering(5_000)).toBe(true);
  });
});
