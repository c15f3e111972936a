import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  advanceEntry,
  afterRestart,
  barsAnother,
  type EntryEvent,
  type EntryState,
  isUnsettled,
  mayBeDone,
  savedEntryState,
} from "./entry-state.ts";
import type { Failure, SettledOutcome } from "./outcome.ts";

const failure: Failure = { code: "service/timeout", reference: null, retryAfterMs: null };
const outcome: SettledOutcome = { kind: "refused", reason: "lost", since: null, reference: "ref-1" };

const states = {
  waiting: { kind: "waiting", attempts: 2, nextAttemptAtMs: 50, failure },
  sending: { kind: "sending", attempts: 3, startedAtMs: 60, wasUnknown: false },
  sendingAgain: { kind: "sending", attempts: 3, startedAtMs: 60, wasUnknown: true },
  unknown: { kind: "unknown", attempts: 2, nextAttemptAtMs: 50, failure },
  settled: { kind: "settled", outcome, atMs: 70 },
  parked: { kind: "parked", code: "entry/deadline-passed", reference: null, wasUnknown: false, atMs: 80 },
  parkedUnknown: { kind: "parked", code: "request/invalid", reference: "ref-2", wasUnknown: true, atMs: 80 },
} as const satisfies Record<string, EntryState>;
type StateName = keyof typeof states;

const events = {
  attemptStarted: { kind: "attemptStarted", atMs: 100 },
  notWritten: { kind: "notWritten", failure, nextAttemptAtMs: 200 },
  unanswered: { kind: "unanswered", failure, nextAttemptAtMs: 200 },
  notProcessed: { kind: "notProcessed", failure, nextAttemptAtMs: 200 },
  settled: { kind: "settled", outcome, atMs: 100 },
  parked: { kind: "parked", code: "entry/reused", reference: "ref-3", atMs: 100 },
  retryAsked: { kind: "retryAsked", atMs: 100 },
} as const satisfies Record<EntryEvent["kind"], EntryEvent>;

const waitingAfter3: EntryState = { kind: "waiting", attempts: 3, nextAttemptAtMs: 200, failure };
const unknownAfter3: EntryState = { kind: "unknown", attempts: 3, nextAttemptAtMs: 200, failure };
const settledNow: EntryState = { kind: "settled", outcome, atMs: 100 };
const parkedNow = (wasUnknown: boolean): EntryState => ({
  kind: "parked",
  code: "entry/reused",
  reference: "ref-3",
  wasUnknown,
  atMs: 100,
});
const same = "same";

/** Every state and every event: what comes of it. */
const table: Record<StateName, Record<EntryEvent["kind"], EntryState | typeof same>> = {
  waiting: {
    attemptStarted: { kind: "sending", attempts: 3, startedAtMs: 100, wasUnknown: false },
    notWritten: same,
    unanswered: same,
    notProcessed: same,
    settled: settledNow,
    parked: parkedNow(false),
    retryAsked: { ...states.waiting, nextAttemptAtMs: 100 },
  },
  sending: {
    attemptStarted: same,
    notWritten: waitingAfter3,
    unanswered: unknownAfter3,
    notProcessed: waitingAfter3,
    settled: settledNow,
    parked: parkedNow(false),
    retryAsked: same,
  },
  sendingAgain: {
    attemptStarted: same,
    notWritten: unknownAfter3,
    unanswered: unknownAfter3,
    notProcessed: unknownAfter3,
    settled: settledNow,
    parked: parkedNow(true),
    retryAsked: same,
  },
  unknown: {
    attemptStarted: { kind: "sending", attempts: 3, startedAtMs: 100, wasUnknown: true },
    notWritten: same,
    unanswered: same,
    notProcessed: same,
    settled: settledNow,
    parked: parkedNow(true),
    retryAsked: { ...states.unknown, nextAttemptAtMs: 100 },
  },
  settled: {
    attemptStarted: same,
    notWritten: same,
    unanswered: same,
    notProcessed: same,
    settled: same,
    parked: same,
    retryAsked: same,
  },
  parked: {
    attemptStarted: same,
    notWritten: same,
    unanswered: same,
    notProcessed: same,
    settled: settledNow,
    parked: parkedNow(false),
    retryAsked: { kind: "waiting", attempts: 0, nextAttemptAtMs: 100, failure: null },
  },
  parkedUnknown: {
    attemptStarted: same,
    notWritten: same,
    unanswered: same,
    notProcessed: same,
    settled: settledNow,
    parked: parkedNow(true),
    retryAsked: { kind: "unknown", attempts: 0, nextAttemptAtMs: 100, failure: null },
  },
};

const pairs = Object.entries(table).flatMap(([state, row]) =>
  Object.entries(row).map(([event, next]) => ({ state, event, next })),
);

function stateOf(name: string): EntryState {
  const found = Object.entries(states).find(([key]) => key === name)?.[1];
  if (found === undefined) throw new Error(`no state ${name}`);
  return found;
}

function eventOf(name: string): EntryEvent {
  const found = Object.entries(events).find(([key]) => key === name)?.[1];
  if (found === undefined) throw new Error(`no event ${name}`);
  return found;
}

describe("advanceEntry", () => {
  it.each(pairs)("$state, $event", ({ state, event, next }) => {
    const before = stateOf(state);

    expect(advanceEntry(before, eventOf(event))).toEqual(next === same ? before : next);
  });
});

it.each(pairs)("an event read twice is harmless: $state, $event", ({ state, event }) => {
  const once = advanceEntry(stateOf(state), eventOf(event));

  expect(advanceEntry(once, eventOf(event))).toEqual(once);
});

describe("savedEntryState", () => {
  it("is on its way when it is sent at once", () => {
    expect(savedEntryState(true, 5)).toEqual({ kind: "sending", attempts: 1, startedAtMs: 5, wasUnknown: false });
  });

  it("waits when it is not", () => {
    expect(savedEntryState(false, 5)).toEqual({ kind: "waiting", attempts: 0, nextAttemptAtMs: 5, failure: null });
  });
});

describe("afterRestart", () => {
  it.each(["sending", "sendingAgain"])("leaves the fate of an attempt under way open: %s", (state) => {
    expect(afterRestart(stateOf(state), 9)).toEqual({
      kind: "unknown",
      attempts: 3,
      nextAttemptAtMs: 9,
      failure: { code: "entry/interrupted", reference: null, retryAfterMs: null },
    });
  });

  it.each(["waiting", "unknown", "settled", "parked", "parkedUnknown"])("changes nothing else: %s", (state) => {
    expect(afterRestart(stateOf(state), 9)).toEqual(stateOf(state));
  });
});

it.each([
  ["waiting", true, false],
  ["sending", true, true],
  ["sendingAgain", true, true],
  ["unknown", true, true],
  ["settled", false, true],
  ["parked", true, false],
  ["parkedUnknown", true, true],
])("%s: unsettled %s, may be done %s", (state, unsettled, done) => {
  expect([isUnsettled(stateOf(state)), mayBeDone(stateOf(state))]).toEqual([unsettled, done]);
});

type Happening = EntryEvent | { readonly kind: "restart"; readonly atMs: number };

const atMs = fc.nat(1_000_000);
const anEvent: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constant("attemptStarted" as const), atMs }),
  fc.record({
    kind: fc.constantFrom("notWritten" as const, "unanswered" as const, "notProcessed" as const),
    failure: fc.constant(failure),
    nextAttemptAtMs: atMs,
  }),
  fc.record({ kind: fc.constant("settled" as const), outcome: fc.constant(outcome), atMs }),
  fc.record({
    kind: fc.constant("parked" as const),
    code: fc.constantFrom("entry/deadline-passed" as const, "entry/reused" as const),
    reference: fc.constant(null),
    atMs,
  }),
  fc.record({ kind: fc.constant("retryAsked" as const), atMs }),
  fc.record({ kind: fc.constant("restart" as const), atMs }),
);

/** The states of one history, the first included. */
function historyOf(sendNow: boolean, happenings: readonly Happening[]): readonly EntryState[] {
  const history = [savedEntryState(sendNow, 0)];
  for (const happening of happenings) {
    const before = history.at(-1) ?? savedEntryState(sendNow, 0);
    history.push(happening.kind === "restart" ? afterRestart(before, happening.atMs) : advanceEntry(before, happening));
  }
  return history;
}

it("bars another entry of its card while it goes out or may be done, and no longer", () => {
  const barring = Object.entries(states).filter(([, state]) => barsAnother(state));

  expect(barring.map(([name]) => name)).toEqual(["waiting", "sending", "sendingAgain", "unknown", "parkedUnknown"]);
});

describe("any history", () => {
  const histories = fc.record({ sendNow: fc.boolean(), happenings: fc.array(anEvent, { maxLength: 40 }) });
  const check = (holds: (states: readonly EntryState[], happenings: readonly Happening[]) => boolean): void =>
    fc.assert(
      fc.property(histories, ({ sendNow, happenings }) => holds(historyOf(sendNow, happenings), happenings)),
      { numRuns: 2_000 },
    );

  it("never changes an entry again once it is settled", () => {
    check((history) => {
      const first = history.findIndex(({ kind }) => kind === "settled");
      return first === -1 || history.slice(first).every((state) => state === history[first]);
    });
  });

  it("never turns an entry whose fate is open into one that waits", () => {
    check((history) => {
      const first = history.findIndex(({ kind }) => kind === "unknown");
      return first === -1 || history.slice(first).every((state) => mayBeDone(state) && state.kind !== "waiting");
    });
  });

  it("settles an entry by nothing but a settled outcome", () => {
    check((history, happenings) =>
      history.every((state, index) => {
        const became = state.kind === "settled" && history[index - 1]?.kind !== "settled";
        return !became || happenings[index - 1]?.kind === "settled";
      }),
    );
  });

  it("sends only what was waiting or unknown", () => {
    check((history) =>
      history.every((state, index) => {
        const before = history[index - 1];
        const began = state.kind === "sending" && before !== undefined && before.kind !== "sending";
        return !began || before.kind === "waiting" || before.kind === "unknown";
      }),
    );
  });
});
