import { type Cancel, nothingPending, type Timers } from "../../timers.ts";
import { within } from "../../within.ts";
import type { DeviceLoss } from "../device-driver.ts";

/** A line whose modem lines can be asked for. */
export interface AskableLine {
  get(answer: (cause: Error | null) => void): void;
}

/** A running watch. */
export interface LineWatch {
  /** Asks no more; resolves when no question is under way, or has given up on its answer. Idempotent. */
  stop(): Promise<void>;
}

const askEveryMs = 2000;
const answerWithinMs = 3000;
/** How long closing waits for an answer that is still due. */
const stopLimitMs = 500;

/**
 * Second line of defence against a dead port: asks for the modem lines every two seconds (one ioctl). A line that answered once and then
 * fails is gone; one that does not answer at all is unresponsive. A line that fails the very first question (a PTY has no modem lines)
 * is not asked again: its hang-up is seen by reading. `onDead` is called at most once.
 */
export function watchLine(line: AskableLine, timers: Timers, onDead: (loss: DeviceLoss) => void): LineWatch {
  let isStopped = false;
  let cancelTimer: Cancel = nothingPending;
  let answered: Promise<void> = Promise.resolve();
  const die = (loss: DeviceLoss): void => {
    isStopped = true;
    onDead(loss);
  };
  const ask = (isFirst: boolean): void => {
    cancelTimer = timers.after(answerWithinMs, () => die({ kind: "unresponsive" }));
    answered = new Promise((resolve) => {
      line.get((cause) => {
        resolve();
        if (isStopped) return;
        cancelTimer();
        if (cause === null) cancelTimer = timers.after(askEveryMs, () => ask(false));
        else if (!isFirst) die({ kind: "hung-up", code: "NO_LINE" });
      });
    });
  };
  ask(true);
  return {
    async stop() {
      isStopped = true;
      cancelTimer();
      await within(timers, stopLimitMs, answered);
    },
  };
}
