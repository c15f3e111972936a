import { useEffect, useState } from "react";

/** Whether `afterMs` have passed since the instant `sinceMs`. */
export function useElapsed(sinceMs: number, afterMs: number): boolean {
  const [passedSinceMs, setPassedSinceMs] = useState<number | null>(null);
  useEffect(() => {
    const left = sinceMs + afterMs - Date.now();
    const timer = setTimeout(() => setPassedSinceMs(sinceMs), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [sinceMs, afterMs]);
  return passedSinceMs === sinceMs;
}
