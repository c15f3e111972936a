import { expect, test } from "vitest";
import { FakeClock } from "../../../shared/basics/fake-clock.ts";
import { HostVitals, silenceLimitMs, startLimitMs } from "./host-vitals.ts";

function watched() {
  const clock = new FakeClock();
  const pings: number[] = [];
  let deaths = 0;
  let sleptMs = 0;
  const ports = {
    time: {
      nowMs: () => clock.nowMs(),
      monotonicMs: () => clock.monotonicMs() + sleptMs,
      after: (delayMs: number, task: () => void) => clock.after(delayMs, task),
    },
    ping: (n: number) => pings.push(n),
    died: () => {
      deaths += 1;
    },
  };
  const sleep = (ms: number): void => {
    sleptMs += ms;
  };
  return { clock, pings, vitals: new HostVitals(ports), deaths: () => deaths, sleep };
}

test("a host that answers every ping lives", async () => {
  const { clock, pings, vitals, deaths } = watched();
  for (let round = 0; round < 100; round += 1) {
    vitals.answered(true);
    await clock.advance(400);
  }

  expect([deaths(), pings.length, new Set(pings).size]).toEqual([0, 101, 101]);
});

test("a settled host that falls silent is dead after the limit, once, and is pinged no more", async () => {
  const { clock, pings, vitals, deaths } = watched();
  vitals.answered(true);
  await clock.advance(silenceLimitMs - 1);
  const before = deaths();
  await clock.advance(1);
  const pinged = pings.length;
  await clock.advance(60_000);

  expect([before, deaths(), pings.length - pinged]).toEqual([0, 1, 0]);
});

test("a host that is still starting gets ten seconds", async () => {
  const { clock, vitals, deaths } = watched();
  await clock.advance(startLimitMs - 1);
  vitals.answered(false);
  await clock.advance(startLimitMs - 1);
  const before = deaths();
  await clock.advance(1);

  expect([before, deaths()]).toEqual([0, 1]);
});

test("when we were the ones who slept, the host gets its time again", async () => {
  const { clock, vitals, deaths, sleep } = watched();
  vitals.answered(true);
  sleep(30_000);
  await clock.advance(silenceLimitMs - 1);
  const before = deaths();
  vitals.answered(true);
  await clock.advance(silenceLimitMs - 1);

  expect([before, deaths()]).toEqual([0, 0]);
});

test("a stopped watch leaves no timer", async () => {
  const { clock, vitals, deaths } = watched();
  vitals.stop();
  await clock.advance(60_000);

  expect([deaths(), clock.pendingDelaysMs]).toEqual([0, []]);
});
