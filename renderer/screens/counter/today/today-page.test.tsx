// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aListItem } from "../../../bridge/snapshot-builders.ts";
import { showInCounter } from "../show-in-counter.fixture.tsx";
import { TodayPage } from "./TodayPage.tsx";

const today = [
  aListItem(4, {
    result: "waiting",
    family: "waiting",
    holderNameMasked: null,
    cardNumberMasked: "A12****74",
    how: "none",
  }),
  aListItem(3, { result: "refused", family: "notDone", code: "refused/lost" }),
  aListItem(2),
  aListItem(1),
];

// By selector: finding roles walks every element's computed style, which takes seconds in a table.
const rows = () => [...document.querySelectorAll("[role=row][data-key]")];
const filters = () => [...document.querySelectorAll("[role=radio]")];
const table = () => document.querySelector("[role=grid]");
const cellsOf = (row: Element | undefined) => [...(row?.children ?? [])].map((cell) => cell.textContent);
const refs = () => rows().map((row) => cellsOf(row).at(-1));
const search = () => screen.getByLabelText("查找");
const type = (text: string) => fireEvent.change(search(), { target: { value: text } });

// The table draws the rows that can be seen, and nothing has a size without a layout engine.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(1060);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(446);
  vi.spyOn(HTMLElement.prototype, "scrollHeight", "get").mockReturnValue(45);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe("today's page", () => {
  it("lists every entry, newest first, with what a clerk looks for", () => {
    showInCounter(<TodayPage />, { lists: { today } });

    expect(cellsOf(rows()[0])).toEqual(["08:49", "—", "A12****74", "未读卡", "待上传", "0004"]);
    expect(cellsOf(rows()[1])).toEqual(["08:47", "测**", "A01****65", "磁条", "不能关联", "0003"]);
    expect(refs()).toEqual(["0004", "0003", "0002", "0001"]);
  });

  it("lists in the other language once that is asked for", () => {
    const { speak } = showInCounter(<TodayPage />, { lists: { today } });

    speak("en");

    expect(cellsOf(rows()[1])).toEqual(["08:47", "测**", "A01****65", "stripe", "Refused", "0003"]);
  });

  it("counts what is listed under each filter and shows one of them", () => {
    showInCounter(<TodayPage />, { lists: { today } });
    expect(filters().map((filter) => filter.textContent)).toEqual([
      "全部4",
      "已确认2",
      "未办成1",
      "待上传1",
      "待确认0",
    ]);

    fireEvent.click(screen.getByText("已确认", { selector: "button" }));

    expect(refs()).toEqual(["0002", "0001"]);
  });

  it("finds an entry by the end of its number or by its time", () => {
    showInCounter(<TodayPage />, { lists: { today } });

    type("0003");
    expect(refs()).toEqual(["0003"]);
    type("0845");
    expect(refs()).toEqual(["0002"]);
  });

  it("draws of 300 entries only those that can be seen", () => {
    const many = Array.from({ length: 300 }, (_, index) => aListItem(300 - index));
    showInCounter(<TodayPage />, { lists: { today: many } });

    expect(table()?.getAttribute("aria-rowcount")).toBe("301");
    expect(rows().length).toBeLessThan(40);
  });

  it("says that nothing matches; Esc clears the search and stays", () => {
    const { press, drawnKeys } = showInCounter(<TodayPage />, { lists: { today } });
    type("zzzz");
    expect(screen.getByText("没有符合的条目")).toBeDefined();
    expect(drawnKeys()).toEqual(["Escape 清除查找"]);

    press("Escape");

    expect(refs()).toHaveLength(4);
  });

  it("says that there is nothing yet", () => {
    showInCounter(<TodayPage />, { lists: { today: [] } });

    expect(screen.getByText("今天还没有办理")).toBeDefined();
  });
});

describe("the keyboard on today's page", () => {
  it("starts on the newest entry and walks with the arrow keys", () => {
    const { press } = showInCounter(<TodayPage />, { lists: { today } });
    expect(document.activeElement).toBe(rows()[0]);

    press("ArrowDown");

    expect(rows().map((row) => row.getAttribute("aria-selected"))).toEqual(["false", "true", "false", "false"]);
  });

  it("retries the selected entry while it is open, and draws the key only then", () => {
    const { press, sent, drawnKeys } = showInCounter(<TodayPage />, { lists: { today } });
    expect(drawnKeys()).toEqual(["↑↓ 选择", "r 重试"]);
    press("r");
    expect(sent).toEqual([{ name: "retryEntry", payload: { entryId: aListItem(4).id } }]);

    press("ArrowDown");

    expect(drawnKeys()).toEqual(["↑↓ 选择"]);
  });

  it("leaves R to the search while one is typed there", () => {
    const { press, sent } = showInCounter(<TodayPage />, { lists: { today } });
    search().focus();

    press("r");

    expect(sent).toEqual([]);
  });
});
