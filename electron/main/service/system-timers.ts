import type { Timers } from "../../../shared/basics/timers.ts";

/** The process's own timers. A pending one does not keep the process alive. */
export const systemTimers: Timers = {
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
