import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { err, ok } from "../../shared/basics/result.ts";
import { associationPath } from "../../shared/contracts/http.ts";
import type { Service } from "../app.ts";
import { type Database, openDatabase } from "../platform/database.ts";
import { systemClock } from "../platform/system-clock.ts";
import { type DatabaseProxy, type HeldAnswer, openDatabaseProxy } from "../testing/database-proxy.ts";
import { aCard, addCard, type TestCard } from "../testing/test-cards.ts";
import { type TestServer, testServers } from "../testing/test-server.ts";
import { createTestService, freshId, operatorId, type TestService } from "../testing/test-service.ts";
import { aLookUp, anAssociation, lookUp, put, send } from "../testing/test-terminal.ts";

// A terminal takes `service/busy` for "nothing was done": the entry is waiting, as if it had never been sent.
describe.each(testServers)("what is answered when the database fails in mid-request, on $name", ({ open }) => {
  let server: TestServer;
  let test: TestService;
  let proxy: DatabaseProxy;
  let database: Database;
  let service: Service;

  beforeAll(async () => {
    server = await open();
    test = await createTestService(server);
    proxy = await openDatabaseProxy(test.serviceConnection);
    database = openDatabase({ connection: proxy.connection, clock: systemClock, log: test.captured.log });
    service = await test.another({ database });
  });
  beforeEach(() => test.reset());
  afterEach(() => test.query("rollback"));
  afterAll(async () => {
    await service.server.close();
    await database.close();
    await proxy.close();
    await test.close();
    await server.close();
  });

  const aKnownCard = async (overrides: Partial<TestCard> = {}) => {
    const card = aCard(overrides);
    await addCard(test, card);
    return card;
  };
  const lock = async (table: "ledger" | "look_up") => {
    await test.query("begin");
    await test.query(`lock table ${table} in access exclusive mode`);
  };
  const lockAnd =
    (fate: HeldAnswer, table: "ledger" | "look_up" = "ledger") =>
    async () => {
      await lock(table);
      return fate;
    };
  /** Ends the next statement that waits for the lock, as its time-out would: the database is busy. */
  const whileBusy = async <T>(replies: Promise<T>): Promise<T> => {
    await test.untilSomeoneWaits();
    await test.query(
      "select pg_cancel_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    const reply = await replies;
    await test.query("rollback");
    return reply;
  };
  const entriesOf = (entryId: string) => test.query("select outcome from ledger where entry_id = $1", [entryId]);
  const cancel = (entryId: string) =>
    send(service, {
      method: "POST",
      url: `${associationPath(entryId)}/cancellation`,
      body: { operatorId, reason: "wrong-card" },
    });

  it("says busy when the one statement was ended by the database before it did anything", async () => {
    const entryId = freshId();
    const body = await anAssociation(test, await aKnownCard());
    await lock("ledger");

    const reply = await whileBusy(put(service, entryId, body));

    expect([reply.statusCode, reply.json().code]).toEqual([503, "service/busy"]);
    expect(await entriesOf(entryId)).toEqual([]);
    expect((await put(service, entryId, body)).statusCode).toBe(201);
  });

  it("never says busy when the statement was committed, its answer lost and its repetition ended", async () => {
    const entryId = freshId();
    const body = await anAssociation(test, await aKnownCard());
    proxy.atAnswerTo("associate", lockAnd("cut"));

    const reply = await whileBusy(put(service, entryId, body));

    expect([reply.statusCode, reply.json().code]).toEqual([503, "service/database-away"]);
    expect(await entriesOf(entryId)).toEqual([{ outcome: "confirmed" }]);
    expect((await put(service, entryId, body)).json().outcome).toBe("confirmed");
  });

  it("never says busy when an entry that is there already can't be read", async () => {
    const entryId = freshId();
    const body = await anAssociation(test, await aKnownCard());
    const first = await put(service, entryId, body);
    proxy.atAnswerTo("associate", lockAnd("pass"));

    const reply = await whileBusy(put(service, entryId, body));

    expect([reply.statusCode, reply.json().code]).toEqual([503, "service/database-away"]);
    expect((await put(service, entryId, body)).body).toBe(first.body);
  });

  it("never says busy when an operator who has left repeats an entry that can't be read", async () => {
    const entryId = freshId();
    const body = await anAssociation(test, await aKnownCard());
    await put(service, entryId, body);
    await test.query("update operator set disabled_at = now()");
    test.clock.advance(10_000);
    await lock("ledger");

    const reply = await whileBusy(put(service, entryId, body));

    expect([reply.statusCode, reply.json().code]).toEqual([503, "service/database-away"]);
  });

  it("never says busy when the entry was written and the association it met can't be read", async () => {
    const card = await aKnownCard();
    await put(service, freshId(), await anAssociation(test, card));
    const entryId = freshId();
    const body = await anAssociation(test, card);
    proxy.atAnswerTo("associate", lockAnd("pass"));

    const reply = await whileBusy(put(service, entryId, body));

    expect([reply.statusCode, reply.json().code]).toEqual([503, "service/database-away"]);
    expect(await entriesOf(entryId)).toEqual([{ outcome: "already-associated" }]);
  });

  it.each([
    ["every look loses its race", []],
    ["a later look is ended", ["lost", "busy"]],
  ] as const)("never says busy when %s", async (_what, looks) => {
    const left: ("lost" | "busy")[] = [...looks];
    const losing: Database = {
      ...test.database,
      // No row, and none is found: another association was first and is gone again.
      query: (statement) => {
        if (statement.name !== "associate") return test.database.query(statement);
        return Promise.resolve(left.shift() === "busy" ? err({ kind: "busy" }) : ok([]));
      },
    };
    const alone = await test.another({ database: losing });

    const reply = await put(alone, freshId(), await anAssociation(test, aCard()));

    expect([reply.statusCode, reply.json().code]).toEqual([503, "service/database-away"]);
    await alone.server.close();
  });

  it("never says busy when a cancellation met an entry that can't be read", async () => {
    const entryId = freshId();
    await put(service, entryId, await anAssociation(test, await aKnownCard()));
    proxy.atAnswerTo("cancel-entry", lockAnd("pass"));

    const reply = await whileBusy(cancel(entryId));

    expect([reply.statusCode, reply.json().code]).toEqual([503, "service/database-away"]);
    expect((await cancel(entryId)).json().code).toBe("entry/already-recorded");
  });

  it("never says busy when a look-up was recorded and the association it met can't be read", async () => {
    const card = await aKnownCard();
    await put(service, freshId(), await anAssociation(test, card));
    const body = await aLookUp(test, card);
    proxy.atAnswerTo("record-look-up", lockAnd("pass"));

    const reply = await whileBusy(lookUp(service, body));

    expect([reply.statusCode, reply.json().code]).toEqual([503, "service/database-away"]);
    expect(await test.query("select look_up_id from look_up")).toEqual([{ look_up_id: body.lookUpId }]);
  });
});
