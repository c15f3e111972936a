// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { I18nextProvider } from "react-i18next";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import type { DockBridge, DockEvent, DockReply, DockView } from "../../shared/contracts/dock.ts";
import { createKeyboard } from "../keyboard/keyboard.ts";
import { createI18n } from "../words/create-i18n.ts";
import { DockApp } from "./DockApp.tsx";
import { createDockStore } from "./dock-store.ts";

const view: DockView = {
  locale: "zh-CN",
  timeZone: "Asia/Shanghai",
  readers: [{ readerId: "scripted", model: "虚拟磁条", plugged: true }],
  cards: [
    { id: "normal", cardNumber: "A12345674", description: { "zh-CN": "三代，正常", en: "3rd gen., normal" } },
    { id: "lost", cardNumber: "A01234565", description: { "zh-CN": "二代，正式挂失", en: "2nd gen., lost" } },
  ],
  central: { mode: "answer", address: "127.0.0.1:8443" },
};

function fakeDock() {
  const sent: unknown[] = [];
  const views = new Set<(view: DockView) => void>();
  const events = new Set<(event: DockEvent) => void>();
  let reply: DockReply = { kind: "accepted" };
  const record = (name: string) => (payload: unknown) => {
    sent.push([name, payload]);
    return Promise.resolve(reply);
  };
  const bridge: DockBridge = {
    dockReady: record("dockReady"),
    scriptedSwipe: record("scriptedSwipe"),
    central: record("central"),
    onView: (listener) => {
      views.add(listener);
      return () => views.delete(listener);
    },
    onEvent: (listener) => {
      events.add(listener);
      return () => events.delete(listener);
    },
  };
  return {
    bridge,
    sent,
    refuse: () => {
      reply = { kind: "refused" };
    },
    pushView: (next: DockView) =>
      act(() => {
        for (const listener of views) listener(next);
      }),
    pushEvent: (event: DockEvent) =>
      act(() => {
        for (const listener of events) listener(event);
      }),
  };
}

function show() {
  const dock = fakeDock();
  const keyboard = createKeyboard();
  onTestFinished(keyboard.listen(window));
  const store = createDockStore(dock.bridge);
  render(
    <I18nextProvider i18n={createI18n("zh-CN")}>
      <DockApp bridge={dock.bridge} store={store} keyboard={keyboard} />
    </I18nextProvider>,
  );
  dock.pushView(view);
  return { ...dock, swipes: () => dock.sent.slice(1) };
}

const settle = () => act(() => Promise.resolve());

afterEach(cleanup);

describe("the dock", () => {
  it("asks for its view and always says that everything is invented", () => {
    const { sent } = show();

    expect(sent).toEqual([["dockReady", {}]]);
    expect(screen.getByText("演示环境，数据均为虚构")).toBeDefined();
    expect(document.querySelector(".dock__edge")).not.toBeNull();
  });

  it("passes the chosen card in the chosen manner, by the button and by its key", () => {
    const { swipes } = show();
    fireEvent.click(screen.getByRole("radio", { name: /A01234565/ }));
    fireEvent.click(screen.getByRole("radio", { name: /半截/ }));

    fireEvent.click(screen.getByRole("button", { name: /递卡/ }));
    fireEvent.keyDown(document.body, { key: "Enter", ctrlKey: true });

    const swipe = ["scriptedSwipe", { cardId: "lost", manner: "truncated" }];
    expect(swipes()).toEqual([swipe, swipe]);
  });

  it("repeats the last swipe whatever is chosen now", async () => {
    const { swipes } = show();
    fireEvent.click(screen.getByRole("button", { name: /递卡/ }));
    await settle();
    fireEvent.click(screen.getByRole("radio", { name: /A01234565/ }));

    fireEvent.click(screen.getByRole("button", { name: /重放/ }));

    expect(swipes().at(-1)).toEqual(["scriptedSwipe", { cardId: "normal", manner: "normal" }]);
  });

  it("says when a card could not be passed", async () => {
    const { refuse } = show();
    refuse();

    fireEvent.click(screen.getByRole("button", { name: /递卡/ }));
    await settle();

    expect(screen.getByText("没有递成：读卡器不在")).toBeDefined();
  });

  it("asks for another behaviour of the service and shows the one that main reports", () => {
    const { sent, pushView } = show();

    fireEvent.click(screen.getByRole("radio", { name: /断网/ }));
    expect(sent.at(-1)).toEqual(["central", { mode: "cut" }]);
    expect(screen.getByRole("radio", { name: /应答/, checked: true })).toBeDefined();

    pushView({ ...view, central: { ...view.central, mode: "cut" } });
    expect(screen.getByRole("radio", { name: /断网/, checked: true })).toBeDefined();
  });

  it("logs events to the millisecond, two of the same instant too", () => {
    const { pushEvent } = show();
    const atMs = Date.UTC(2026, 2, 12, 1, 41, 7, 12);
    pushEvent({ atMs, source: "reader", text: "reading" });
    pushEvent({ atMs, source: "reader", text: "reading" });

    const lines = [...document.querySelectorAll(".event-log li")].map((line) => line.textContent);
    expect(lines).toEqual(["09:41:07.012readerreading", "09:41:07.012readerreading"]);
  });

  it("says that the reader is unplugged", () => {
    const { pushView } = show();

    pushView({ ...view, readers: [{ readerId: "scripted", model: "虚拟磁条", plugged: false }] });

    expect(screen.getByText("虚拟磁条（已拔下）")).toBeDefined();
  });
});
