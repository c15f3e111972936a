import type { CounterStore } from "./counter-store.ts";

/** Main answers within milliseconds; when it does not, the window says that it is starting. */
const patienceMs = 1000;

/** Calls `draw` once there is something to draw: work, status and lists have come, or the window is broken, or patience is over. */
export function whenTold(store: CounterStore, host: Window, draw: () => void): void {
  const isTold = () => {
    const { work, status, lists, brokenReference } = store.getState();
    return (work !== null && status !== null && lists !== null) || brokenReference !== null;
  };
  if (isTold()) {
    draw();
    return;
  }
  const go = () => {
    stop();
    host.clearTimeout(timer);
    draw();
  };
  const timer = host.setTimeout(go, patienceMs);
  const stop = store.subscribe(() => {
    if (isTold()) go();
  });
}
