import { expect, it } from "vitest";
import { diedAt, killPointsOf, nameOf } from "./kill-points.ts";
import type { SystemCall } from "./system-call.ts";

const main = 7;
const pool = 8;

function aCall(call: Partial<SystemCall>): SystemCall {
  return { thread: main, name: "write", target: "journal", localPort: null, isCutOff: false, ...call };
}

it("plumbing is no place to kill at, and is counted only where a place can't be told apart by what it works on", () => {
  const calls = [
    aCall({ target: "other", name: "writev" }),
    aCall({ target: "service", name: "writev", localPort: 1 }),
    aCall({ target: "service", name: "writev", localPort: 2 }),
    aCall({ thread: pool }),
    aCall({ target: "log" }),
  ];

  const points = killPointsOf(calls, { mainThread: main, openPorts: [1] });

  expect(points.map((point) => [nameOf(point), point.isPooled, point.isKnown, point.nth])).toEqual([
    ["writev service #1", false, true, 1],
    ["writev service #2", false, false, 3],
    ["write journal #1", true, true, 1],
    ["write log #1", false, true, 1],
  ]);
});

it("a run counts only if it died at just that call", () => {
  const [, second] = killPointsOf([aCall({ thread: pool }), aCall({ thread: pool })], {
    mainThread: main,
    openPorts: [],
  });
  if (second === undefined) throw new Error("two calls are two places");

  const deaths = [
    [aCall({}), aCall({ isCutOff: true })],
    [aCall({ isCutOff: true })],
    [aCall({}), aCall({}), aCall({ isCutOff: true })],
  ];

  expect(deaths.map((calls) => diedAt(second, calls))).toEqual([true, false, false]);
});
