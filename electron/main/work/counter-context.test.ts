import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileRegion } from "../../../shared/region/compile-region.ts";
import { RegionRules } from "../../../shared/region/region-rules.ts";
import { counterContexts, numberShapes } from "./counter-context.ts";

function regionOf(name: string) {
  const file = new URL(`../../../resources/regions/${name}.json`, import.meta.url);
  const compiled = compileRegion(RegionRules.parse(JSON.parse(readFileSync(file, "utf8"))));
  if (!compiled.ok) throw new Error(compiled.error.kind);
  return compiled.value;
}

function contextIn(name: string) {
  return counterContexts({
    clock: { nowMs: () => 1_790_000_000_000, monotonicMs: () => 0 },
    region: regionOf(name),
    policy: { offline: true, deadlineHours: 24, goOnWithoutReadAfter: 3 },
    operatorId: "T001",
    dayOf: () => "2026-09-21",
    unsettledOf: () => [],
  });
}

describe("counterContexts", () => {
  it("folds what was typed before it is checked", () => {
    expect(contextIn("national")().checkNumber(" ａ12 345-67４")).toMatchObject({
      ok: true,
      value: { number: "A12345674", check: "fits" },
    });
  });

  it.each([
    ["", { kind: "empty" }],
    ["A1234567", { kind: "wrong-length", seen: 8 }],
    ["A1234567!", { kind: "wrong-character", position: 9 }],
  ])("says what is wrong with %j", (text, error) => {
    expect(contextIn("national")().checkNumber(text)).toEqual({ ok: false, error });
  });

  it("gives every step its own id", () => {
    const next = contextIn("national");

    expect(next().freshId).not.toBe(next().freshId);
  });

  it("takes a region's second pattern", () => {
    expect(contextIn("nanjing")().checkNumber("1234567890123456")).toMatchObject({
      ok: true,
      value: { check: "none" },
    });
  });
});

it("numberShapes: one for each pattern of the region", () => {
  expect(numberShapes(regionOf("nanjing"))).toEqual([
    { length: 9, groups: [3, 3, 3], letters: true },
    { length: 16, groups: [4, 4, 4, 4], letters: false },
  ]);
});
