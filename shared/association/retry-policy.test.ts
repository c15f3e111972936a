import fc from "fast-check";
import { expect, it } from "vitest";
import { nextAttemptDelayMs } from "./retry-policy.ts";

it.each([
  [1, 0, 500],
  [1, 0.999, 1_000],
  [2, 0.5, 1_500],
  [3, 0, 2_000],
  [6, 0, 16_000],
  [7, 0, 30_000],
  [1_000, 0.999, 59_970],
])("after %d attempts with jitter %d waits %d ms", (attempts, jitter, delayMs) => {
  expect(nextAttemptDelayMs(attempts, jitter, null)).toBe(delayMs);
});

it("honours a longer wait that the service asked for, up to five minutes", () => {
  const delays = [0, 400, 20_000, 300_000, 3_600_000].map((asked) => nextAttemptDelayMs(1, 0, asked));

  expect(delays).toEqual([500, 500, 20_000, 300_000, 300_000]);
});

it("always waits between half a second and five minutes, in whole milliseconds", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e9 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.option(fc.integer()),
      (attempts, jitter, retryAfterMs) => {
        const delayMs = nextAttemptDelayMs(attempts, jitter, retryAfterMs);
        return Number.isInteger(delayMs) && delayMs >= 500 && delayMs <= 300_000;
      },
    ),
  );
});

it("never waits less after more attempts", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempts, jitter) =>
        nextAttemptDelayMs(attempts + 1, jitter, null) >= nextAttemptDelayMs(attempts, jitter, null),
    ),
  );
});
