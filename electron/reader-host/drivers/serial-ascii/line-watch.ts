import { type Cancel, nothingPending, type Timers } from "../../../../shared/basics/timers.ts";
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

/** Whether a line has modem lines that can be asked for. A pseudo-terminal has none; its hang-up is seen by reading. */
export function hasModemLines(line: AskableLine): Promise<boolean> {
  return new Promise((resolve) => line.get((cause) => resolve(cause === null)));
}

/**
 * Second line of defence against a dead port: asks a line that has modem lines for them every two seconds (one ioctl). If it fails, it
 * is gone; if it does not answer at all, it is unresponsive. `onDead` is called at most once.
 */
export function watchLine(line: AskableLine, timers: Timers, onDead: (loss: DeviceLoss) => void): LineWatch {
  let isStopped = false;
  let cancelTimer: Cancel = nothingPending;
  let answered: Promise<void> = Promise.resolve();
  const die = (loss: DeviceLoss): void => {
    isStopped = true;
    onDead(loss);
  };
  const askLater = (): void => {
    cancelTimer = timers.after(askEveryMs, ask);
  };
  const ask = (): void => {
    cancelTimer = timers.after(answerWithinMs, () => die({ kind: "unresponsive" }));
    answered = new Promise((resolve) => {
      line.get((cause) => {
        resolve();
        if (isStopped) return;
        cancelTimer();
        if (cause === null) askLater();
        else die({ kind: "hung-up", code: "NO_LINE" });
      });
    });
  };
  askLater();
  return {
    async stop() {
      isStopped = true;
      cancelTimer();
      await within(timers, stopLimitMs, answered);
    },
  };
}
