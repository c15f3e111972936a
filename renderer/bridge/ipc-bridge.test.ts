// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import {
  type CounterBridge,
  type CounterPushName,
  counterRequests,
  type IntentReply,
} from "../../shared/contracts/ipc.ts";
import { describeBridge } from "./bridge.contract.ts";
import { type BridgeFault, createIpcBridge } from "./ipc-bridge.ts";
import { sampleWork } from "./snapshot-builders.ts";

/** Stands where the preload puts its methods; believes nothing and checks nothing, like a channel. */
function createStubPreload() {
  const received: { readonly name: string; readonly payload: unknown }[] = [];
  const listeners = new Map<string, Set<(value: unknown) => void>>();
  let reply: unknown = { kind: "accepted" };
  const stub: Record<string, unknown> = {};
  for (const name of Object.keys(counterRequests))
    stub[name] = (payload: unknown) => {
      received.push({ name, payload });
      return Promise.resolve(reply);
    };
  for (const name of ["Work", "Status", "Lists", "Cue"])
    stub[`on${name}`] = (listener: (value: unknown) => void) => {
      const own = listeners.get(name.toLowerCase()) ?? new Set();
      listeners.set(name.toLowerCase(), own.add(listener));
      return () => own.delete(listener);
    };
  const answerWith = (next: unknown) => {
    reply = next;
  };
  const push = (name: CounterPushName, value: unknown) => {
    for (const listener of listeners.get(name) ?? []) listener(value);
  };
  return { stub, received, answerWith, push };
}

function openOnStub() {
  const preload = createStubPreload();
  const faults: BridgeFault[] = [];
  Object.defineProperty(window, "kalian", { value: preload.stub, configurable: true });
  const bridge = createIpcBridge(window, (fault) => faults.push(fault));
  return { ...preload, bridge, faults };
}

afterEach(() => {
  Reflect.deleteProperty(window, "kalian");
});

describeBridge("ipc", () => {
  const { bridge, received, answerWith, push } = openOnStub();
  return { bridge, received: () => received, answerWith: (reply: IntentReply) => answerWith(reply), push };
});

describe("the ipc bridge", () => {
  it("drops a push that is not the contract's and reports its channel only", () => {
    const { bridge, push, faults } = openOnStub();
    const seen: unknown[] = [];
    bridge.onWork((work) => seen.push(work));

    push("work", { ...sampleWork.confirming, cardNumber: "A12345674" });
    push("work", sampleWork.idle);

    expect(seen).toEqual([sampleWork.idle]);
    expect(faults).toEqual([{ channel: "work" }]);
  });

  it("takes a reply that is not the contract's as a rejection and reports it", async () => {
    const { bridge, answerWith, faults } = openOnStub();
    answerWith({ kind: "done" });

    expect(await bridge.stepBack({ step: 1 })).toEqual({ kind: "rejected", why: "payload" });
    expect(faults).toEqual([{ channel: "stepBack" }]);
  });

  it("refuses to start where no preload ran", () => {
    expect(() => createIpcBridge(window, () => undefined)).toThrow("window.kalian is missing");
  });

  it("has every method of the contract", () => {
    const { bridge, stub } = openOnStub();
    const methods: readonly (keyof CounterBridge)[] = Object.keys(stub).filter(
      (name): name is keyof CounterBridge => name in bridge,
    );

    expect(methods.toSorted()).toEqual(Object.keys(stub).toSorted());
  });
});
