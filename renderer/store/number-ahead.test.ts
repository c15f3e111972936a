import { describe, expect, it } from "vitest";
import type { WorkView } from "../../shared/contracts/counter-snapshot.ts";
import { aReadView, sampleWork } from "../bridge/snapshot-builders.ts";
import { createCounterStore, receiveWork } from "./counter-store.ts";
import { numberAhead } from "./number-ahead.ts";
import { selectReadEnd } from "./selectors.ts";

const idle: WorkView = { ...sampleWork.idle, step: 1 };
const entering: WorkView = {
  ...sampleWork.enteringNumber,
  step: 2,
  medium: { kind: "read", read: aReadView({ keyMasked: "622202******0055" }) },
};
const asking: WorkView = { ...sampleWork.askingAnotherCard, step: 3, interrupted: "enteringNumber" };

/** An idle counter whose frames are drawn when the test says so; what is shown is [screen, number]. */
function aCounter() {
  const frames: (() => void)[] = [];
  const store = createCounterStore();
  const take = numberAhead(store, (then) => frames.push(then));
  take(idle);
  return {
    take,
    frames,
    store,
    drawFrame: () => frames.shift()?.(),
    shown: () => [store.getState().work?.kind, selectReadEnd(store.getState())],
  };
}

describe("numberAhead", () => {
  it("shows a card's number a frame before the card's screen", () => {
    const { take, shown, drawFrame } = aCounter();

    take(entering);
    const first = shown();
    drawFrame();

    expect([first, shown()]).toEqual([
      ["idle", "…0055"],
      ["enteringNumber", "…0055"],
    ]);
  });

  it("takes what brings no number at once", () => {
    const { take, shown, frames } = aCounter();

    take({ ...sampleWork.badRead, step: 2 });

    expect([shown(), frames.length]).toEqual([["badRead", null], 0]);
  });

  it("does not wait for a number that is shown already", () => {
    const { take, drawFrame, shown, frames } = aCounter();
    take(entering);
    drawFrame();

    take({ ...sampleWork.confirming, step: 3, medium: entering.medium });

    expect([shown(), frames.length]).toEqual([["confirming", "…0055"], 0]);
  });

  it("takes every snapshot in order when the next one comes within the frame", () => {
    const { take, drawFrame, shown, store } = aCounter();

    take(entering);
    take(asking);
    drawFrame();

    expect(shown()[0]).toBe("askingAnotherCard");
    expect(store.getState().under).toEqual(entering);
  });

  it("shows nothing ahead of a snapshot that is older than what is shown", () => {
    const { take, shown, store } = aCounter();
    receiveWork(store, { ...sampleWork.badRead, step: 9 });

    take(entering);

    expect(shown()).toEqual(["badRead", null]);
  });

  it("has nothing to draw in a window that has just been loaded", () => {
    const store = createCounterStore();
    const frames: (() => void)[] = [];

    numberAhead(store, (then) => frames.push(then))(entering);

    expect([store.getState().work?.kind, frames.length]).toEqual(["enteringNumber", 0]);
  });
});

describe("selectReadEnd", () => {
  const endOf = (keyMasked: string) => {
    const store = createCounterStore();
    receiveWork(store, { ...sampleWork.enteringNumber, medium: { kind: "read", read: aReadView({ keyMasked }) } });
    return selectReadEnd(store.getState());
  };

  it.each([
    ["622202*********0055", "…0055"],
    ["A12****74", "…74"],
    ["****", null],
  ])("shows of %s what its mask leaves at the end: %s", (mask, end) => {
    expect(endOf(mask)).toBe(end);
  });
});
