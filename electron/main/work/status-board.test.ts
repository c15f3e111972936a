import { expect, it } from "vitest";
import type { StatusView } from "../../../shared/contracts/counter-snapshot.ts";
import { StatusBoard } from "./status-board.ts";

const fixed = {
  site: { name: "示例区社保中心", window: "03 窗口" },
  operatorId: "T001",
  timeZone: "Asia/Shanghai",
  version: "0.1.0",
  keyProtection: "file-rights",
  sound: { volume: 0 },
} as const;

function aBoard() {
  const published: StatusView[] = [];
  const board = new StatusBoard(fixed, { locale: "zh-CN", elderMode: false }, (status) => published.push(status));
  return { board, published };
}

it("what was set at the counter is told whole again, so that a page loaded anew is as it was", () => {
  const { board, published } = aBoard();
  board.update({ elderMode: true });
  board.update({ locale: "en" });

  board.update({});

  expect(published.at(-1)).toMatchObject({ ...fixed, locale: "en", elderMode: true, seq: 3 });
});

it("every terminal begins as a demonstration that is not connected", () => {
  expect(aBoard().board.status).toEqual({
    ...fixed,
    seq: 0,
    link: { kind: "connecting" },
    queue: { waiting: 0, unknown: 0, parked: 0 },
    readers: [],
    journalFault: null,
    locale: "zh-CN",
    elderMode: false,
    demo: true,
  });
});
