import { expect, test } from "vitest";
import { FakeClock } from "../../../../shared/basics/fake-clock.ts";
import type { DeviceLoss } from "../device-driver.ts";
import { hasModemLines, watchLine } from "./line-watch.ts";

type Answer = (cause: Error | null) => void;

/** A line whose answers the test gives. */
function watched() {
  const clock = new FakeClock();
  const questions: Answer[] = [];
  const losses: DeviceLoss[] = [];
  const watch = watchLine({ get: (answer) => questions.push(answer) }, clock, (loss) => losses.push(loss));
  return { clock, questions, losses, watch };
}

test("a line without modem lines is known by its first answer", async () => {
  const without = hasModemLines({ get: (answer) => answer(new Error("Inappropriate ioctl for device, cannot get")) });
  const present = hasModemLines({ get: (answer) => answer(null) });

  expect(await Promise.all([without, present])).toEqual([false, true]);
});

test("a line that answers is asked every two seconds", async () => {
  const { clock, questions, losses } = watched();
  for (let round = 0; round < 3; round += 1) {
    await clock.advance(2000);
    questions[round]?.(null);
  }

  expect([questions.length, losses]).toEqual([3, []]);
});

test("a line that fails to answer has hung up, and is asked no more", async () => {
  const { clock, questions, losses } = watched();
  await clock.advance(2000);
  questions[0]?.(new Error("Input/output error, cannot get"));
  await clock.advance(60_000);

  expect([questions.length, losses]).toEqual([1, [{ kind: "hung-up", code: "NO_LINE" }]]);
});

test("a line that does not answer at all is unresponsive, once, and a late answer changes nothing", async () => {
  const { clock, questions, losses } = watched();
  await clock.advance(5000);
  questions[0]?.(new Error("too late"));
  await clock.advance(60_000);

  expect(losses).toEqual([{ kind: "unresponsive" }]);
});

test("a stopped watch says nothing, and has stopped when its last question is answered", async () => {
  const { clock, questions, losses, watch } = watched();
  await clock.advance(2000);
  let hasStopped = false;
  void watch.stop().then(() => {
    hasStopped = true;
  });
  await clock.advance(100);
  const before = hasStopped;
  questions[0]?.(null);
  await clock.advance(60_000);

  expect([before, hasStopped, questions.length, losses, clock.pendingDelaysMs.length]).toEqual([false, true, 1, [], 0]);
});

test("stopping does not wait for ever for a line that does not answer", async () => {
  const { clock, watch } = watched();
  await clock.advance(2000);
  const stopped = watch.stop();
  await clock.advance(500);

  await expect(stopped).resolves.toBeUndefined();
});
