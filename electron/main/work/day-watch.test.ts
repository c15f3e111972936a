import { afterEach, expect, it, vi } from "vitest";
import { FakeClock } from "../../../shared/basics/fake-clock.ts";
import { createBusinessDays } from "../../../shared/region/business-day.ts";
import { DayWatch } from "./day-watch.ts";

const minuteMs = 60_000;

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Watches Shanghai's days from an instant on, on a machine of another zone. */
function aWatch(from: string, machineZone: string) {
  vi.stubEnv("TZ", machineZone);
  const clock = new FakeClock(Date.parse(from));
  const days: string[] = [];
  const watch = new DayWatch({ clock, timers: clock, dayOf: createBusinessDays("Asia/Shanghai") });
  watch.onNewDay(() => days.push(watch.today()));
  watch.start();
  return { clock, watch, days };
}

it.each(["UTC", "America/New_York", "Pacific/Auckland"])(
  "a new day begins at midnight in the region, on a machine in %s too, and is told once",
  async (machineZone) => {
    const { clock, days } = aWatch("2026-03-12T15:58:00.000Z", machineZone);
    await clock.advance(2 * minuteMs - 1);
    const before = [...days];

    await clock.advance(10 * minuteMs);

    expect([before, days]).toEqual([[], ["2026-03-13"]]);
  },
);

it("midnight of the machine's own zone is no new day", async () => {
  const { clock, days } = aWatch("2026-03-12T03:50:00.000Z", "America/New_York");

  await clock.advance(20 * minuteMs);

  expect(days).toEqual([]);
});

it("a night slept through, and a clock set to another day, are noticed", async () => {
  const { clock, days } = aWatch("2026-03-12T10:00:00.000Z", "UTC");

  clock.jumpWallClock(12 * 60 * minuteMs);
  await clock.advance(minuteMs);
  clock.jumpWallClock(-24 * 60 * minuteMs);
  await clock.advance(minuteMs);

  expect(days).toEqual(["2026-03-13", "2026-03-12"]);
});

it("nobody is told after it was stopped", async () => {
  const { clock, watch, days } = aWatch("2026-03-12T15:59:00.000Z", "UTC");
  watch.stop();

  await clock.advance(10 * minuteMs);

  expect([days, clock.pendingDelaysMs]).toEqual([[], []]);
});
