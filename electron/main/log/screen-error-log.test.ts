import { expect, it } from "vitest";
import type { ScreenError } from "../../../shared/contracts/ipc.ts";
import { screenErrorLog } from "./screen-error-log.ts";
import type { LogFields } from "./terminal-log.ts";

const failure: ScreenError = {
  name: "RangeError",
  reference: "ui/k7f2a1",
  frames: ["draw index.js:12:3", "index.js:1:2"],
};

function aLog() {
  const lines: LogFields[] = [];
  let nowMs = 0;
  const write = screenErrorLog(
    { error: (event, fields) => lines.push({ event, ...fields }) },
    { monotonicMs: () => nowMs },
  );
  return { lines, write, wait: (ms: number) => (nowMs += ms) };
}

it("a page's failure is logged with its reference and where it happened", () => {
  const { lines, write } = aLog();

  expect(write(failure)).toEqual({ kind: "accepted" });
  expect(lines).toEqual([
    {
      event: "screen-failed",
      name: "RangeError",
      reference: "ui/k7f2a1",
      stack: "draw index.js:12:3 <- index.js:1:2",
      leftOut: 0,
    },
  ]);
});

it("a page that fails without end fills no disk, and how often it failed is known", () => {
  const { lines, write, wait } = aLog();

  const replies = Array.from({ length: 500 }, () => write(failure).kind);
  wait(60_000);
  write(failure);

  expect([lines.length, replies.filter((kind) => kind === "accepted").length]).toEqual([11, 10]);
  expect(lines.at(-1)).toMatchObject({ leftOut: 490 });
});
