import { describe, expect, it } from "vitest";
import { afterRestart, type EntryState } from "../../../shared/association/entry-state.ts";
import { WorkView } from "../../../shared/contracts/counter-snapshot.ts";
import {
  aContext,
  anEnded,
  anEntry,
  conflict,
  entryStates,
  foundAssociated,
  refused,
  stateSamples,
} from "../../../shared/flows/counter/counter.fixture.ts";
import type { CounterState } from "../../../shared/flows/counter/counter-state.ts";
import { reduceCounter } from "../../../shared/flows/counter/reduce-counter.ts";
import { toWorkView, type WorkViewContext } from "./to-work-view.ts";

const context: WorkViewContext = {
  step: 7,
  restart: null,
  shapes: [{ length: 9, groups: [3, 3, 3], letters: true }],
  policy: aContext().policy,
  pictureOf: () => "swipe-slot",
  reference: "log-9",
  linkCode: null,
  maskCardNumber: (number) => `${number.slice(0, 3)}****${number.slice(-2)}`,
  maskName: (name) => `${name.slice(0, 1)}**`,
  // As the journal answers: with the whole entry.
  entryOf: () => anEntry,
};

const open = (state: EntryState & { kind: Exclude<EntryState["kind"], "settled"> }) => anEnded({ kind: "open", state });

const endings: readonly CounterState[] = [
  anEnded({ kind: "settled", outcome: refused }, { entryId: null }),
  anEnded({ kind: "settled", outcome: conflict }),
  anEnded({ kind: "settled", outcome: { kind: "cancelled", reference: "req-4" } }),
  anEnded({ kind: "foundAssociated", found: foundAssociated }, { entryId: null }),
  open(entryStates.waiting),
  open(entryStates.unknown),
  open(entryStates.sending),
  open(entryStates.parked),
];
const states: readonly CounterState[] = [...Object.values(stateSamples), ...endings];

describe("toWorkView", () => {
  it.each(states.map((state) => [state.kind, state] as const))("%s: is what the contract says", (_kind, state) => {
    expect(WorkView.safeParse(toWorkView(state, context)).error?.issues ?? []).toEqual([]);
  });

  it("keeps fingerprints, sealed text and the evidence out of every view", () => {
    const told = JSON.stringify(states.map((state) => toWorkView(state, context)));

    expect(told).not.toMatch(/fingerprint|sealed|evidence|a{64}/);
  });

  it("shows the full number only where it is being typed or corrected", () => {
    const withNumber = states.filter((state) => JSON.stringify(toWorkView(state, context)).includes("A1234567"));

    expect(withNumber.map((state) => state.kind)).toEqual(["checkingNumber", "numberContradicts"]);
  });

  it("shows an outcome with the last four characters of its entry", () => {
    expect(toWorkView(stateSamples.ended, context)).toMatchObject({ entryRef: "e001", outcome: { kind: "confirmed" } });
  });
});

describe("what a screen offers is what the flow would take", () => {
  const later = aContext({ nowMs: 1_790_000_100_000 });
  const takes = (state: CounterState, kind: "stepBack" | "goOnAsked"): boolean =>
    reduceCounter(state, { kind }, later).ignored === null;
  const outcomes = states.filter((state) => state.kind === "ended");

  it("typing the number again", () => {
    const offered = outcomes.map((state) => toWorkView(state, context));

    expect(offered.map((view) => view.kind === "ended" && view.mayRetype)).toEqual(
      outcomes.map((state) => takes(state, "stepBack")),
    );
    expect(new Set(outcomes.map((state) => takes(state, "stepBack")))).toEqual(new Set([true, false]));
  });

  it("going on by number after as many bad reads as the policy wants", () => {
    const { badRead } = stateSamples;
    const seen = [1, 2, 3, 4].map((badReads) => {
      const view = toWorkView({ ...badRead, badReads }, context);
      return [view.kind === "badRead" && view.untilGoOn, takes({ ...badRead, badReads }, "goOnAsked")];
    });

    expect(seen).toEqual([
      [2, false],
      [1, false],
      [0, true],
      [0, true],
    ]);
  });

  it("never, where the policy never does", () => {
    const policy = { ...context.policy, goOnWithoutReadAfter: null };

    expect(toWorkView({ ...stateSamples.badRead, badReads: 9 }, { ...context, policy })).toMatchObject({
      untilGoOn: null,
    });
  });
});

describe("a reference longer than a clerk could read out", () => {
  const reference = "r".repeat(200);
  const { lookUpFailed } = stateSamples;
  const lost = { kind: "refused", reason: "lost", since: null, reference } as const;
  const referenceOf = (state: CounterState): string | undefined => {
    const shown = WorkView.safeParse(toWorkView(state, context));
    if (!shown.success) return "the page would not take it";
    return JSON.stringify(shown.data).match(/"reference":"(r*)"/)?.[1];
  };

  it.each([
    ["a refusal", anEnded({ kind: "settled", outcome: lost })],
    ["a parked entry", open({ ...entryStates.parked, reference })],
    ["a failed look-up", { ...lookUpFailed, failure: { ...lookUpFailed.failure, reference } }],
  ])("is cut for the screen of %s, which still shows", (_name, state) => {
    expect(referenceOf(state)).toBe("r".repeat(60));
  });
});

describe("an outcome that is open", () => {
  const { waiting, unknown, sending, parked, parkedUnknown } = entryStates;
  const fresh = { ...waiting, attempts: 0, failure: null } as const;
  const askedAgain = { ...unknown, attempts: 0, failure: null } as const;
  const outcomeOf = (state: CounterState, more: Partial<WorkViewContext> = {}) => {
    const view = toWorkView(state, { ...context, ...more });
    return view.kind === "ended" ? view.outcome : undefined;
  };

  it.each([
    ["waiting while the link is refused", fresh, "service/not-demo", "service/not-demo"],
    ["waiting while the link is being made", fresh, "service/connecting", "service/connecting"],
    ["waiting for its turn", fresh, null, "entry/queued"],
    ["waiting after an attempt that the service did not take", waiting, null, "service/away"],
    ["waiting after such an attempt while the link is refused", waiting, "service/key-changed", "service/key-changed"],
    ["unknown, whatever the link has come to since", unknown, "service/not-demo", "service/away"],
    ["unknown after a restart", afterRestart(sending, 9), null, "entry/interrupted"],
    ["unknown, parked and asked for again while the link is away", askedAgain, "service/timeout", "service/timeout"],
    ["unknown, parked and asked for again", askedAgain, null, "entry/queued"],
  ])("%s: says what truly stands in its way", (_name, state, linkCode, failure) => {
    if (state.kind === "settled") throw new Error("the sample is not open");

    expect(outcomeOf(open(state), { linkCode })).toMatchObject({ kind: state.kind, failure });
  });

  it("names the holder where one was compared before the entry was made, and nobody where none was", () => {
    const attested = { ...anEntry, shown: { ...anEntry.shown, holderNameMasked: null } };

    expect([outcomeOf(open(waiting)), outcomeOf(open(waiting), { entryOf: () => attested })]).toMatchObject([
      { holderNameMasked: "测**" },
      { holderNameMasked: null },
    ]);
  });

  it("is shown as being sent while it is", () => {
    expect(outcomeOf(open(sending))).toEqual({
      kind: "sending",
      cardNumberMasked: "A12****74",
      savedAtMs: anEntry.savedAtMs,
    });
  });

  it("has a reference that finds it in the log, also when the service gave none", () => {
    expect([
      outcomeOf(open(parked)),
      outcomeOf(open({ ...parked, code: "entry/deadline-passed", reference: null })),
      outcomeOf(open(parkedUnknown)),
    ]).toEqual([
      { kind: "parked", cardNumberMasked: "A12****74", code: "entry/reused", reference: "req-3" },
      { kind: "parked", cardNumberMasked: "A12****74", code: "entry/deadline-passed", reference: "00000000e001" },
      { kind: "parked", cardNumberMasked: "A12****74", code: "entry/parked-unknown", reference: "req-4" },
    ]);
  });
});
