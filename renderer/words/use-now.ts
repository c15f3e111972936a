import { useEffect, useState } from "react";

/** The current time, drawn again at the start of each `everyMs` of the wall clock. */
export function useNow(everyMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    let timer = 0;
    const wait = () => {
      timer = window.setTimeout(tick, everyMs - (Date.now() % everyMs) + 5);
    };
    const tick = () => {
      setNowMs(Date.now());
      wait();
    };
    wait();
    return () => window.clearTimeout(timer);
  }, [everyMs]);
  return nowMs;
}
