import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestServer, testServers } from "../testing/test-server.ts";
import { createTestService, freshId, type TestService } from "../testing/test-service.ts";

/** What of a ledger row the unique indexes look at. */
type Row = Readonly<Record<string, unknown>>;

// Whoever writes the ledger, by whatever statement, the database itself lets no second link in.
describe.each(testServers)("the ledger's unique indexes on $name", ({ open }) => {
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

  /** A link of another entry, card, holder and stripe each time. */
  const aLink = (): Row => ({
    entry_id: freshId(),
    outcome: "confirmed",
    card_id: randomUUID(),
    holder_id: randomUUID(),
    stripe_key_hash: randomBytes(16),
  });
  const aSettlement = (claim: string): Row => ({ about_event_id: claim, outcome: "settled-confirmed" });

  async function insert(row: Row): Promise<string | undefined> {
    const whole: Row = {
      event_id: freshId(),
      evidence: "none",
      terminal_id: "window-01",
      operator_id: "T007",
      channel: "counter",
      place: "branch-a",
      recorded_at: "2026-03-12T02:00:00.000Z",
      business_day: "2026-03-12",
      ...row,
    };
    const columns = Object.keys(whole);
    const places = columns.map((_, index) => `$${index + 1}`);
    const text = `insert into ledger (${columns.join(", ")}) values (${places.join(", ")})`;
    const refused: unknown = await test.query(text, Object.values(whole)).then(
      () => undefined,
      (cause: unknown) => cause,
    );
    return refused instanceof Error && "constraint" in refused ? String(refused.constraint) : undefined;
  }

  it.each([
    ["entry", "ledger_entry_id_key", ({ entry_id }: Row) => ({ ...aLink(), outcome: "already-associated", entry_id })],
    ["card", "ledger_one_link_per_card", ({ card_id }: Row) => ({ ...aLink(), card_id })],
    ["holder", "ledger_one_link_per_holder", ({ holder_id }: Row) => ({ ...aLink(), holder_id })],
    ["stripe", "ledger_one_link_per_stripe_key", ({ stripe_key_hash }: Row) => ({ ...aLink(), stripe_key_hash })],
  ])("refuse a second row for one %s", async (_what, index, secondOf) => {
    const first = aLink();

    expect([await insert(first), await insert(secondOf(first))]).toEqual([undefined, index]);
  });

  it("refuse a second settlement of one claim", async () => {
    const claim = freshId();

    expect([await insert(aSettlement(claim)), await insert(aSettlement(claim))]).toEqual([
      undefined,
      "ledger_one_settlement_per_claim",
    ]);
  });

  it("leave a card, holder and stripe free once their link is released", async () => {
    const first = aLink();
    await insert(first);
    await test.query("update ledger set released_at = recorded_at");

    expect(await insert({ ...first, entry_id: freshId() })).toBeUndefined();
  });

  it("let refusals of one card pile up", async () => {
    const refusal = { ...aLink(), outcome: "refused", reason: "lost" };

    expect([await insert(refusal), await insert({ ...refusal, entry_id: freshId() })]).toEqual([undefined, undefined]);
  });
});
