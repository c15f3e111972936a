import { describe, expect, it } from "vitest";
import { counterPushes, counterRequests } from "../../shared/contracts/ipc.ts";
import { describeBridge } from "./bridge.contract.ts";
import { createFakeBridge } from "./fake-bridge.ts";
import { aListsView, aStatusView, sampleWork } from "./snapshot-builders.ts";

describeBridge("fake", () => {
  const fake = createFakeBridge();
  return {
    bridge: fake.bridge,
    received: () => fake.sent,
    answerWith: fake.answerWith,
    push: (name, value) => {
      if (name === "work") fake.push.work(counterPushes.work.parse(value));
      if (name === "status") fake.push.status(counterPushes.status.parse(value));
      if (name === "lists") fake.push.lists(counterPushes.lists.parse(value));
      if (name === "cue") fake.push.cue(counterPushes.cue.parse(value));
    },
  };
});

describe("the fake bridge", () => {
  it("has every request of the contract", () => {
    const { bridge } = createFakeBridge();

    expect(
      Object.keys(bridge)
        .filter((name) => !name.startsWith("on"))
        .toSorted(),
    ).toEqual(Object.keys(counterRequests).toSorted());
  });
});

describe("the sample snapshots", () => {
  it.each(Object.values(sampleWork))("are valid: $kind", (work) => {
    expect(counterPushes.work.parse(work)).toEqual(work);
  });

  it("are valid around the work", () => {
    expect([counterPushes.status.parse(aStatusView()), counterPushes.lists.parse(aListsView())]).toEqual([
      aStatusView(),
      aListsView(),
    ]);
  });
});
