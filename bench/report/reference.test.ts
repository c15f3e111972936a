import { expect, it } from "vitest";
import { figureOf } from "../figures.ts";
import { judge } from "../judge/verdict.ts";
import { compareFloor, comparisonLines } from "./reference.ts";

it("the floor is held against the reference where there is one", () => {
  const verdicts = [
    judge(figureOf("cold-start"), { floor: [350], product: [400] }),
    judge(figureOf("memory"), { floor: [150], product: [160] }),
    judge(figureOf("swipe-hid"), { floor: [10], product: [12] }),
    judge(figureOf("first-screen-js"), { floor: [], product: [137] }),
  ];

  expect(comparisonLines(compareFloor(verdicts))).toEqual([
    "Cold start to the idle counter: 350 ms, reference 339 ms, +3 %",
    "Memory, idle: 150 MiB, reference 227 MiB, −34 % (over 15 %: another machine, or a busy one)",
  ]);
});
