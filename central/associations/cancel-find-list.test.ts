import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { associationPath, CancellationReply, LedgerPage, paths } from "../../shared/contracts/http.ts";
import { aCard, addCard } from "../testing/test-cards.ts";
import { type TestServer, testServers } from "../testing/test-server.ts";
import { createTestService, freshId, operatorId, type TestService, terminals } from "../testing/test-service.ts";
import { anAssociation, put, send } from "../testing/test-terminal.ts";

describe.each(testServers)("entries on $name", ({ open }) => {
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

  const cancellation = { operatorId, reason: "wrong-person" };
  const cancel = (entryId: string, body: unknown = cancellation, token?: string | null) =>
    send(test.service, {
      method: "POST",
      url: `${associationPath(entryId)}/cancellation`,
      body,
      ...(token === undefined ? {} : { token }),
    });
  const get = (entryId: string, token?: string | null) =>
    send(test.service, { method: "GET", url: associationPath(entryId), ...(token === undefined ? {} : { token }) });
  const list = (query: Record<string, string>, token?: string) =>
    send(test.service, {
      method: "GET",
      url: `${paths.associations}?${new URLSearchParams(query)}`,
      ...(token === undefined ? {} : { token }),
    });

  describe("POST …/cancellation", () => {
    it("leaves a tombstone, and a late association answers that it was cancelled", async () => {
      const card = aCard();
      await addCard(test, card);
      const entryId = freshId();

      const cancelled = await cancel(entryId);
      const late = await put(test.service, entryId, await anAssociation(test, card));

      expect(cancelled.statusCode).toBe(200);
      expect(CancellationReply.parse(cancelled.json())).toEqual({
        outcome: "cancelled",
        entryId,
        recordedAt: "2026-03-12T01:41:22.000Z",
      });
      expect([late.statusCode, late.json().code]).toEqual([409, "entry/cancelled"]);
      expect(await test.query("select outcome, reason from ledger")).toEqual([
        { outcome: "cancelled", reason: "wrong-person" },
      ]);
    });

    it("is idempotent, also with another reason", async () => {
      const entryId = freshId();
      const first = await cancel(entryId);
      test.clock.advance(5_000);
      const again = await cancel(entryId, { operatorId, reason: "wrong-card" });

      expect([again.statusCode, again.body]).toEqual([200, first.body]);
    });

    it("refuses once the entry is recorded, confirmed or not", async () => {
      const card = aCard();
      await addCard(test, card);
      for (const target of [card, aCard()]) {
        const entryId = freshId();
        await put(test.service, entryId, await anAssociation(test, target));
        const reply = await cancel(entryId);
        expect([reply.statusCode, reply.json().code]).toEqual([409, "entry/already-recorded"]);
      }
    });

    it("decides one way when it meets the association itself", async () => {
      const seen = new Set<string>();
      for (let round = 0; round < 20; round += 1) {
        const card = aCard();
        await addCard(test, card);
        const entryId = freshId();
        const body = await anAssociation(test, card);

        const [made, cancelled] = await Promise.all([put(test.service, entryId, body), cancel(entryId)]);

        seen.add(`${made.statusCode} ${cancelled.statusCode}`);
      }
      for (const pair of seen) expect(["201 409", "409 200"]).toContain(pair);
    });

    it("needs a token, an operator who may work, and a reason of the contract", async () => {
      expect((await cancel(freshId(), cancellation, null)).json().code).toBe("auth/required");
      expect((await cancel(freshId(), { ...cancellation, operatorId: "T999" })).json().code).toBe("auth/not-permitted");
      expect((await cancel(freshId(), { ...cancellation, reason: "just so" })).json().code).toBe("request/invalid");
      expect(await test.query("select * from ledger")).toEqual([]);
    });
  });

  describe("GET …/{entryId}", () => {
    it("tells of a confirmed entry what its own reply told, to any terminal", async () => {
      const card = aCard();
      await addCard(test, card);
      const entryId = freshId();
      const made = await put(test.service, entryId, await anAssociation(test, card));

      const found = await get(entryId, terminals.elsewhere.token);

      expect([found.statusCode, found.body]).toEqual([200, made.body]);
    });

    it("tells of a refusal, a cancellation and an unknown entry", async () => {
      const refusedId = freshId();
      const refused = await put(test.service, refusedId, await anAssociation(test, aCard()));
      const cancelledId = freshId();
      await cancel(cancelledId);

      expect((await get(refusedId)).body).toBe(refused.body);
      expect((await get(cancelledId)).json().code).toBe("entry/cancelled");
      const missing = await get(freshId());
      expect([missing.statusCode, missing.json().code]).toEqual([404, "entry/not-found"]);
    });

    it("needs a token and an id of the contract", async () => {
      expect((await get(freshId(), null)).json().code).toBe("auth/required");
      expect((await get("everything")).json().code).toBe("request/invalid");
    });
  });

  describe("GET /v1/associations", () => {
    const today = { terminal: terminals.counter.terminalId, day: "2026-03-12" };

    it("lists one terminal's entries of one day, oldest first", async () => {
      const card = aCard();
      await addCard(test, card);
      const confirmedId = freshId();
      await put(test.service, confirmedId, await anAssociation(test, card));
      test.clock.advance(1_000);
      const againId = freshId();
      await put(test.service, againId, await anAssociation(test, card));
      const unknownId = freshId();
      await put(test.service, unknownId, await anAssociation(test, aCard()));
      const cancelledId = freshId();
      await cancel(cancelledId);
      await put(test.service, freshId(), await anAssociation(test, card), terminals.secondCounter.token);

      const reply = await list(today);

      const { items, nextCursor } = LedgerPage.parse(reply.json());
      expect(nextCursor).toBeNull();
      expect(items.map(({ entryId, outcome, code, evidence }) => ({ entryId, outcome, code, evidence }))).toEqual([
        { entryId: confirmedId, outcome: "confirmed", code: null, evidence: "stripe" },
        { entryId: againId, outcome: "alreadyAssociated", code: null, evidence: "stripe" },
        { entryId: unknownId, outcome: "refused", code: "refused/unknown-number", evidence: "stripe" },
        { entryId: cancelledId, outcome: "cancelled", code: null, evidence: "none" },
      ]);
      expect(items[0]?.cardNumberMasked).toBe(`T00****${card.cardNumber.slice(-2)}`);
    });

    it("counts the day by the region's calendar", async () => {
      // 16:00Z is midnight in Shanghai.
      test.clock.advance(Date.parse("2026-03-12T15:59:59.999Z") - test.clock.nowMs());
      await put(test.service, freshId(), await anAssociation(test, aCard()));
      test.clock.advance(1);
      await put(test.service, freshId(), await anAssociation(test, aCard()));

      const days = await Promise.all(["2026-03-12", "2026-03-13"].map((day) => list({ ...today, day })));

      expect(days.map((reply) => reply.json().items.length)).toEqual([1, 1]);
    });

    it("gives a long day in pages that join without gap or repeat", async () => {
      await test.query(
        `insert into ledger (event_id, entry_id, outcome, reason, evidence, terminal_id, operator_id, channel, place, recorded_at, business_day)
          select ('019cdfb4-9dd0-7000-8000-' || lpad(n::text, 12, '0'))::uuid, ('019cdfb4-9dd0-7000-9000-' || lpad(n::text, 12, '0'))::uuid,
            'cancelled', 'wrong-card', 'none', $1, $2, 'counter', 'x', now(), '2026-03-12'
          from generate_series(1, 250) n`,
        [today.terminal, operatorId],
      );

      const seen: string[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const page: LedgerPageBody = LedgerPage.parse(
          (await list(cursor === "" ? today : { ...today, cursor })).json(),
        );
        seen.push(...page.items.map((item) => item.entryId));
        cursor = page.nextCursor;
      }

      expect(seen).toHaveLength(250);
      expect(seen).toEqual([...new Set(seen)].toSorted());
    });

    it("shows a colleague's window, and neither another institution's nor one that does not exist", async () => {
      const colleague = await list({ ...today, terminal: terminals.secondCounter.terminalId });
      const stranger = await list({ ...today, terminal: terminals.elsewhere.terminalId });
      const nobody = await list({ ...today, terminal: "window-99" });

      expect(colleague.statusCode).toBe(200);
      expect([stranger.statusCode, stranger.json().code]).toEqual([403, "auth/not-permitted"]);
      expect({ ...nobody.json(), instance: "" }).toEqual({ ...stranger.json(), instance: "" });
    });

    it("refuses a day that is none, and a cursor that it did not give", async () => {
      expect((await list({ ...today, day: "2026-02-30" })).json().code).toBe("request/invalid");
      expect((await list({ ...today, cursor: "'; drop table ledger" })).json().code).toBe("request/invalid");
    });
  });
});

type LedgerPageBody = ReturnType<typeof LedgerPage.parse>;
