import { describe, expect, it } from "vitest";
import { createFakeClock } from "../testing/fake-clock.ts";
import { createLookUpCounter } from "./look-up-limits.ts";

const limits = { allPerMinute: 3, withoutReadPerMinute: 1 };

describe("look-up counter", () => {
  it("lets a minute's worth pass and then waits for the oldest to be a minute old", () => {
    const clock = createFakeClock("2026-03-12T00:00:00Z");
    const counter = createLookUpCounter(clock, limits);
    for (const _ of [1, 2, 3]) {
      expect(counter.take("T001", false)).toBeUndefined();
      clock.advance(10_000);
    }

    expect(counter.take("T001", false)).toEqual({ retryAfterMs: 30_000 });
    clock.advance(29_999);
    expect(counter.take("T001", false)).toEqual({ retryAfterMs: 1 });
    clock.advance(1);
    expect(counter.take("T001", false)).toBeUndefined();
  });

  it("counts look-ups without a read card for themselves as well", () => {
    const clock = createFakeClock("2026-03-12T00:00:00Z");
    const counter = createLookUpCounter(clock, limits);

    expect(counter.take("T001", true)).toBeUndefined();
    expect(counter.take("T001", true)).toEqual({ retryAfterMs: 60_000 });
    expect(counter.take("T001", false)).toBeUndefined();
  });

  it("counts each operator alone, and what it refused not at all", () => {
    const clock = createFakeClock("2026-03-12T00:00:00Z");
    const counter = createLookUpCounter(clock, { allPerMinute: 1, withoutReadPerMinute: 1 });
    counter.take("T001", false);
    clock.advance(30_000);

    expect(counter.take("T001", false)).toEqual({ retryAfterMs: 30_000 });
    expect(counter.take("T002", false)).toBeUndefined();
    clock.advance(30_000);
    expect(counter.take("T001", false)).toBeUndefined();
  });
});
