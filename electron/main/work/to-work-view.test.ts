import { describe, expect, it } from "vitest";
import { WorkView } from "../../../shared/contracts/counter-snapshot.ts";
import {
  anEnded,
  anEntry,
  conflict,
  entryStates,
  foundAssociated,
  refused,
  stateSamples,
} from "../../../shared/flows/counter/counter.fixture.ts";
import type { CounterState } from "../../../shared/flows/counter/counter-state.ts";
import { toWorkView, type WorkViewContext } from "./to-work-view.ts";

const context: WorkViewContext = {
  step: 7,
  restart: null,
  shapes: [{ length: 9, groups: [3, 3, 3], letters: true }],
  goOnAfter: 3,
  pictureOf: () => "swipe-slot",
  reference: "log-9",
  maskCardNumber: (number) => `${number.slice(0, 3)}****${number.slice(-2)}`,
  maskName: (name) => `${name.slice(0, 1)}**`,
  // As the journal answers: with the whole entry.
  timesOf: () => anEntry,
};

const endings: readonly CounterState[] = [
  anEnded({ kind: "settled", outcome: refused, stage: "look-up" }, { entryId: null }),
  anEnded({ kind: "settled", outcome: conflict, stage: "association" }),
  anEnded({ kind: "settled", outcome: { kind: "cancelled", reference: "req-4" }, stage: "association" }),
  anEnded({ kind: "foundAssociated", found: foundAssociated }, { entryId: null }),
  anEnded({ kind: "open", state: entryStates.waiting }),
  anEnded({ kind: "open", state: entryStates.unknown }),
  anEnded({ kind: "open", state: entryStates.parked }),
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
