import { useEffect, useState } from "react";

/**
 * Page time at which this screen (of this step) was on the glass; null before. The second frame after the commit is the first one
 * that cannot have started before it.
 */
export function usePaintedAt(step: number): number | null {
  const [painted, setPainted] = useState<{ readonly step: number; readonly atMs: number } | null>(null);
  useEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setPainted({ step, atMs: performance.now() }));
    });
    return () => {
      cancelAnimationFrame(frame);
      setPainted(null);
    };
  }, [step]);
  return painted?.step === step ? painted.atMs : null;
}
