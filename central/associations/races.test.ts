import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Service } from "../app.ts";
import { openDatabase } from "../platform/database.ts";
import { createEventIds } from "../platform/event-ids.ts";
import { systemClock } from "../platform/system-clock.ts";
import { changeCardState } from "../register/own/change-card-state.ts";
import { aCard, addCard } from "../testing/test-cards.ts";
import { type TestServer, testServers } from "../testing/test-server.ts";
import { createTestService, freshId, type TestService, terminals } from "../testing/test-service.ts";
import { anAssociation, put } from "../testing/test-terminal.ts";

const bothWays = [terminals.counter.token, terminals.secondCounter.token];

describe.each(testServers)("associations at the same time on $name", ({ open }) => {
  let server: TestServer;
  let test: TestService;
  let second: Service;

  beforeAll(async () => {
    server = await open();
    test = await createTestService(server);
    second = await test.another();
  });
  beforeEach(() => test.reset());
  afterAll(async () => {
    await second.server.close();
    await test.close();
    await server.close();
  });

  it("writes one row for one id sent 16 times over two services, and answers all alike", async () => {
    for (let round = 0; round < 10; round += 1) {
      const card = aCard({ isStripeKnown: round % 2 === 0 });
      await addCard(test, card);
      const entryId = freshId();
      const body = await anAssociation(test, card);

      const replies = await Promise.all(
        Array.from({ length: 16 }, (_, index) =>
          put(index % 2 === 0 ? test.service : second, entryId, body, bothWays[index % 2]),
        ),
      );

      expect(new Set(replies.map((reply) => reply.body)).size).toBe(1);
      expect(replies.map((reply) => reply.statusCode).toSorted()).toEqual([
        ...Array.from({ length: 15 }, () => 200),
        201,
      ]);
      expect(await test.query("select 1 as one from ledger where entry_id = $1", [entryId])).toHaveLength(1);
    }
  });

  it("lets one of eight entries for one card win, and tells the others that it is associated", async () => {
    for (let round = 0; round < 10; round += 1) {
      const card = aCard();
      const cardId = await addCard(test, card);
      const bodies = await Promise.all(Array.from({ length: 8 }, () => anAssociation(test, card)));

      const replies = await Promise.all(
        bodies.map((body, index) => put(index % 2 === 0 ? test.service : second, freshId(), body, bothWays[index % 2])),
      );

      const outcomes = replies.map((reply) => reply.json().outcome).toSorted();
      expect(outcomes).toEqual([...Array.from({ length: 7 }, () => "alreadyAssociated"), "confirmed"]);
      const linked = "select 1 as one from ledger where card_id = $1 and outcome = 'confirmed' and released_at is null";
      expect(await test.query(linked, [cardId])).toHaveLength(1);
    }
  });

  it("lets one of two cards of one holder win, and one of two cards with one unknown stripe", async () => {
    for (let round = 0; round < 10; round += 1) {
      const older = aCard({ isStripeKnown: false });
      const newer = aCard({ socialSecurityNumber: older.socialSecurityNumber });
      const stranger = aCard({ isStripeKnown: false, bankNumber: older.bankNumber });
      for (const card of [older, newer, stranger]) await addCard(test, card);
      const bodies = await Promise.all([older, newer, stranger].map((card) => anAssociation(test, card)));

      const replies = await Promise.all(bodies.map((body) => put(test.service, freshId(), body)));

      const confirmed = replies.filter((reply) => reply.statusCode === 201).length;
      const [olderReply, newerReply, strangerReply] = replies.map((reply) => reply.json().code ?? "confirmed");
      // The older card shares its holder with one and its stripe with the other: it wins alone, or both of them do.
      expect(confirmed).toBe(olderReply === "confirmed" ? 1 : 2);
      expect([newerReply, strangerReply]).toEqual(
        olderReply === "confirmed"
          ? ["conflict/holder-has-other-card", "refused/mismatch"]
          : ["confirmed", "confirmed"],
      );
    }
  });

  it("waits for a change of the card's state that is under way, and is refused by it", async () => {
    const card = aCard();
    await addCard(test, card);
    const body = await anAssociation(test, card);
    await test.query("begin");
    await test.query("update card set state_code = '2' where number_hash = $1", [
      test.vault.hash("card-number", card.cardNumber),
    ]);

    const reply = put(test.service, freshId(), body);
    await Promise.race([reply, test.untilSomeoneWaits()]);
    await test.query("commit");

    expect((await reply).json().code).toBe("refused/lost");
  });

  it("leaves no live link on a card that is reported lost at the same moment, in 200 rounds", {
    timeout: 60_000,
  }, async () => {
    const own = openDatabase({ connection: test.serviceConnection, clock: systemClock, log: test.captured.log });
    const nextEventId = createEventIds(systemClock);
    const outcomes = new Set<string>();
    const race = async (): Promise<void> => {
      const card = aCard();
      await addCard(test, card);
      const body = await anAssociation(test, card);
      const reportLost = () =>
        changeCardState(own, {
          cardNumberHash: test.vault.hash("card-number", card.cardNumber),
          stateCode: "2",
          at: new Date(test.clock.nowMs()),
          businessDay: "2026-03-12",
          releaseEventId: nextEventId(),
          by: { terminalId: "register", operatorId: "register", channel: "service", place: "register" },
        });

      const [reply, changed] = await Promise.all([put(test.service, freshId(), body), reportLost()]);

      outcomes.add(reply.statusCode === 201 ? "associated first" : reply.json().code);
      expect(changed.ok).toBe(true);
    };
    for (let round = 0; round < 200; round += 4) await Promise.all([race(), race(), race(), race()]);
    await own.close();

    const dead = await test.query(
      `select l.event_id from ledger l join card c using (card_id)
        where l.outcome = 'confirmed' and l.released_at is null and c.state_code = '2'`,
    );
    expect(dead).toEqual([]);
    // Both orders happened, else the race was not run.
    expect([...outcomes].toSorted()).toEqual(["associated first", "refused/lost"]);
  });
});
