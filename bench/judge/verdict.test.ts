import { describe, expect, it } from "vitest";
import type { Budget, Figure } from "../figures.ts";
import { judge } from "./verdict.ts";

const ratio: Budget = { kind: "ratio", most: 1.25, p99Most: null };
const aFigure = (budget: Budget): Figure => ({ id: "cold-start", title: "", unit: "ms", budget, how: "" });
const verdictOn = (budget: Budget, floor: readonly number[], product: readonly number[]) => {
  const { measured, isWithin } = judge(aFigure(budget), { floor, product });
  return { measured, isWithin };
};

describe("judge", () => {
  it("takes a ratio of medians, so that one wild sample decides nothing", () => {
    expect(verdictOn(ratio, [100, 100, 100], [120, 120, 9000])).toEqual({ measured: 1.2, isWithin: true });
  });

  it("lets a budget be reached and not passed", () => {
    expect([verdictOn(ratio, [100], [125]), verdictOn(ratio, [100], [126])]).toEqual([
      { measured: 1.25, isWithin: true },
      { measured: 1.26, isWithin: false },
    ]);
  });

  it("looks at the tail where it has a limit of its own", () => {
    const tailed: Budget = { kind: "ratio", most: 1.6, p99Most: 16.7 };
    const quick = Array.from({ length: 99 }, () => 1);

    expect(verdictOn(tailed, [1], [...quick, 17]).isWithin).toBe(true);
    expect(verdictOn(tailed, [1], [...quick, 17, 17, 17]).isWithin).toBe(false);
  });

  it("takes the difference to the floor where the budget is one", () => {
    const budget: Budget = { kind: "beyond-floor", most: 1 };

    expect([verdictOn(budget, [2], [3]), verdictOn(budget, [2], [3.5])]).toEqual([
      { measured: 1, isWithin: true },
      { measured: 1.5, isWithin: false },
    ]);
  });

  it("takes the product alone where there is no floor", () => {
    expect(verdictOn({ kind: "alone", most: 160 }, [], [161])).toEqual({ measured: 161, isWithin: false });
  });

  it("does not pass what was not measured", () => {
    expect(() => judge(aFigure(ratio), { floor: [], product: [1] })).toThrow(RangeError);
    expect(() => judge(aFigure(ratio), { floor: [1], product: [] })).toThrow(RangeError);
  });
});
