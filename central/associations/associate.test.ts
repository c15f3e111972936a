import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AssociationReply, Problem } from "../../shared/contracts/http.ts";
import { socialSecurityNumberOf } from "../seed/synthetic-numbers.ts";
import { sealText } from "../testing/seal-text.ts";
import { aCard, addCard } from "../testing/test-cards.ts";
import { type TestServer, testServers } from "../testing/test-server.ts";
import { createTestService, freshId, operatorId, type TestService, terminals } from "../testing/test-service.ts";
import { anAssociation, bankStripe, notRead, put } from "../testing/test-terminal.ts";

describe.each(testServers)("PUT /v1/associations/{entryId} on $name", ({ open }) => {
  let server: TestServer;
  let test: TestService;

  beforeAll(async () => {
    server = await open();
    test = await createTestService(server);
  });
  beforeEach(() => test.reset());
  afterAll(async () => {
    await test.close();
    await server.close();
  });

  const links = () =>
    test.query<{ count: number }>(
      "select count(*)::int from ledger where outcome in ('confirmed', 'claimed') and released_at is null",
    );

  it("confirms a normal card with a known stripe", async () => {
    const card = aCard();
    await addCard(test, card);
    const entryId = freshId();

    const reply = await put(test.service, entryId, await anAssociation(test, card));

    expect(reply.statusCode).toBe(201);
    const body = AssociationReply.parse(reply.json());
    expect(body).toEqual({
      outcome: "confirmed",
      entryId,
      eventId: body.eventId,
      recordedAt: "2026-03-12T01:41:22.000Z",
      businessDay: "2026-03-12",
      holder: { nameMasked: "测**", socialSecurityNumberMasked: expect.stringMatching(/^320102\*{8}.{4}$/) },
      cardNumberMasked: expect.stringMatching(/^T00\*{4}.{2}$/),
    });
  });

  it("is idempotent: the same body again gets the same bytes and writes nothing", async () => {
    const card = aCard();
    await addCard(test, card);
    const entryId = freshId();
    const body = await anAssociation(test, card);

    const first = await put(test.service, entryId, body);
    test.clock.advance(60_000);
    const again = await put(test.service, entryId, body);
    const byAnotherTerminal = await put(test.service, entryId, body, terminals.elsewhere.token);

    expect([first.statusCode, again.statusCode, byAnotherTerminal.statusCode]).toEqual([201, 200, 200]);
    expect(again.body).toBe(first.body);
    expect(byAnotherTerminal.body).toBe(first.body);
    expect(await test.query("select entry_id from ledger")).toEqual([{ entry_id: entryId }]);
  });

  it("takes the same body with its keys in another order for the same", async () => {
    const card = aCard();
    await addCard(test, card);
    const entryId = freshId();
    const body = await anAssociation(test, card);
    const turned = Object.fromEntries(Object.entries(body).toReversed());

    const first = await put(test.service, entryId, body);
    const again = await put(test.service, entryId, turned);

    expect(again.statusCode).toBe(200);
    expect(again.body).toBe(first.body);
  });

  it("refuses another body under a used id, and tells nothing of the first", async () => {
    const card = aCard();
    const other = aCard();
    await addCard(test, card);
    await addCard(test, other);
    const entryId = freshId();
    await put(test.service, entryId, await anAssociation(test, card));

    const reply = await put(test.service, entryId, await anAssociation(test, other));

    expect(reply.statusCode).toBe(422);
    expect(Object.keys(reply.json())).toEqual(["type", "title", "status", "code", "instance"]);
    expect(reply.json().code).toBe("entry/reused");
    expect((await links())[0]?.count).toBe(1);
  });

  const states = [
    ["0", "sealed"],
    ["2", "lost"],
    ["3", "locked"],
    ["4", "lost-temporarily"],
    ["7", "not-normal"],
    ["9", "cancelled"],
  ] as const;
  it.each(states)("refuses a card in state %s as %s, and again with the same bytes", async (stateCode, reason) => {
    const card = aCard({ stateCode, stateSince: "2026-02-03" });
    await addCard(test, card);
    const entryId = freshId();
    const body = await anAssociation(test, card);

    const first = await put(test.service, entryId, body);
    const again = await put(test.service, entryId, body);

    expect(first.statusCode).toBe(422);
    expect(Problem.parse(first.json())).toMatchObject({
      code: `refused/${reason}`,
      refusal: { reason, since: "2026-02-03" },
    });
    expect(first.headers["content-type"]).toContain("application/problem+json");
    expect(again.body).toBe(first.body);
    expect(await test.query("select outcome, reason from ledger")).toEqual([{ outcome: "refused", reason }]);
  });

  it("refuses an expired card from the day after its last valid day, by the region's calendar", async () => {
    // 2026-03-12T01:41:22Z is still the 12th in Shanghai, until 16:00Z.
    const lastDay = aCard({ validUntil: "2026-03-12" });
    const dayBefore = aCard({ validUntil: "2026-03-11" });
    await addCard(test, lastDay);
    await addCard(test, dayBefore);

    const valid = await put(test.service, freshId(), await anAssociation(test, lastDay));
    const expired = await put(test.service, freshId(), await anAssociation(test, dayBefore));

    expect(valid.statusCode).toBe(201);
    expect(expired.json()).toMatchObject({ code: "refused/expired", refusal: { since: "2026-03-12" } });
  });

  it("refuses an unknown number, and keeps the row", async () => {
    const reply = await put(test.service, freshId(), await anAssociation(test, aCard()));

    expect(reply.json()).toMatchObject({ code: "refused/unknown-number", refusal: { since: null } });
    expect(await test.query("select outcome, reason, holder_id from ledger")).toEqual([
      { outcome: "refused", reason: "unknown-number", holder_id: null },
    ]);
  });

  describe("evidence", () => {
    it("refuses a stripe that is known as another card's, before it tells the card's state", async () => {
      const card = aCard({ stateCode: "2" });
      const other = aCard();
      await addCard(test, card);
      await addCard(test, other);

      const medium = await bankStripe(test, other);
      const reply = await put(test.service, freshId(), await anAssociation(test, card, { medium }));

      expect(reply.json()).toMatchObject({ code: "refused/mismatch", refusal: { since: null } });
      expect(reply.body).not.toContain("conflict");
    });

    it("learns an unknown stripe by a confirmed association at a counter", async () => {
      const card = aCard({ isStripeKnown: false });
      const cardId = await addCard(test, card);

      await put(test.service, freshId(), await anAssociation(test, card));

      expect(await test.query("select card_id, learned_by is not null as learned from medium")).toEqual([
        { card_id: cardId, learned: true },
      ]);
    });

    it("learns nothing at a kiosk, and nothing from a refusal", async () => {
      const atKiosk = aCard({ isStripeKnown: false });
      const refused = aCard({ isStripeKnown: false, stateCode: "3" });
      await addCard(test, atKiosk);
      await addCard(test, refused);

      const confirmed = await put(test.service, freshId(), await anAssociation(test, atKiosk), terminals.kiosk.token);
      await put(test.service, freshId(), await anAssociation(test, refused));

      expect(confirmed.statusCode).toBe(201);
      expect(await test.query("select * from medium")).toEqual([]);
    });

    it("refuses a stripe that stands on another card's association although nobody learned it", async () => {
      const first = aCard({ isStripeKnown: false });
      const second = aCard({ isStripeKnown: false });
      await addCard(test, first);
      await addCard(test, second);
      const medium = await bankStripe(test, first);
      await put(test.service, freshId(), await anAssociation(test, first, { medium }), terminals.kiosk.token);

      const reply = await put(test.service, freshId(), await anAssociation(test, second, { medium }));

      expect(reply.json().code).toBe("refused/mismatch");
    });

    it("compares a stripe that carries a card number with the typed one", async () => {
      const card = aCard({ isStripeKnown: false });
      await addCard(test, card);
      const stripe = (cardNumber: string) =>
        ({ kind: "stripe", key: { kind: "cardNumber", cardNumber }, authenticated: false }) as const;

      const other = await put(
        test.service,
        freshId(),
        await anAssociation(test, card, { medium: stripe("123456788") }),
      );
      const same = await put(
        test.service,
        freshId(),
        await anAssociation(test, card, { medium: stripe(card.cardNumber) }),
      );

      expect(other.json().code).toBe("refused/mismatch");
      expect(same.statusCode).toBe(201);
      expect(await test.query("select * from medium")).toEqual([]);
    });

    const holdersNumber = socialSecurityNumberOf("19800110", 1);
    it.each([
      ["the holder's number", holdersNumber, 201],
      ["the holder's number of 15 digits", "320102800110001", 201],
      ["somebody else's number", "320102199001010029", 422],
    ])("compares a stripe that carries %s with the holder", async (_what, onStripe, status) => {
      const card = aCard({ socialSecurityNumber: holdersNumber, isStripeKnown: false });
      await addCard(test, card);
      const sealed = await sealText(test.vault.sealingKey, onStripe);
      const key = { kind: "personId", sealed, lastFour: onStripe.slice(-4) } as const;

      const medium = { kind: "stripe", key, authenticated: false } as const;
      const reply = await put(test.service, freshId(), await anAssociation(test, card, { medium }));

      expect(reply.statusCode).toBe(status);
      if (status === 422) expect(reply.json().code).toBe("refused/mismatch");
    });

    it("learns local content of a stripe like a bank number", async () => {
      const card = aCard({ isStripeKnown: false });
      await addCard(test, card);
      const sealed = await sealText(test.vault.sealingKey, "7654321=00");

      const medium = { kind: "stripe", key: { kind: "unknown", sealed }, authenticated: false } as const;
      const reply = await put(test.service, freshId(), await anAssociation(test, card, { medium }));

      expect(reply.statusCode).toBe(201);
      expect(await test.query("select 1 as one from medium")).toHaveLength(1);
    });

    it("goes on by number where no reader could read the card, and learns nothing", async () => {
      const card = aCard({ isStripeKnown: false });
      await addCard(test, card);

      const reply = await put(test.service, freshId(), await anAssociation(test, card, { medium: notRead }));

      expect(reply.statusCode).toBe(201);
      expect(await test.query("select evidence, without_read_reason from ledger")).toEqual([
        { evidence: "none", without_read_reason: "stripe-damaged" },
      ]);
      expect(await test.query("select * from medium")).toEqual([]);
    });

    it("checks the last four of an identity card that was attested while the service was away", async () => {
      const right = aCard({ socialSecurityNumber: "320102199001010010" });
      const wrong = aCard({ socialSecurityNumber: "32010219900101007X" });
      await addCard(test, right);
      await addCard(test, wrong);
      const proof = { kind: "documentAttested", document: "identity-card", lastFour: "0010" } as const;

      const confirmed = await put(test.service, freshId(), await anAssociation(test, right, { proof }));
      const refused = await put(test.service, freshId(), await anAssociation(test, wrong, { proof }));

      expect(confirmed.statusCode).toBe(201);
      expect(refused.json().code).toBe("refused/mismatch");
      expect(
        await test.query("select document_type, document_last_four from ledger where outcome = 'confirmed'"),
      ).toEqual([{ document_type: "identity-card", document_last_four: "0010" }]);
    });

    it("can't open what was sealed to another key or damaged, and writes nothing", async () => {
      const card = aCard();
      await addCard(test, card);
      const good = await sealText(test.vault.sealingKey, card.bankNumber);
      const damaged = { ...good, sealed: `${good.sealed.slice(0, -8)}AAAAAAA=` };
      const foreign = { ...good, keyId: "0123456789abcdef" };

      for (const sealed of [damaged, foreign]) {
        const key = { kind: "bankNumber", sealed, lastFour: "0000" } as const;
        const medium = { kind: "stripe", key, authenticated: false } as const;
        const reply = await put(test.service, freshId(), await anAssociation(test, card, { medium }));
        expect([reply.statusCode, reply.json().code]).toEqual([422, "request/unsealable"]);
      }
      expect(await test.query("select * from ledger")).toEqual([]);
    });
  });

  describe("standing associations", () => {
    it("answers already associated for the same card and holder, with what stands", async () => {
      const card = aCard();
      await addCard(test, card);
      const first = await put(test.service, freshId(), await anAssociation(test, card));
      test.clock.advance(3_600_000);
      const entryId = freshId();
      const body = await anAssociation(test, card);

      const second = await put(test.service, entryId, body);
      const again = await put(test.service, entryId, body);

      expect(second.statusCode).toBe(200);
      expect(second.json()).toMatchObject({
        outcome: "alreadyAssociated",
        entryId,
        standing: { recordedAt: first.json().recordedAt, place: "branch-a · window-01" },
      });
      expect(again.body).toBe(second.body);
      expect((await links())[0]?.count).toBe(1);
    });

    it("answers card-taken with both sides where the card is associated with another holder", async () => {
      const card = aCard({ holderName: "测试甲" });
      const cardId = await addCard(test, card);
      const taker = aCard({ holderName: "样例乙" });
      await addCard(test, taker);
      await put(test.service, freshId(), await anAssociation(test, card));
      await test.query(
        `update ledger set holder_id = h.holder_id, holder_name_sealed = h.name_sealed, person_number_sealed = h.person_number_sealed
          from holder h where h.person_number_hash = $1 and ledger.card_id = $2`,
        [test.vault.hash("person-number", taker.socialSecurityNumber), cardId],
      );
      const entryId = freshId();
      const body = await anAssociation(test, card);

      const reply = await put(test.service, entryId, body);
      const again = await put(test.service, entryId, body);

      expect(reply.statusCode).toBe(409);
      const { conflict, code } = Problem.parse(reply.json());
      expect(code).toBe("conflict/card-taken");
      expect(conflict).toMatchObject({
        about: "card-taken",
        ours: { holderNameMasked: "测**", recordedAt: null, place: null },
        theirs: { holderNameMasked: "样**", place: "branch-a · window-01", recordedAt: "2026-03-12T01:41:22.000Z" },
      });
      expect(again.body).toBe(reply.body);
    });

    it("answers holder-has-other-card where the holder's other card is associated", async () => {
      const older = aCard();
      const newer = aCard({ socialSecurityNumber: older.socialSecurityNumber });
      await addCard(test, older);
      await addCard(test, newer);
      await put(test.service, freshId(), await anAssociation(test, older));

      const reply = await put(test.service, freshId(), await anAssociation(test, newer));

      expect(reply.statusCode).toBe(409);
      expect(reply.json()).toMatchObject({
        code: "conflict/holder-has-other-card",
        conflict: { theirs: { cardNumberMasked: `T00****${older.cardNumber.slice(-2)}` } },
      });
      expect(await test.query("select outcome, reason from ledger order by event_id")).toEqual([
        { outcome: "confirmed", reason: null },
        { outcome: "conflict", reason: "holder-has-other-card" },
      ]);
    });
  });

  describe("who asks", () => {
    it("needs a token that is known", async () => {
      const body = await anAssociation(test, aCard());
      const unknown = await put(test.service, freshId(), body, "token-of-nobody");
      expect([unknown.statusCode, unknown.json().code]).toEqual([401, "auth/required"]);
    });

    it("does not admit an operator who is unknown or has left", async () => {
      await test.query("insert into operator values ('T008', 'branch-a', 'clerk', now())");
      for (const who of ["T999", "T008"]) {
        const reply = await put(test.service, freshId(), await anAssociation(test, aCard(), { operatorId: who }));
        expect([reply.statusCode, reply.json().code]).toEqual([403, "auth/not-permitted"]);
      }
      expect(await test.query("select * from ledger")).toEqual([]);
    });

    it("answers a repeat also when the operator has left since", async () => {
      const card = aCard();
      await addCard(test, card);
      const entryId = freshId();
      const body = await anAssociation(test, card);
      const first = await put(test.service, entryId, body);

      await test.query("update operator set disabled_at = now() where operator_id = $1", [operatorId]);
      test.clock.advance(10_000);
      const again = await put(test.service, entryId, body);

      expect([again.statusCode, again.body]).toEqual([200, first.body]);
    });
  });

  describe("requests outside the contract", () => {
    it.each([
      ["a field that is unknown", { surprise: 1 }],
      ["a card number with a space", { cardNumber: "A1234 567" }],
      ["an evidence of no known kind", { medium: { kind: "photo" } }],
      ["a time without its zone", { madeAt: "2026-03-12T09:41:22" }],
    ])("refuses %s", async (_what, change) => {
      const body = { ...(await anAssociation(test, aCard())), ...change };
      const reply = await put(test.service, freshId(), body);
      expect([reply.statusCode, reply.json().code]).toEqual([400, "request/invalid"]);
    });

    it("refuses an id that is no UUIDv7, text that is no JSON, and a body of more than 64 kB", async () => {
      const body = await anAssociation(test, aCard());
      const badId = await put(test.service, "not-an-id", body);
      const version4 = await put(test.service, "5f0c3c52-7d0e-4b8e-9d3a-2b1f0c9d8e7f", body);
      const large = await put(test.service, freshId(), { ...body, filler: "x".repeat(70_000) });

      expect([badId.json().code, version4.json().code]).toEqual(["request/invalid", "request/invalid"]);
      expect([large.statusCode, large.json().code]).toEqual([413, "request/too-large"]);
    });
  });
});
