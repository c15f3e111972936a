import { expect, test } from "vitest";
import { settle } from "../../shared/basics/fake-clock.ts";
import { SingleFlight } from "./single-flight.ts";

test("requests made during a run are one more run after it", async () => {
  const open: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const flight = new SingleFlight(async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => open.push(resolve));
    running -= 1;
  });
  for (let call = 0; call < 5; call += 1) void flight.request();
  await settle();
  open[0]?.();
  await settle();
  open[1]?.();
  await settle();

  expect([open.length, most]).toEqual([2, 1]);
});

test("a request resolves only after a run that began after it", async () => {
  const open: (() => void)[] = [];
  const flight = new SingleFlight(() => new Promise<void>((resolve) => open.push(resolve)));
  void flight.request();
  let isDone = false;
  void flight.request().then(() => {
    isDone = true;
  });
  open[0]?.();
  await settle();
  const afterFirst = isDone;
  open[1]?.();
  await settle();

  expect([afterFirst, isDone]).toEqual([false, true]);
});
