import { describe, expect, it } from "vitest";
import { createFakeBridge } from "../bridge/fake-bridge.ts";
import { createCounterStore } from "./counter-store.ts";
import { createIntents } from "./intents.ts";

function given() {
  const fake = createFakeBridge();
  const store = createCounterStore();
  return { fake, store, intents: createIntents(fake.bridge, store, () => "ui/1") };
}

describe("intents", () => {
  it("go over the bridge under their contract names", async () => {
    const { fake, intents } = given();

    await intents.confirmEntry({ step: 7 });

    expect(fake.sent).toEqual([{ name: "confirmEntry", payload: { step: 7 } }]);
  });

  it("that main refuses change nothing", async () => {
    const { fake, store, intents } = given();
    fake.answerWith({ kind: "stale" });
    const before = store.getState();

    expect(await intents.confirmEntry({ step: 7 })).toEqual({ kind: "stale" });
    expect(store.getState()).toBe(before);
  });

  it("that cannot be delivered mark the window as broken", async () => {
    const { fake, store } = given();
    const bridge = { ...fake.bridge, confirmEntry: () => Promise.reject(new Error("no main")) };

    const reported: unknown[] = [];
    const report = (failure: unknown) => `ui/${reported.push(failure)}`;

    expect(await createIntents(bridge, store, report).confirmEntry({ step: 7 })).toBeNull();
    expect([store.getState().brokenReference, reported]).toEqual(["ui/1", [new Error("no main")]]);
  });

  it("remember on which step the card was kept, and only then", async () => {
    const { store, intents } = given();

    await intents.answerAnotherCard({ step: 3, takeNew: true });
    expect(store.getState().keptOnStep).toBeNull();

    await intents.answerAnotherCard({ step: 4, takeNew: false });
    expect(store.getState().keptOnStep).toBe(4);
  });

  it("of the window open one page at a time", () => {
    const { store, intents } = given();

    intents.openQueue();
    intents.openPage("today");

    expect(store.getState().view).toEqual({ page: "today", queueOpen: false, theme: "light" });
  });
});
