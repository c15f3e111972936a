import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { associationPath, paths } from "../../shared/contracts/http.ts";
import { type CardRegister, createCardRegisters } from "../register/card-register.ts";
import { createHttpRegister } from "../register/http/http-register.ts";
import { ownRegister } from "../register/own/own-register.ts";
import { aCard, addCard } from "../testing/test-cards.ts";
import { agreeable, openTestRegister, type TestRegister } from "../testing/test-register.ts";
import { type TestServer, testServers } from "../testing/test-server.ts";
import { createTestService, freshId, type TestService, terminals } from "../testing/test-service.ts";
import { aLookUp, anAssociation, lookUp, put, send } from "../testing/test-terminal.ts";

const otherCity = "330100";
const silentCity = "330200";

describe.each(testServers)("cards of a city with its own register, on $name", ({ open }) => {
  let server: TestServer;
  let register: TestRegister;
  let test: TestService;

  beforeAll(async () => {
    server = await open();
    register = await openTestRegister();
    const external = new Map<string, CardRegister>([
      [otherCity, createHttpRegister({ url: register.url, timeoutMs: 500 })],
      [silentCity, silentRegister],
    ]);
    test = await createTestService(server, { registers: createCardRegisters(ownRegister, external) });
  });
  beforeEach(async () => {
    await test.reset();
    register.script(agreeable);
  });
  afterAll(async () => {
    await test.close();
    await register.close();
    await server.close();
  });

  const askedInVain: string[] = [];
  const silentRegister: CardRegister = {
    lookUp: async () => ({ kind: "unknown" }),
    announce: ({ entryId }) => {
      askedInVain.push(entryId);
      return Promise.resolve({ kind: "unknown" });
    },
  };
  const away = { onAssociation: () => "nothing readable", onState: () => "nothing readable" };
  const get = (entryId: string) => send(test.service, { method: "GET", url: associationPath(entryId) });
  const outcomes = async () =>
    (await test.query<{ outcome: string }>("select outcome from ledger order by event_id")).map((row) => row.outcome);
  const claimedCard = async (overrides = {}) => {
    const card = aCard({ issueRegion: otherCity, ...overrides });
    await addCard(test, card);
    return card;
  };

  it("confirms at once where the register accepts, and repeats with the same bytes", async () => {
    const card = await claimedCard({ isStripeKnown: false });
    const entryId = freshId();
    const body = await anAssociation(test, card);

    const first = await put(test.service, entryId, body);
    const again = await put(test.service, entryId, body);

    expect([first.statusCode, first.json().outcome]).toEqual([201, "confirmed"]);
    expect([again.statusCode, again.body]).toEqual([200, first.body]);
    expect(await outcomes()).toEqual(["claimed", "settled-confirmed"]);
    expect(await test.query("select 1 as one from medium")).toHaveLength(1);
    expect(register.asked.at(-1)).toMatchObject({
      path: `/associations/${entryId}`,
      body: { cardNumber: card.cardNumber, socialSecurityNumber: card.socialSecurityNumber },
    });
  });

  it("refuses where the register refuses, and ends the link", async () => {
    register.script({ onAssociation: () => ({ kind: "refused", reason: "lost" }) });
    const card = await claimedCard();
    const entryId = freshId();

    const reply = await put(test.service, entryId, await anAssociation(test, card));

    expect([reply.statusCode, reply.json().code]).toEqual([422, "refused/lost"]);
    expect((await get(entryId)).body).toBe(reply.body);
    expect(await test.query("select 1 from ledger where outcome = 'claimed' and released_at is null")).toEqual([]);
  });

  it("claims where the register does not answer, and says so until it does", async () => {
    register.script(away);
    const card = await claimedCard({ isStripeKnown: false });
    const entryId = freshId();
    const body = await anAssociation(test, card);

    const first = await put(test.service, entryId, body);
    const again = await put(test.service, entryId, body);

    expect([first.statusCode, first.json().outcome]).toEqual([202, "claimed"]);
    expect([again.statusCode, again.body]).toEqual([202, first.body]);
    expect([(await get(entryId)).statusCode, (await get(entryId)).body]).toEqual([200, first.body]);
    expect(await test.query("select * from medium")).toEqual([]);

    expect(await test.service.claims.settleOpen()).toEqual({ ok: true, value: 0 });
    register.script(agreeable);
    expect(await test.service.claims.settleOpen()).toEqual({ ok: true, value: 1 });
    expect(await test.service.claims.settleOpen()).toEqual({ ok: true, value: 0 });

    const settled = await put(test.service, entryId, body);
    expect([settled.statusCode, settled.json()]).toEqual([200, { ...first.json(), outcome: "confirmed" }]);
    expect(await test.query("select 1 as one from medium")).toHaveLength(1);
  });

  it("never calls a card associated whose claim is open: a second entry is claimed with the first", async () => {
    register.script(away);
    const card = await claimedCard();
    await put(test.service, freshId(), await anAssociation(test, card));
    const secondId = freshId();
    const body = await anAssociation(test, card);

    const second = await put(test.service, secondId, body);
    const found = await lookUp(test.service, await aLookUp(test, card));
    expect([second.statusCode, second.json().outcome]).toEqual([202, "claimed"]);
    expect([found.statusCode, found.json().kind]).toEqual([200, "found"]);

    register.script(agreeable);
    await test.service.claims.settleOpen();
    expect((await get(secondId)).json()).toMatchObject({ outcome: "alreadyAssociated" });
    expect((await lookUp(test.service, await aLookUp(test, card))).json().kind).toBe("alreadyAssociated");
  });

  it("settles a claim that is refused later, and frees the card", async () => {
    register.script(away);
    const card = await claimedCard();
    const entryId = freshId();
    const body = await anAssociation(test, card);
    await put(test.service, entryId, body);

    register.script({ onAssociation: () => ({ kind: "refused", reason: "cancelled" }) });
    await test.service.claims.settleOpen();

    const late = await put(test.service, entryId, body);
    expect([late.statusCode, late.json().code]).toEqual([422, "refused/cancelled"]);
    register.script(agreeable);
    expect((await put(test.service, freshId(), await anAssociation(test, card))).statusCode).toBe(201);
  });

  it("settles a claim behind any number of a city that is silent, which it asks once", async () => {
    register.script(away);
    for (let count = 0; count < 51; count += 1)
      await put(test.service, freshId(), await anAssociation(test, await claimedCard({ issueRegion: silentCity })));
    await put(test.service, freshId(), await anAssociation(test, await claimedCard()));

    register.script(agreeable);
    askedInVain.length = 0;
    expect(await test.service.claims.settleOpen()).toEqual({ ok: true, value: 1 });
    expect(askedInVain).toHaveLength(1);
  });

  it("settles a claim behind one that can't be read, and says which", async () => {
    register.script(away);
    const unreadableId = freshId();
    await put(test.service, unreadableId, await anAssociation(test, await claimedCard()));
    await put(test.service, freshId(), await anAssociation(test, await claimedCard()));
    const damage = "update ledger set person_number_sealed = '\\x00' where entry_id = $1 returning event_id";
    const [damaged] = await test.query<{ event_id: string }>(damage, [unreadableId]);

    register.script(agreeable);
    expect(await test.service.claims.settleOpen()).toEqual({ ok: true, value: 1 });
    expect(JSON.parse(test.captured.lines.at(-1) ?? "")).toMatchObject({
      event: "claim-unreadable",
      claim: damaged?.event_id,
    });
  });

  it("lists a claim as it stands", async () => {
    register.script(away);
    await put(test.service, freshId(), await anAssociation(test, await claimedCard()));
    const url = `${paths.associations}?terminal=${terminals.counter.terminalId}&day=2026-03-12`;
    const outcome = async () => (await send(test.service, { method: "GET", url })).json().items[0].outcome;

    expect(await outcome()).toBe("claimed");
    register.script(agreeable);
    await test.service.claims.settleOpen();
    expect(await outcome()).toBe("confirmed");
  });

  it("asks the register at look-up: what it refuses is refused, and silence changes nothing", async () => {
    const card = await claimedCard();
    register.script({ onState: () => ({ kind: "found", stateCode: "2", stateSince: "2026-03-01" }) });
    const lost = await lookUp(test.service, await aLookUp(test, card));
    register.script({ onState: () => ({ kind: "not-found" }) });
    const missing = await lookUp(test.service, await aLookUp(test, card));
    register.script(away);
    const unanswered = await lookUp(test.service, await aLookUp(test, card));

    expect(lost.json()).toMatchObject({ code: "refused/lost", refusal: { since: "2026-03-01" } });
    expect(missing.json().code).toBe("refused/unknown-number");
    expect(unanswered.json().kind).toBe("found");
  });
});
