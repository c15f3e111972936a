import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openLosingService } from "../testing/lost-replies.ts";
import { lostCardRace, oneCardRace, oneHolderRace, openRacers, type Racers, sameEntryRace } from "../testing/races.ts";
import { playRounds } from "../testing/rounds.ts";
import { aCard, addCard } from "../testing/test-cards.ts";
import { type TestServer, testServers } from "../testing/test-server.ts";
import { createTestService, freshId, type TestService, terminals } from "../testing/test-service.ts";
import { anAssociation, put } from "../testing/test-terminal.ts";

// Of a machine that has other things to do as well.
const longer = { timeout: 60_000 };
const bothWays = [terminals.counter.token, terminals.secondCounter.token];

describe.each(testServers)("associations at the same time on $name", ({ open }) => {
  let server: TestServer;
  let test: TestService;
  let racers: Racers;

  beforeAll(async () => {
    server = await open();
    test = await createTestService(server);
    racers = await openRacers(test);
  });
  beforeEach(() => test.reset());
  afterAll(async () => {
    await racers.close();
    await test.close();
    await server.close();
  });

  it("writes one row for one id sent 16 times over two services, and answers all alike", async () => {
    const { violations, saw } = await playRounds(sameEntryRace(racers), { rounds: 15, atOnce: 1 });

    expect(violations).toEqual([]);
    expect(saw).toEqual({ confirmed: 10, "refused/lost": 5 });
  });

  it("lets one of two terminals with one card win, and tells the other of it", async () => {
    const { violations } = await playRounds(oneCardRace(racers), { rounds: 60, atOnce: 4 });
    expect(violations).toEqual([]);
  });

  it("lets one of two terminals with two cards of one holder win, and gives the other a conflict", async () => {
    const { violations } = await playRounds(oneHolderRace(racers), { rounds: 60, atOnce: 4 });
    expect(violations).toEqual([]);
  });

  it("lets one of eight entries for one card win, and tells the others that it is associated", async () => {
    for (let round = 0; round < 10; round += 1) {
      const card = aCard();
      const cardId = await addCard(test, card);
      const bodies = await Promise.all(Array.from({ length: 8 }, () => anAssociation(test, card)));

      const replies = await Promise.all(
        bodies.map((body, index) =>
          put(racers.services[index % 2 === 0 ? 0 : 1], freshId(), body, bothWays[index % 2]),
        ),
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

  it("leaves no live link on a card that is reported lost at the same moment, in 200 rounds", longer, async () => {
    const { violations, saw } = await playRounds(lostCardRace(racers), {
      rounds: 200,
      atOnce: 4,
    });

    expect(violations).toEqual([]);
    // Both orders happened, else the race was not run.
    expect(Object.keys(saw)).toEqual(["associated, then ended", "refused/lost"]);
  });

  it("writes one row and gives one answer when a reply was lost behind its commit", longer, async () => {
    const losing = await openLosingService(test);

    const { violations, saw } = await playRounds(losing.play, { rounds: 50, atOnce: 1 });

    await losing.close();
    expect(violations).toEqual([]);
    expect(saw).toEqual({
      "alreadyAssociated: 200": 10,
      "confirmed: 200": 10,
      "conflict: 409": 10,
      "learned: 200": 10,
      "refused: 422": 10,
    });
  });
});
