import { expect, it } from "vitest";
import { aReadView } from "../../../bridge/snapshot-builders.ts";
import { isPastMonth, tracksIn } from "./read-facts.ts";

it("names the tracks in one state", () => {
  const read = aReadView({ tracks: ["read", "bad", "read"] });

  expect([tracksIn(read, "read"), tracksIn(read, "bad")]).toEqual([[1, 3], [2]]);
});

it.each([
  [2026, 2, true],
  [2026, 3, false],
  [2030, 12, false],
  [2025, 12, true],
])("takes a stripe's month as valid to its last day: %i-%i", (year, month, isPast) => {
  expect(isPastMonth({ year, month }, "2026-03-31")).toBe(isPast);
});
