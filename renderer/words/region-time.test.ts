import { describe, expect, it, vi } from "vitest";
import { createRegionTime } from "./region-time.ts";

const at = Date.UTC(2026, 2, 11, 17, 5, 9);

describe.each(["zh-CN", "en"] as const)("times in %s", (locale) => {
  const region = createRegionTime(locale, "Asia/Shanghai");

  it("are the region's, whatever the machine's zone says", () => {
    expect([region.time(at), region.timeWithSeconds(at), region.day(at)]).toEqual(["01:05", "01:05:09", "2026-03-12"]);
  });

  it("take an instant of the wire", () => {
    expect(region.timeWithSeconds("2026-03-11T17:05:09.904Z")).toBe("01:05:09");
  });

  it("name the day only when it is another one", () => {
    expect([region.timeNear(at, at + 60_000), region.timeNear(at, at + 86_400_000)]).toEqual(["01:05", "03-12 01:05"]);
  });

  it("write midnight as 00:00", () => {
    expect(region.time(Date.UTC(2026, 2, 11, 16, 0))).toBe("00:00");
  });

  it("make a formatter at its first use and once, however many components ask", () => {
    const { DateTimeFormat } = Intl;
    const made = vi.spyOn(Intl, "DateTimeFormat").mockImplementation(function make(...args) {
      return new DateTimeFormat(...args);
    });
    try {
      const [one, other] = [createRegionTime(locale, "Asia/Urumqi"), createRegionTime(locale, "Asia/Urumqi")];
      const before = made.mock.calls.length;
      one.time(at);
      other.time(at);

      expect([before, made.mock.calls.length]).toEqual([0, 1]);
    } finally {
      made.mockRestore();
    }
  });
});
