import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CardLookUpReply, Problem } from "../../shared/contracts/http.ts";
import { aCard, addCard } from "../testing/test-cards.ts";
import { type TestServer, testServers } from "../testing/test-server.ts";
import { createTestService, freshId, type TestService, terminals } from "../testing/test-service.ts";
import { aLookUp, anAssociation, bankStripe, lookUp, notRead, put } from "../testing/test-terminal.ts";

describe.each(testServers)("POST /v1/card-lookups on $name", ({ open }) => {
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

  const photo = "data:image/png;base64,AAAA";

  it("shows the whole name, the photo and a masked number to a clerk with the card in hand", async () => {
    const card = aCard({ holderName: "测试员·阿卜杜拉·某某某", photo, generation: 2, validUntil: "2031-01-31" });
    await addCard(test, card);
    const asked = await aLookUp(test, card);

    const reply = await lookUp(test.service, asked);

    expect(reply.statusCode).toBe(200);
    expect(CardLookUpReply.parse(reply.json())).toEqual({
      kind: "found",
      lookUpId: asked.lookUpId,
      holder: {
        kind: "full",
        name: "测试员·阿卜杜拉·某某某",
        socialSecurityNumberMasked: `320102********${card.socialSecurityNumber.slice(-4)}`,
        photo,
      },
      card: {
        cardNumberMasked: `T00****${card.cardNumber.slice(-2)}`,
        issueRegion: "320100",
        generation: 2,
        validUntil: "2031-01-31",
      },
      medium: "this-card",
    });
    expect(reply.body).not.toContain(card.cardNumber);
    expect(reply.body).not.toContain(card.socialSecurityNumber);
  });

  it("masks the name and keeps the photo back where no card was read", async () => {
    const card = aCard({ holderName: "测试员", photo });
    await addCard(test, card);

    const reply = await lookUp(test.service, await aLookUp(test, card, { medium: notRead }));

    const body = CardLookUpReply.parse(reply.json());
    expect(body.holder).toEqual({
      kind: "masked",
      nameMasked: "测**",
      socialSecurityNumberMasked: `320102********${card.socialSecurityNumber.slice(-4)}`,
    });
    expect(body.kind === "found" && body.medium).toBe("not-read");
    expect(reply.body).not.toContain("data:image");
  });

  it("says when the register does not know the stripe yet", async () => {
    const card = aCard({ isStripeKnown: false });
    await addCard(test, card);

    const reply = await lookUp(test.service, await aLookUp(test, card));

    expect(reply.json()).toMatchObject({ kind: "found", medium: "not-known-yet", holder: { kind: "full" } });
  });

  it("takes a stripe that carries the card's own number for this card's", async () => {
    const card = aCard({ isStripeKnown: false });
    await addCard(test, card);
    const key = { kind: "cardNumber", cardNumber: card.cardNumber } as const;

    const medium = { kind: "stripe", key, authenticated: false } as const;
    const reply = await lookUp(test.service, await aLookUp(test, card, { medium }));

    expect(reply.json()).toMatchObject({ kind: "found", medium: "this-card" });
  });

  it.each([
    [{ stateCode: "2", stateSince: "2026-02-03" }, "lost", "2026-02-03"],
    [{ stateCode: "5", stateSince: null }, "not-normal", null],
    [{ validUntil: "2024-06-30" }, "expired", "2024-07-01"],
  ])("refuses a card as the association would: %o", async (change, reason, since) => {
    const card = aCard(change);
    await addCard(test, card);

    const reply = await lookUp(test.service, await aLookUp(test, card));

    expect(reply.statusCode).toBe(422);
    expect(Problem.parse(reply.json())).toMatchObject({ code: `refused/${reason}`, refusal: { reason, since } });
    expect(await test.query("select outcome, reason from look_up")).toEqual([{ outcome: "refused", reason }]);
    expect(await test.query("select * from ledger")).toEqual([]);
  });

  it("refuses a stripe that is another card's, and shows nobody", async () => {
    const card = aCard({ holderName: "测试甲" });
    const other = aCard({ holderName: "样例乙" });
    await addCard(test, card);
    await addCard(test, other);

    const medium = await bankStripe(test, other);
    const reply = await lookUp(test.service, await aLookUp(test, card, { medium }));

    expect(reply.json().code).toBe("refused/mismatch");
    expect(reply.body).not.toMatch(/测|样/);
  });

  it("refuses an unknown number", async () => {
    const reply = await lookUp(test.service, await aLookUp(test, aCard()));
    expect(reply.json()).toMatchObject({ code: "refused/unknown-number", refusal: { since: null } });
  });

  it("tells of an association that stands, and of a conflict with both sides", async () => {
    const card = aCard();
    const newer = aCard({ socialSecurityNumber: card.socialSecurityNumber });
    await addCard(test, card);
    await addCard(test, newer);
    await put(test.service, freshId(), await anAssociation(test, card));

    const same = await lookUp(test.service, await aLookUp(test, card));
    const other = await lookUp(test.service, await aLookUp(test, newer));

    const standing = { recordedAt: "2026-03-12T01:41:22.000Z", place: "branch-a · window-01" };
    expect(CardLookUpReply.parse(same.json())).toMatchObject({ kind: "alreadyAssociated", standing });
    expect(other.statusCode).toBe(409);
    expect(other.json()).toMatchObject({ code: "conflict/holder-has-other-card", conflict: { theirs: standing } });
    expect(await test.query("select outcome, reason from look_up order by recorded_at, outcome")).toEqual([
      { outcome: "already-associated", reason: null },
      { outcome: "conflict", reason: "holder-has-other-card" },
    ]);
  });

  it("answers a repeat again and records it once", async () => {
    const card = aCard();
    await addCard(test, card);
    const asked = await aLookUp(test, card);

    const replies = await Promise.all([asked, asked, asked].map((body) => lookUp(test.service, body)));

    expect(new Set(replies.map((reply) => `${reply.statusCode} ${reply.body}`)).size).toBe(1);
    expect(await test.query("select look_up_id from look_up")).toEqual([{ look_up_id: asked.lookUpId }]);
  });

  it("does not look another number up under a used id, which would leave no trace", async () => {
    const card = aCard();
    const other = aCard();
    await addCard(test, card);
    await addCard(test, other);
    const asked = await aLookUp(test, card);
    await lookUp(test.service, asked);

    const reply = await lookUp(test.service, await aLookUp(test, other, { lookUpId: asked.lookUpId }));

    expect([reply.statusCode, reply.json().code]).toEqual([422, "entry/reused"]);
  });

  it("asks for the reason when no card was read", async () => {
    const body = { ...(await aLookUp(test, aCard(), { medium: notRead })), medium: { kind: "none" } };
    const reply = await lookUp(test.service, body);
    expect([reply.statusCode, reply.json().code]).toEqual([422, "look-up/reason-required"]);
  });

  it("needs a token, an operator who may work, a body of the contract, and a text sealed to this service", async () => {
    const asked = await aLookUp(test, aCard());
    const key = { kind: "unknown", sealed: { keyId: "0123456789abcdef", sealed: "AAAA" } };

    const replies = [
      await lookUp(test.service, asked, "token-of-nobody"),
      await lookUp(test.service, { ...asked, operatorId: "T999" }),
      await lookUp(test.service, { ...asked, extra: true }),
      await lookUp(test.service, { ...asked, medium: { kind: "stripe", key, authenticated: false } }),
    ];

    expect(replies.map((reply) => reply.json().code)).toEqual([
      "auth/required",
      "auth/not-permitted",
      "request/invalid",
      "request/unsealable",
    ]);
    expect(await test.query("select * from look_up")).toEqual([]);
  });

  it("limits one operator's look-ups, and says when to come back", async () => {
    const limited = await test.another({ lookUpLimits: { allPerMinute: 3, withoutReadPerMinute: 1 } });
    const card = aCard();
    await addCard(test, card);

    const first = await lookUp(limited, await aLookUp(test, card, { medium: notRead }));
    test.clock.advance(10_000);
    const typedAgain = await lookUp(
      limited,
      await aLookUp(test, card, { medium: notRead }),
      terminals.secondCounter.token,
    );
    const withCard = await lookUp(limited, await aLookUp(test, card));

    expect([first.statusCode, withCard.statusCode]).toEqual([200, 200]);
    expect(typedAgain.statusCode).toBe(429);
    expect(typedAgain.json()).toMatchObject({ code: "look-up/limited", retryAfterMs: 50_000 });
    expect(typedAgain.headers["retry-after"]).toBe("50");
    await limited.server.close();
  });
});
