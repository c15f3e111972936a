// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFakeBridge } from "./bridge/fake-bridge.ts";
import { aListsView, aStatusView, sampleWork } from "./bridge/snapshot-builders.ts";
import { startCounter } from "./start-counter.tsx";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

function start() {
  const { bridge, push, sent } = createFakeBridge();
  const container = document.body.appendChild(document.createElement("div"));
  startCounter(bridge, container, window, () => "ref-1");
  return { push, sent, container };
}

describe("startCounter", () => {
  it("asks for the snapshots before it draws anything", () => {
    const { sent, container } = start();

    expect([sent, container.childElementCount]).toEqual([[{ name: "rendererReady", payload: {} }], 0]);
  });

  it("draws the counter, and nothing before it, when the last snapshot has come", () => {
    const { push, container } = start();

    act(() => push.status(aStatusView()));
    act(() => push.work(sampleWork.idle));
    const before = container.childElementCount;
    act(() => push.lists(aListsView()));

    expect([before, container.querySelector(".idle") !== null]).toEqual([0, true]);
  });

  it("tells main once the counter is drawn, and not before", () => {
    const { push, sent } = start();
    const isTold = () => sent.some(({ name }) => name === "counterDrawn");
    act(() => push.status(aStatusView()));
    act(() => push.work(sampleWork.idle));
    act(() => vi.advanceTimersByTime(100));
    const before = isTold();
    act(() => push.lists(aListsView()));
    act(() => vi.advanceTimersByTime(100));

    expect([before, isTold()]).toEqual([false, true]);
  });

  it("says that it is starting when main takes long", () => {
    const { container } = start();

    act(() => vi.advanceTimersByTime(1000));

    expect(container.querySelector(".starting")).not.toBeNull();
  });
});
