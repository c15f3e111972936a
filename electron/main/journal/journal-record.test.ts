import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anEntry, away, confirmedReply, idOf, problemReply } from "./journal.fixture.ts";
import {
  decodeJournalRecord,
  encodeJournalRecord,
  type JournalRecord,
  knownBodyOf,
  knownLookUpBodyOf,
} from "./journal-record.ts";

const { request, ...entry } = anEntry(1);
const stamp = { run: 3, atMs: 10 };
const entryId = idOf(1);
const records: readonly JournalRecord[] = [
  { kind: "begun", ...stamp, businessDay: "2026-03-12" },
  { kind: "saved", ...stamp, entry, body: JSON.stringify(request), sendNow: true },
  { kind: "attemptStarted", ...stamp, entryId },
  { kind: "attemptEnded", ...stamp, entryId, how: "notWritten", failure: away, nextAttemptAtMs: 20 },
  { kind: "settled", ...stamp, entryId, reply: confirmedReply(entryId) },
  { kind: "parked", ...stamp, entryId, code: "entry/deadline-passed", reference: null },
  { kind: "retryAsked", ...stamp, entryId },
  {
    kind: "lookUpEnded",
    ...stamp,
    lookUpId: idOf(2),
    reply: problemReply(422, "refused/lost"),
    shown: entry.shown,
    businessDay: "2026-03-12",
  },
  { kind: "closed", ...stamp },
];

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

it.each(records)("$kind is read back as it was written", (record) => {
  expect(decodeJournalRecord(encodeJournalRecord(record))).toEqual(record);
});

it.each([
  ["a kind it does not know", { kind: "cancelled", ...stamp, entryId }],
  ["a record with more in it", { kind: "closed", ...stamp, why: "night" }],
  ["a code it does not know", { kind: "parked", ...stamp, entryId, code: "entry/eaten", reference: null }],
  ["a body that is no request", { kind: "saved", ...stamp, entry, body: "{}", sendNow: true }],
])("does not understand %s", (_, value) => {
  expect(decodeJournalRecord(bytesOf(value))).toBeUndefined();
});

it("never throws on what it reads, and never writes what it could not read", () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => decodeJournalRecord(bytes) === undefined));

  expect(() => encodeJournalRecord({ kind: "attemptStarted", ...stamp, entryId: "1" })).toThrow();
});

describe("knownBodyOf", () => {
  it("keeps the contract's fields and nothing else", () => {
    const { body } = confirmedReply(entryId);

    expect(knownBodyOf(Object.assign({ extra: "x".repeat(1_000) }, body))).toEqual(body);
    expect(knownBodyOf(problemReply(503, "service/busy", { trace: "x" }).body)).toEqual(
      problemReply(503, "service/busy").body,
    );
  });

  it("keeps nothing of what is no reply", () => {
    expect([knownBodyOf("<html>"), knownBodyOf(undefined), knownBodyOf({ a: 1 })]).toEqual([null, null, null]);
  });
});

it("knownLookUpBodyOf: keeps a reply of a sane length and nothing of one that no line needs", () => {
  const { body } = problemReply(422, "refused/lost");

  expect(knownLookUpBodyOf(body)).toEqual(body);
  expect(knownLookUpBodyOf(problemReply(422, "refused/lost", { detail: "x".repeat(65_536) }).body)).toBeNull();
});
