// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LinkStatus } from "../../../../shared/contracts/counter-snapshot.ts";
import { aListItem, sampleNowMs } from "../../../bridge/snapshot-builders.ts";
import { showInCounter } from "../show-in-counter.fixture.tsx";
import { QueueDrawer } from "./QueueDrawer.tsx";

const minuteMs = 60_000;
const waiting = aListItem(1, {
  result: "waiting",
  code: "service/away",
  atMs: sampleNowMs - 3 * minuteMs,
  attempts: 4,
  nextAttemptAtMs: sampleNowMs + 30_000,
  deadlineAtMs: sampleNowMs + 1440 * minuteMs,
});
const unknown = aListItem(2, { result: "unknown", atMs: sampleNowMs - 20_000, nextAttemptAtMs: null });
const parked = aListItem(3, {
  result: "parked",
  code: "entry/deadline-passed",
  atMs: sampleNowMs - 50 * 60 * minuteMs,
  attempts: 40,
});
const queue = [waiting, unknown, parked];

const show = (overrides: Parameters<typeof showInCounter>[1] = {}) =>
  showInCounter(<QueueDrawer />, { lists: { queue }, ...overrides });
const linesOf = (row: Element) => [...row.querySelectorAll("b, p, .spread > .fig")].map((line) => line.textContent);

beforeEach(() => {
  vi.useFakeTimers({ now: sampleNowMs });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("the queue", () => {
  it("says of each entry what stands in its way, its age, its tries and what comes next", () => {
    show();

    expect(screen.getAllByRole("row").map(linesOf)).toEqual([
      ["A01****65待上传", "09:38", "连不上中心。", "存 3 分钟·试 4 次·09:41:52 再试", "最晚 03-13 09:41 送达"],
      ["A01****65待确认", "09:41", "已送出，等待答复", "刚存入·试 1 次·正在送出"],
      [
        "A01****65已搁置",
        "03-10 07:41",
        "超过最晚送达时间仍没送出。",
        "中心恢复后按 R 重试，或请持卡人再来办理。",
        "存 2 天·试 40 次·不再自动试",
      ],
    ]);
  });

  it.each([
    [{ kind: "connected" }, "中心已连接，正在逐条送出"],
    [{ kind: "connecting" }, "正在连接中心"],
    [
      { kind: "refused", code: "service/not-demo" },
      "中心不接受本机，恢复后自动送出本机没有登记，只能用本机上的演示中心。请信息科登记本机，或改正设置里的中心地址。",
    ],
    [
      { kind: "away", sinceMs: sampleNowMs - 12 * minuteMs, code: "service/away" },
      "连不上中心 12 分钟，恢复后自动送出",
    ],
    [{ kind: "away", sinceMs: sampleNowMs - 5000, code: "service/away" }, "刚刚连不上中心，恢复后自动送出"],
  ] satisfies readonly (readonly [LinkStatus, string])[])(
    "says for the link %j why it moves or stands",
    (link, text) => {
      show({ status: { link } });

      expect(document.querySelector(".note")?.textContent).toBe(text);
    },
  );

  it.each([
    { kind: "away", sinceMs: sampleNowMs - 5000, code: "service/away" },
    { kind: "refused", code: "service/not-demo" },
    { kind: "connecting" },
  ] satisfies readonly LinkStatus[])("puts off every next attempt until the link is back: %j", (link) => {
    show({ status: { link } });

    const lines = screen.getAllByRole("row").map((row) => linesOf(row).find((line) => line?.includes("试 ")));
    expect(lines).toEqual([
      "存 3 分钟·试 4 次·连上中心后再送",
      "刚存入·试 1 次·正在送出",
      "存 2 天·试 40 次·不再自动试",
    ]);
  });

  it.each([
    [
      "journal/disk-full",
      "本机磁盘已满，存不进已存的条目都在，但新的不能办，中心的答复也记不下。请信息科清理磁盘，之后会自动继续。",
    ],
    [
      "journal/write-failed",
      "本机存储出错，存不进已存的条目都在，但新的不能办，中心的答复也记不下。请告诉信息科；存储恢复后会自动继续。",
    ],
  ])("says for the fault %s of this machine what stands and whose turn it is", (journalFault, text) => {
    show({ status: { journalFault } });

    // And not that anything is being sent.
    expect([...document.querySelectorAll(".note")].map((note) => note.textContent)).toEqual([text]);
  });

  it("says that it is empty and draws no key to retry", () => {
    const { drawnKeys } = show({ lists: { queue: [] } });

    expect(screen.getByText("没有待上传的条目")).toBeDefined();
    expect(drawnKeys()).toEqual(["Escape 关闭"]);
  });
});

describe("the keyboard in the queue", () => {
  it("draws its keys in order", () => {
    expect(show().drawnKeys()).toEqual(["Escape 关闭", "↑↓ 选择", "r 重试", "F5 全部重试"]);
  });

  it("retries the selected entry with R", () => {
    const { press, sent } = show();

    press("ArrowDown");
    press("r");

    expect(sent).toEqual([{ name: "retryEntry", payload: { entryId: unknown.id } }]);
  });

  it("retries all with F5", () => {
    const { press, sent } = show();

    press("F5");

    expect(sent).toEqual([{ name: "retryAllEntries", payload: {} }]);
  });

  it.each(["Escape", "F4"])("closes with %s", (key) => {
    const { press, store } = show();
    store.setState(({ view }) => ({ view: { ...view, queueOpen: true } }));

    press(key);

    expect(store.getState().view.queueOpen).toBe(false);
  });

  it("keeps the selection on the entry when those before it are settled", () => {
    const { press, pushLists, sent } = show();
    press("ArrowDown");

    pushLists({ queue: [unknown, parked] });
    press("r");

    expect(sent).toEqual([{ name: "retryEntry", payload: { entryId: unknown.id } }]);
  });
});
