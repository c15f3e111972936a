// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest";
import { createDockBridge } from "./dock-bridge.ts";

type Listener = (value: unknown) => void;

/** What the preload would have put there, and ways to see and say things through it. */
function preload(reply: unknown) {
  const asked: unknown[] = [];
  let tell: Listener = () => undefined;
  const ask = (payload: unknown) => {
    asked.push(payload);
    return Promise.resolve(reply);
  };
  const on = (listener: Listener) => {
    tell = listener;
    return () => undefined;
  };
  vi.stubGlobal("kalianDock", { dockReady: ask, scriptedSwipe: ask, central: ask, onView: on, onEvent: on });
  return { asked, tell: (value: unknown) => tell(value) };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the dock's bridge", () => {
  it("refuses to start where the preload did not run", () => {
    expect(() => createDockBridge(window)).toThrow("window.kalianDock is missing");
  });

  it("sends nothing that is not in the contract", async () => {
    const { asked } = preload({ kind: "accepted" });

    const reply = await createDockBridge(window).scriptedSwipe({ cardId: "NOT AN ID", manner: "normal" });

    expect([reply, asked]).toEqual([{ kind: "rejected", why: "payload" }, []]);
  });

  it("takes an answer that is not in the contract for none", async () => {
    preload({ kind: "perhaps" });

    expect(await createDockBridge(window).central({ mode: "cut" })).toEqual({ kind: "rejected", why: "payload" });
  });

  it("drops a malformed push and hands on a good one", () => {
    const { tell } = preload({ kind: "accepted" });
    const seen: unknown[] = [];
    createDockBridge(window).onEvent((event) => seen.push(event));

    tell({ atMs: "now", source: "reader", text: "reading" });
    tell({ atMs: 1, source: "reader", text: "reading" });

    expect(seen).toEqual([{ atMs: 1, source: "reader", text: "reading" }]);
  });
});
