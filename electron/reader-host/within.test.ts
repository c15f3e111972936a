import { expect, test } from "vitest";
import { FakeClock } from "../../shared/basics/fake-clock.ts";
import { timedOut, within } from "./within.ts";

test("a promise in time gives its value or its failure, and leaves no timer", async () => {
  const clock = new FakeClock();
  const results = await Promise.allSettled([
    within(clock, 100, Promise.resolve(7)),
    within(clock, 100, Promise.reject(new Error("broken"))),
  ]);

  expect(results).toEqual([
    { status: "fulfilled", value: 7 },
    { status: "rejected", reason: new Error("broken") },
  ]);
  expect(clock.pendingDelaysMs.length).toBe(0);
});

test("a promise that takes longer is given up at the limit", async () => {
  const clock = new FakeClock();
  const waiting = within(clock, 100, new Promise(() => undefined));
  await clock.advance(100);

  expect(await waiting).toBe(timedOut);
});
