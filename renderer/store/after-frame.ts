import type { AfterFrame } from "./number-ahead.ts";

/** A window that is not drawn has no frames; what waits for one goes on all the same. */
const longestFrameMs = 100;

/** The window's frames. */
export function afterFrameOf(host: Window): AfterFrame {
  return (then) => {
    let isDone = false;
    const once = () => {
      if (!isDone) then();
      isDone = true;
    };
    host.setTimeout(once, longestFrameMs);
    host.requestAnimationFrame(() => {
      // The callback comes before its frame is drawn, a message after.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = once;
      port2.postMessage(null);
    });
  };
}
