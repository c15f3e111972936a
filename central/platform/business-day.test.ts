import { describe, expect, it } from "vitest";
import { createBusinessDays } from "./business-day.ts";

describe("business day", () => {
  it("changes at the region's midnight, whatever zone the machine is in", () => {
    const dayOf = createBusinessDays("Asia/Shanghai");
    expect(dayOf(Date.parse("2026-02-28T15:59:59.999Z"))).toBe("2026-02-28");
    expect(dayOf(Date.parse("2026-02-28T16:00:00.000Z"))).toBe("2026-03-01");
  });
});
