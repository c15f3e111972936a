import { describe, expect, it } from "vitest";
import { findStripeMatch } from "./find-stripe-match.ts";
import type { Region, StripeRule } from "./region.ts";

function aRegion(stripeRules: readonly StripeRule[]): Region {
  return {
    regionCode: "100000",
    names: { "zh-CN": "测试", en: "Test" },
    timeZone: "Asia/Shanghai",
    cardNumberRules: [],
    stripeRules,
    nameMask: "family",
  };
}

const region = aRegion([
  { track: 1, kind: "personId", check: "none", expression: /^P(\d+)/u },
  { track: 2, kind: "bankNumber", check: "luhn", expression: /^(\d{16,19})=/u },
  { track: 2, kind: "unknown", check: "none", expression: /^(\d+)/u },
]);

describe("findStripeMatch", () => {
  it.each([
    [1, "P42", { kind: "personId", check: "none", key: "42" }],
    [2, "P42", undefined],
    [2, "6222020000000000000=3012", { kind: "bankNumber", check: "luhn", key: "6222020000000000000" }],
    [2, "123=", { kind: "unknown", check: "none", key: "123" }],
    [3, "123=", undefined],
    [2, "1".repeat(107), { kind: "unknown", check: "none", key: "1".repeat(107) }],
    [2, "1".repeat(108), undefined],
  ] as const)("track %i, %s", (track, text, expected) => {
    expect(findStripeMatch(region, track, text)).toEqual(expected);
  });

  it("skips a rule whose group took no part in the match", () => {
    const either = aRegion([{ track: 2, kind: "unknown", check: "none", expression: /^(?:(\d+)|x)/u }]);
    expect(findStripeMatch(either, 2, "x")).toBeUndefined();
  });

  it("stays fast with the slowest patterns a region file may hold", () => {
    const slow = aRegion([{ track: 2, kind: "unknown", check: "none", expression: /^(\d*\d*\d*)x/u }]);
    const startedAtMs = performance.now();
    for (let run = 0; run < 10; run += 1) findStripeMatch(slow, 2, "1".repeat(107));
    expect((performance.now() - startedAtMs) / 10).toBeLessThan(50);
  });
});
