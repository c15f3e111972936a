import { expect, it } from "vitest";
import { anEntry, confirmedReply, idOf } from "./journal.fixture.ts";
import { JournalIndex } from "./journal-index.ts";
import type { JournalRecord } from "./journal-record.ts";

const { request, ...entry } = anEntry(1);
const stamp = { run: 1, atMs: 10 };
const saved: JournalRecord = { kind: "saved", ...stamp, entry, body: JSON.stringify(request), sendNow: true };
const interrupted = { code: "entry/interrupted", reference: null, retryAfterMs: null };
const settled: JournalRecord = { kind: "settled", ...stamp, entryId: idOf(1), reply: confirmedReply(idOf(1)) };

function indexOf(...records: readonly JournalRecord[]): JournalIndex {
  const index = new JournalIndex();
  for (const record of records) index.apply(record);
  return index;
}

function stateOf(index: JournalIndex): unknown {
  const item = index.find(idOf(1));
  return item?.kind === "entry" ? item.state : undefined;
}

it("settles by a reply that the reader of replies takes for settled", () => {
  expect(stateOf(indexOf(saved, settled))).toEqual({
    kind: "settled",
    outcome: { kind: "confirmed", reply: confirmedReply(idOf(1)).body },
    atMs: 10,
  });
});

it("asks again about an entry whose stored reply no longer reads as settled", () => {
  const unreadable: JournalRecord = { ...settled, reply: { status: 201, body: null } };
  const index = indexOf(saved, unreadable);
  index.startRun(2, 20);

  expect(stateOf(index)).toEqual({ kind: "unknown", attempts: 1, nextAttemptAtMs: 20, failure: interrupted });
});

it("takes another run for the end of what was being sent", () => {
  const laterRun: JournalRecord = { kind: "closed", run: 2, atMs: 20 };

  expect(stateOf(indexOf(saved, laterRun))).toMatchObject({ kind: "unknown" });
});

it("is not changed by records of entries it does not have, or has twice", () => {
  const index = indexOf(settled, saved, settled, saved, { kind: "retryAsked", ...stamp, entryId: idOf(1) });

  expect([stateOf(index), index.unsettled()]).toEqual([stateOf(indexOf(saved, settled)), []]);
});

it("remembers how many attempts it took after they are over", () => {
  const again: readonly JournalRecord[] = [
    {
      kind: "attemptEnded",
      ...stamp,
      entryId: idOf(1),
      how: "unanswered",
      failure: { code: "service/timeout", reference: null, retryAfterMs: null },
      nextAttemptAtMs: 11,
    },
    { kind: "attemptStarted", ...stamp, entryId: idOf(1) },
  ];

  expect(indexOf(saved, ...again, settled).find(idOf(1))).toMatchObject({ attempts: 2, state: { kind: "settled" } });
});
