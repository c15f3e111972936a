import { expect, it } from "vitest";
import { createBusinessDays } from "./business-day.ts";

it.each([
  ["2026-03-11T15:59:59.999Z", "Asia/Shanghai", "2026-03-11"],
  ["2026-03-11T16:00:00.000Z", "Asia/Shanghai", "2026-03-12"],
  ["2026-03-11T17:59:59.999Z", "Asia/Urumqi", "2026-03-11"],
  ["2025-12-31T16:00:00.000Z", "Asia/Shanghai", "2026-01-01"],
  ["2024-02-28T16:00:00.000Z", "Asia/Shanghai", "2024-02-29"],
])("%s in %s is %s", (instant, timeZone, day) => {
  expect(createBusinessDays(timeZone)(Date.parse(instant))).toBe(day);
});

it("a zone that nobody knows is thrown at once, not at the first day", () => {
  expect(() => createBusinessDays("Asia/Atlantis")).toThrow(RangeError);
});
