import { describe, expect, it } from "vitest";
import type { Entry } from "../../../shared/association/entry.ts";
import { err, ok, type Result } from "../../../shared/basics/result.ts";
import {
  aContext,
  aReadCard,
  away,
  entryStates,
  found,
  freshId,
  nowMs,
  refused,
} from "../../../shared/flows/counter/counter.fixture.ts";
import type { CounterState, SaveFault } from "../../../shared/flows/counter/counter-state.ts";
import type { LookUpToKeep } from "../journal/journal.ts";
import type { LookUpResult } from "../service/service-client.ts";
import { CounterSession } from "./counter-session.ts";

/** A world the test holds in its hands: look-ups and saves stay open until the test answers them. */
function aWorld() {
  let timeMs = nowMs;
  const states: string[] = [];
  const lookUps: { readonly signal: AbortSignal; readonly answer: (result: LookUpResult) => void }[] = [];
  const saves: { readonly entry: Entry; readonly answer: (result: Result<void, SaveFault>) => void }[] = [];
  const recorded: LookUpToKeep[] = [];
  const cues: string[] = [];
  const session = new CounterSession({
    context: () => aContext({ nowMs: timeMs }),
    lookUp: (_request, signal) => new Promise((answer) => lookUps.push({ signal, answer })),
    saveEntry: (entry) => new Promise((answer) => saves.push({ entry, answer })),
    recordLookUp: (lookUp) => {
      recorded.push(lookUp);
      return Promise.resolve();
    },
    onState: (state: CounterState, step) => states.push(`${step} ${state.kind}`),
    onCue: (cue) => cues.push(cue),
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { session, states, lookUps, saves, recorded, cues, settle, pass: (ms: number) => (timeMs += ms) };
}

const foundResult: LookUpResult = {
  answer: { kind: "reply", reply: { ...found, lookUpId: freshId } },
  raw: { status: 200, body: {} },
};

async function confirmingWorld() {
  const world = aWorld();
  world.session.dispatch({ kind: "cardRead", card: aReadCard() });
  world.session.intend(world.session.step, { kind: "numberSubmitted", text: "A12345674" });
  world.lookUps[0]?.answer(foundResult);
  await world.settle();
  world.pass(400);
  return world;
}

describe("CounterSession", () => {
  it("runs from a card to an outcome, one screen after the other", async () => {
    const world = await confirmingWorld();
    world.session.intend(world.session.step, { kind: "confirmPressed" });
    world.saves[0]?.answer(ok(undefined));
    await world.settle();
    world.session.entryChanged(freshId, entryStates.confirmed);

    expect(world.states).toEqual([
      "1 enteringNumber",
      "2 lookingUp",
      "3 confirming",
      "4 submitting",
      "4 submitting",
      "5 ended",
    ]);
  });

  it("answers an intent made on an older screen as stale and does nothing", async () => {
    const world = await confirmingWorld();

    expect(world.session.intend(world.session.step - 1, { kind: "confirmPressed" })).toEqual({ kind: "stale" });
    expect(world.saves).toEqual([]);
  });

  it("says why an intent was ignored", async () => {
    const world = await confirmingWorld();

    expect(world.session.intend(world.session.step, { kind: "nextPerson" })).toEqual({
      kind: "ignored",
      why: "not-on-this-screen",
    });
  });

  it("saves an entry once, however often confirm is pressed", async () => {
    const world = await confirmingWorld();
    const { step } = world.session;
    world.session.intend(step, { kind: "confirmPressed" });
    world.session.intend(step, { kind: "confirmPressed" });
    world.session.intend(world.session.step, { kind: "confirmPressed" });

    expect(world.saves.length).toBe(1);
  });

  it("tells a save that failed and saves the same entry again when asked", async () => {
    const world = await confirmingWorld();
    world.session.intend(world.session.step, { kind: "confirmPressed" });
    world.saves[0]?.answer(err({ code: "journal/disk-full", reference: "log-1" }));
    await world.settle();
    const failed = world.session.state.kind;
    world.session.intend(world.session.step, { kind: "saveAgain" });

    expect({ failed, ids: world.saves.map((save) => save.entry.entryId) }).toEqual({
      failed: "saveFailed",
      ids: [freshId, freshId],
    });
  });

  it("aborts a look-up that was given up and ignores its answer", async () => {
    const world = aWorld();
    world.session.dispatch({ kind: "cardRead", card: aReadCard() });
    world.session.intend(world.session.step, { kind: "numberSubmitted", text: "A12345674" });
    world.session.intend(world.session.step, { kind: "stepBack" });
    world.lookUps[0]?.answer(foundResult);
    await world.settle();

    expect({ aborted: world.lookUps[0]?.signal.aborted, state: world.session.state.kind }).toEqual({
      aborted: true,
      state: "enteringNumber",
    });
  });

  it("keeps a look-up that refused, with the reply as it came", async () => {
    const world = aWorld();
    world.session.dispatch({ kind: "cardRead", card: aReadCard() });
    world.session.intend(world.session.step, { kind: "numberSubmitted", text: "A12345674" });
    const raw = { status: 422, body: { code: "refused/lost" } };
    world.lookUps[0]?.answer({ answer: { kind: "settled", outcome: refused }, raw });
    await world.settle();

    expect(world.recorded).toEqual([
      {
        lookUpId: freshId,
        raw,
        shown: { cardNumberMasked: "A12****74", holderNameMasked: null, how: "stripe" },
        businessDay: "2026-09-21",
      },
    ]);
    expect(world.cues).toEqual(["read", "stopped"]);
  });

  it("goes to the attestation when the service is away", async () => {
    const world = aWorld();
    world.session.dispatch({ kind: "cardRead", card: aReadCard() });
    world.session.intend(world.session.step, { kind: "numberSubmitted", text: "A12345674" });
    world.lookUps[0]?.answer({ answer: { kind: "away", failure: away }, raw: null });
    await world.settle();

    expect(world.session.state.kind).toBe("attesting");
  });
});
