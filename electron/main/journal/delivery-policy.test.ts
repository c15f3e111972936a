import { describe, expect, it } from "vitest";
import type { EntryState } from "../../../shared/association/entry-state.ts";
import { type DeliveryMoment, failedForWantOfLink, nextDeliveryStep } from "./delivery-policy.ts";
import { anEntry, away, idOf, timeout } from "./journal.fixture.ts";
import type { JournalEntry } from "./journal-index.ts";

const nowMs = 1_000_000;
const deadlineAtMs = 2_000_000;

function anItem(n: number, state: EntryState, more: Partial<JournalEntry> = {}): JournalEntry {
  const entry = anEntry(n, { deadlineAtMs });
  return {
    kind: "entry",
    entry,
    body: JSON.stringify(entry.request),
    state,
    attempts: 1,
    retryAskedAtMs: null,
    ...more,
  };
}

const waiting = (nextAttemptAtMs: number, attempts = 1): EntryState => ({
  kind: "waiting",
  attempts,
  nextAttemptAtMs,
  failure: away,
});
const unknown = (nextAttemptAtMs: number): EntryState => ({
  kind: "unknown",
  attempts: 1,
  nextAttemptAtMs,
  failure: timeout,
});
const sending: EntryState = { kind: "sending", attempts: 1, startedAtMs: nowMs, wasUnknown: false };
const parked: EntryState = { kind: "parked", code: "request/invalid", reference: "r", wasUnknown: true, atMs: nowMs };

const connected: DeliveryMoment = { nowMs, connected: true, promoted: new Set() };
const disconnected: DeliveryMoment = { ...connected, connected: false };

/** A step in short: what it is, and of which entry or for how long. */
function stepOf(items: readonly JournalEntry[], moment: DeliveryMoment = connected): readonly unknown[] {
  const step = nextDeliveryStep(items, moment);
  if (step.kind === "wait") return ["wait", step.forMs];
  const n = Number.parseInt(step.item.entry.entryId.slice(-12), 16);
  return step.kind === "send" ? ["send", n, step.started] : ["park", n];
}

describe("nextDeliveryStep", () => {
  it("has nothing to wait for without entries, or with parked ones alone", () => {
    expect([stepOf([]), stepOf([anItem(1, parked)])]).toEqual([
      ["wait", null],
      ["wait", null],
    ]);
  });

  it("takes the first that is due, in the order of saving, and passes over one that waits", () => {
    expect(
      stepOf([anItem(1, waiting(nowMs + 1)), anItem(2, parked), anItem(3, unknown(nowMs)), anItem(4, waiting(0))]),
    ).toEqual(["send", 3, false]);
  });

  it("sends what is begun already, connected or not", () => {
    expect(stepOf([anItem(1, waiting(nowMs + 1)), anItem(2, sending)], disconnected)).toEqual(["send", 2, true]);
  });

  it("begins nothing while the service is away, and rests", () => {
    expect(stepOf([anItem(1, waiting(0)), anItem(2, unknown(0))], disconnected)).toEqual(["wait", 60_000]);
  });

  it("waits until the soonest next try", () => {
    expect(stepOf([anItem(1, waiting(nowMs + 700)), anItem(2, unknown(nowMs + 300))])).toEqual(["wait", 300]);
  });

  it("does not let one sit out its wait that the link's return has promoted", () => {
    expect(stepOf([anItem(1, waiting(nowMs + 700))], { ...connected, promoted: new Set([idOf(1)]) })).toEqual([
      "send",
      1,
      false,
    ]);
  });

  it("takes a wait that no policy gives for a clock that was set back", () => {
    expect([stepOf([anItem(1, waiting(nowMs + 300_000))]), stepOf([anItem(1, waiting(nowMs + 300_001))])]).toEqual([
      ["wait", 60_000],
      ["send", 1, false],
    ]);
  });

  it("parks what was never written once its deadline is past, connected or not", () => {
    const late = { ...disconnected, nowMs: deadlineAtMs + 1 };

    expect(stepOf([anItem(1, unknown(0)), anItem(2, waiting(0))], late)).toEqual(["park", 2]);
    expect(stepOf([anItem(2, waiting(0))], { ...late, nowMs: deadlineAtMs })).toEqual(["wait", 1]);
  });

  it("never parks one whose fate is open", () => {
    expect(stepOf([anItem(1, unknown(0))], { ...connected, nowMs: deadlineAtMs + 1 })).toEqual(["send", 1, false]);
  });

  it("gives one that someone asked for after its deadline one more try, and only one", () => {
    const late = { ...disconnected, nowMs: deadlineAtMs + 50 };
    const asked = { retryAskedAtMs: deadlineAtMs + 10 };

    expect(stepOf([anItem(1, waiting(0, 0), asked)], late)).toEqual(["wait", 60_000]);
    expect(stepOf([anItem(1, waiting(0, 0), asked)], { ...late, connected: true })).toEqual(["send", 1, false]);
    expect(stepOf([anItem(1, waiting(0, 1), asked)], late)).toEqual(["park", 1]);
  });
});

it.each([
  [waiting(0), true],
  [unknown(0), true],
  [{ ...waiting(0), failure: null } as const, true],
  [{ ...waiting(0), failure: { code: "service/busy", reference: "r", retryAfterMs: 9_000 } } as const, false],
  [sending, false],
  [parked, false],
])("failedForWantOfLink %#", (state, expected) => {
  expect(failedForWantOfLink(state)).toBe(expected);
});
