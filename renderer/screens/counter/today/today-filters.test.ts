import { describe, expect, it } from "vitest";
import { aListItem } from "../../../bridge/snapshot-builders.ts";
import { foldSearch, matchesSearch, passesFilter, todayFilters } from "./today-filters.ts";

describe("the filters", () => {
  it.each([
    ["confirmed", ["all", "confirmed"]],
    ["alreadyAssociated", ["all", "not-done"]],
    ["claimed", ["all", "unknown"]],
    ["conflict", ["all", "not-done"]],
    ["refused", ["all", "not-done"]],
    ["parked", ["all", "waiting"]],
    ["cancelled", ["all", "not-done"]],
    ["waiting", ["all", "waiting"]],
    ["unknown", ["all", "unknown"]],
  ] as const)("list %s under %j", (result, expected) => {
    expect(todayFilters.filter((filter) => passesFilter(aListItem(1, { result }), filter))).toEqual(expected);
  });
});

describe("a search", () => {
  const item = aListItem(1, { ref: "3f2a", cardNumberMasked: "A00****2X" });
  const finds = (typed: string) => matchesSearch(item, "09:41", foldSearch(typed));

  it.each(["3f2a", "3F2A", "f2a", "2x", "09:4", "0941", "０９：４１", " 3f 2a ", ""])(
    "of %j finds the entry",
    (typed) => {
      expect(finds(typed)).toBe(true);
    },
  );

  it.each(["3f2b", "a00", "9:41", "41", "3f2a0941"])("of %j does not", (typed) => {
    expect(finds(typed)).toBe(false);
  });
});
