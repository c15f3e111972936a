import { describe, expect, it } from "vitest";
import type { EntryState } from "../../../shared/association/entry-state.ts";
import type { RawReply } from "../../../shared/association/outcome.ts";
import { ListsView } from "../../../shared/contracts/counter-snapshot.ts";
import { toListsView, toQueueCounts } from "./entry-list.ts";
import { anEntry, away, Counter, confirmedReply, idOf, morningMs, problemReply, timeout } from "./journal.fixture.ts";
import type { Journal } from "./journal.ts";
import type { JournalEntry } from "./journal-index.ts";

const side = {
  cardNumberMasked: "A12****74",
  holderNameMasked: "测**",
  socialSecurityNumberMasked: "320100****1234",
  recordedAt: null,
  place: null,
};
const card = { cardNumberMasked: "A12****74", issueRegion: "320100", generation: 2, validUntil: null };
const holder = { kind: "masked", nameMasked: "测**", socialSecurityNumberMasked: "320100****1234" };
const standing = { recordedAt: "2025-11-03T02:00:00.000Z", place: "示例区社保中心" };

const replies: readonly ((entryId: string) => RawReply)[] = [
  confirmedReply,
  (entryId) => withOutcome(entryId, 200, "alreadyAssociated", { standing }),
  (entryId) => withOutcome(entryId, 202, "claimed", {}),
  () => problemReply(409, "conflict/card-taken", { conflict: { about: "card-taken", ours: side, theirs: side } }),
  () => problemReply(422, "refused/lost", { refusal: { reason: "lost", since: null } }),
  () => problemReply(409, "entry/cancelled"),
];

function withOutcome(entryId: string, status: number, outcome: string, more: Record<string, unknown>): RawReply {
  return { status, body: Object.assign({}, confirmedReply(entryId).body, { outcome }, more) };
}

/** One entry of every outcome (1-6), look-ups that ended an attempt (20, 21), and one of every open state (31-36). */
async function aFullDay(): Promise<Journal> {
  const journal = await new Counter().open();
  for (const [index, reply] of replies.entries()) {
    await journal.save(anEntry(index + 1), true);
    await journal.settle(idOf(index + 1), reply(idOf(index + 1)));
  }
  const { shown, businessDay } = anEntry(0);
  const lost = problemReply(422, "refused/lost", { refusal: { reason: "lost", since: null } });
  const found = { status: 200, body: { kind: "alreadyAssociated", lookUpId: idOf(21), holder, card, standing } };
  await journal.keepLookUp({ lookUpId: idOf(20), raw: lost, shown, businessDay });
  await journal.keepLookUp({ lookUpId: idOf(21), raw: found, shown, businessDay });
  await journal.save(anEntry(31), false);
  for (const n of [32, 33, 34, 35]) await journal.save(anEntry(n), true);
  await journal.endAttempt(idOf(32), "unanswered", timeout, morningMs + 1_000);
  await journal.park(idOf(33), "request/invalid", "ref-9");
  await journal.endAttempt(idOf(34), "notWritten", away, morningMs + 500);
  await journal.park(idOf(34), "entry/deadline-passed", null);
  await journal.save(anEntry(36, { businessDay: "2026-03-11" }), false);
  return journal;
}

describe("toListsView", () => {
  it("is what the contract says", async () => {
    const view = toListsView(await aFullDay(), "2026-03-12", 7);

    expect(ListsView.parse(view)).toEqual(view);
    expect([view.seq, view.businessDay]).toEqual([7, "2026-03-12"]);
  });

  it("shows today newest first, each with its result and what stands in its way", async () => {
    const { today } = toListsView(await aFullDay(), "2026-03-12", 1);

    expect(today.map(({ id, result, code }) => [Number.parseInt(id.slice(-12), 16), result, code])).toEqual([
      [35, "waiting", null],
      [34, "parked", "entry/deadline-passed"],
      [33, "parked", "request/invalid"],
      [32, "unknown", "service/timeout"],
      [31, "waiting", null],
      [21, "alreadyAssociated", null],
      [20, "refused", "refused/lost"],
      [6, "cancelled", "entry/cancelled"],
      [5, "refused", "refused/lost"],
      [4, "conflict", "conflict/card-taken"],
      [3, "claimed", null],
      [2, "alreadyAssociated", null],
      [1, "confirmed", null],
    ]);
  });

  it("queues every open entry of any day, oldest first", async () => {
    const { queue } = toListsView(await aFullDay(), "2026-03-12", 1);

    expect(queue.map(({ id }) => id)).toEqual([31, 32, 33, 34, 35, 36].map(idOf));
  });

  it("counts each line once, and as confirmed nothing but what was confirmed", async () => {
    const { counts } = toListsView(await aFullDay(), "2026-03-12", 1);

    expect(counts).toEqual({ confirmed: 1, notDone: 6, waiting: 4, unknown: 2, all: 13 });
  });

  it("names with each line the family it is counted in", async () => {
    const { today, counts } = toListsView(await aFullDay(), "2026-03-12", 1);
    const inFamily = (family: string) => today.filter((item) => item.family === family).length;

    const { all: _all, ...families } = counts;
    expect(Object.fromEntries(Object.keys(families).map((family) => [family, inFamily(family)]))).toEqual(families);
    expect(today.filter(({ result }) => result === "parked").map(({ family }) => family)).toEqual([
      "waiting",
      "waiting",
    ]);
  });

  it("counts an entry that was parked while its outcome was unknown as unknown", async () => {
    const journal = await new Counter().open();
    await journal.save(anEntry(1), true);
    await journal.endAttempt(idOf(1), "unanswered", timeout, morningMs + 1_000);
    await journal.park(idOf(1), "entry/reused", "ref-9");

    const { today, counts } = toListsView(journal, "2026-03-12", 1);

    expect([today.map(({ result, family }) => [result, family]), counts]).toEqual([
      [["parked", "unknown"]],
      { confirmed: 0, notDone: 0, waiting: 0, unknown: 1, all: 1 },
    ]);
  });

  it("shows the holder as the service's reply masked it, and when an open entry is tried again", async () => {
    const { today } = toListsView(await aFullDay(), "2026-03-12", 1);
    const line = (n: number) => today.find(({ id }) => id === idOf(n));

    expect(line(1)).toEqual({
      id: idOf(1),
      ref: "0001",
      atMs: morningMs,
      businessDay: "2026-03-12",
      holderNameMasked: "测**",
      cardNumberMasked: "A12****74",
      how: "none",
      result: "confirmed",
      family: "confirmed",
      code: null,
      attempts: 1,
      nextAttemptAtMs: null,
      deadlineAtMs: null,
    });
    expect(line(31)).toMatchObject({
      holderNameMasked: null,
      attempts: 0,
      nextAttemptAtMs: morningMs,
      deadlineAtMs: anEntry(31).deadlineAtMs,
    });
    expect(line(32)).toMatchObject({ attempts: 1, nextAttemptAtMs: morningMs + 1_000, deadlineAtMs: null });
  });
});

it("toQueueCounts: counts an entry being sent as what it was before", () => {
  const item = (n: number, state: EntryState): JournalEntry => {
    const entry = anEntry(n);
    return { kind: "entry", entry, body: JSON.stringify(entry.request), state, attempts: 1, retryAskedAtMs: null };
  };

  const counts = toQueueCounts([
    item(1, { kind: "sending", attempts: 1, startedAtMs: 0, wasUnknown: false }),
    item(2, { kind: "sending", attempts: 2, startedAtMs: 0, wasUnknown: true }),
    item(3, { kind: "waiting", attempts: 1, nextAttemptAtMs: 0, failure: away }),
    item(4, { kind: "parked", code: "request/invalid", reference: "r", wasUnknown: true, atMs: 0 }),
  ]);

  expect(counts).toEqual({ waiting: 2, unknown: 1, parked: 1 });
});
