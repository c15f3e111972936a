// @vitest-environment happy-dom
import { act, cleanup, render, screen, within } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, describe, expect, it } from "vitest";
import {
  aChipReaderState,
  aListItem,
  aListsView,
  aReaderState,
  aReadView,
  aStatusView,
  sampleNowMs,
  sampleWork,
} from "../../../bridge/snapshot-builders.ts";
import { createFakeCounter, type FakeCounter, strike } from "../../../fake-counter.tsx";
import { CounterApp } from "./CounterApp.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";

let stop: () => void = () => undefined;

afterEach(() => {
  stop();
  cleanup();
});

type Given = Partial<Parameters<typeof createFakeCounter>[0]>;

function open({ work = sampleWork.idle, ...given }: Given = {}): FakeCounter {
  const counter = createFakeCounter({ work, ...given });
  stop = counter.keyboard.listen(window);
  render(counter.wrap(<CounterApp />));
  return counter;
}

const bar = () => screen.getByRole("contentinfo");
const drawnKeys = () =>
  within(bar())
    .getAllByRole("button")
    .map((key) => `${key.getAttribute("aria-keyshortcuts")} ${key.textContent?.replace(/^(F\d+|Esc)/, "")}`);
const press = (key: string) => act(() => strike(key));

describe("the counter window", () => {
  it("shows readers, service, queue, operator and place, in a polite region without the clock", () => {
    open({
      status: aStatusView({
        readers: [aReaderState({ status: { kind: "absent" } }), aChipReaderState()],
        link: { kind: "away", sinceMs: sampleNowMs, code: "service/away" },
        queue: { waiting: 2, unknown: 1, parked: 1 },
      }),
    });

    const live = screen.getByRole("status", { name: "设备与中心状态" });
    expect(live.textContent).toBe("磁条未接入芯片就绪中心连不上待上传4");
    expect(screen.getByRole("banner").textContent).toContain("示例区社保中心·03 窗口");
    expect(screen.getByRole("banner").textContent).toContain("T001");
  });

  it("says 演示环境 exactly while the service is a demonstration", () => {
    const { fake } = open({ status: aStatusView({ demo: true }) });
    expect(screen.getByText("演示环境")).toBeTruthy();
    act(() => fake.push.status(aStatusView({ seq: 2, demo: false })));

    expect(screen.queryByText("演示环境")).toBeNull();
  });

  it("lists the latest five with their results", () => {
    const today = [7, 6, 5, 4, 3, 2, 1].map((number) =>
      aListItem(number, number === 6 ? { result: "waiting", holderNameMasked: null } : {}),
    );
    open({ lists: aListsView({ today }) });

    const rows = within(screen.getByRole("complementary"))
      .getAllByRole("listitem")
      .map((row) => row.textContent);
    expect(rows.slice(0, 5)).toEqual([
      "08:55测**已确认",
      "08:53—待上传",
      "08:51测**已确认",
      "08:49测**已确认",
      "08:47测**已确认",
    ]);
    expect(rows).toHaveLength(6);
  });

  it("marks the current step", () => {
    open({ work: sampleWork.confirming });

    const current = within(screen.getByRole("navigation", { name: "步骤" }))
      .getAllByRole("listitem")
      .filter((step) => step.getAttribute("aria-current") === "step");
    expect(current.map((step) => step.textContent)).toEqual(["3确认"]);
  });

  it("shows in the rail how the number of the card in work ends", () => {
    const read = aReadView({ keyMasked: "622202*********0055" });
    open({ work: { ...sampleWork.confirming, medium: { kind: "read", read } } });

    expect(screen.getByRole("navigation", { name: "步骤" }).textContent).toContain("刷卡…0055");
  });
});

describe("the key bar", () => {
  it("draws the keys of the screen and of the window", () => {
    open({ work: sampleWork.enteringNumber });

    expect(drawnKeys()).toEqual([
      "Escape 放弃这张卡",
      "F2 今日",
      "F4 待上传",
      "F6 读卡器",
      "F9 大字",
      "F3 English",
      "F1 帮助",
    ]);
  });

  it("draws no key that does nothing: no Esc on idle, not the key of the page that is open", async () => {
    open();
    expect(drawnKeys()[0]).toBe("F2 今日");
    press("F1");
    await screen.findByRole("heading", { level: 1 });

    expect(drawnKeys().filter((key) => key.startsWith("F1") || key.startsWith("Escape"))).toEqual(["Escape 返回办理"]);
  });

  it("does by a click what the key does", () => {
    const { fake } = open({ work: sampleWork.enteringNumber });
    act(() => within(bar()).getByText("放弃这张卡").click());

    expect(fake.sent.at(-1)).toEqual({ name: "stepBack", payload: { step: 7 } });
  });
});

describe("the keys of the window", () => {
  it("ask main for elder mode with one press and for normal type with another", () => {
    const { fake } = open();
    press("F9");
    act(() => fake.push.status(aStatusView({ seq: 2, elderMode: true })));
    expect(drawnKeys()).toContain("F9 标准字");
    press("F9");

    expect(fake.sent.slice(-2)).toEqual([
      { name: "setElderMode", payload: { on: true } },
      { name: "setElderMode", payload: { on: false } },
    ]);
  });

  it("ask main for the other language", () => {
    const { fake } = open();
    press("F3");

    expect(fake.sent.at(-1)).toEqual({ name: "setLocale", payload: { locale: "en" } });
  });

  it("hide the work while a page is open, and a card brings it back", () => {
    const { fake, store } = open({ work: { ...sampleWork.idle, step: 1 } });
    press("F1");
    act(() => fake.push.work({ ...sampleWork.enteringNumber, step: 2 }));

    expect(store.getState().view.page).toBe("work");
    expect(document.activeElement).toBe(screen.getByLabelText("照着卡面录入卡号"));
  });
});

describe("a window that failed", () => {
  it("says so and how to go on when main cannot be reached", () => {
    const { store } = open();
    act(() => store.setState({ brokenReference: "ui/k7f2a1" }));

    expect(screen.getByRole("alert").textContent).toContain("ui/k7f2a1");
    expect(screen.getByRole("button", { name: "重新打开" })).toBe(document.activeElement);
  });

  it("catches a bug in a screen, reports it once, and shows its reference", () => {
    const reports: unknown[] = [];
    const report = (failure: unknown) => `ui/${reports.push(failure)}`;
    const Broken = (): ReactNode => {
      throw new RangeError("holds A12345674");
    };
    const { wrap } = createFakeCounter({ work: sampleWork.idle });
    render(
      wrap(
        <ErrorBoundary report={report}>
          <Broken />
        </ErrorBoundary>,
      ),
      { onCaughtError: () => undefined },
    );

    expect(reports).toEqual([new RangeError("holds A12345674")]);
    expect(screen.getByRole("alert").textContent).toContain("ui/1");
  });
});
