import { describe, expect, it } from "vitest";
import { aListItem } from "../../../bridge/snapshot-builders.ts";
import { foldSearch, matchesSearch, passesFilter, todayFilters } from "./today-filters.ts";

describe("the filters", () => {
  it.each(["confirmed", "notDone", "waiting", "unknown"] as const)(
    "list what is counted as %s under its own name and among all",
    (family) => {
      expect(todayFilters.filter((filter) => passesFilter(aListItem(1, { family }), filter))).toEqual(["all", family]);
    },
  );
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
