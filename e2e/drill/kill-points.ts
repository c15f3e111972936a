import type { CallTarget, SystemCall } from "./system-call.ts";

/** A call of main between the confirming key and the settled entry: the place where a run is killed. */
export interface KillPoint {
  readonly call: string;
  readonly target: CallTarget;
  /** Counted from 1 among calls of this name on this target. */
  readonly occurrence: number;
  /** Made by the thread pool, not by main's own thread. */
  readonly isPooled: boolean;
  /** It can be picked out by what it works on, which was open before the tracer came; else only by counting calls of all kinds. */
  readonly isKnown: boolean;
  /** Which call of this name it is on its thread, among those on the known target or among all. */
  readonly nth: number;
}

/** What was traced: main's own thread, and its ends of the connections that were open when the tracer came. */
export interface Watched {
  readonly mainThread: number;
  readonly openPorts: readonly number[];
}

/** Every call that touches what the promise is made of, in the order in which a whole run made them. */
export function killPointsOf(calls: readonly SystemCall[], { mainThread, openPorts }: Watched): readonly KillPoint[] {
  const seen = new Map<string, number>();
  const count = (key: string): number => {
    const next = (seen.get(key) ?? 0) + 1;
    seen.set(key, next);
    return next;
  };
  return calls.flatMap(({ thread, name, target, localPort }) => {
    const nthOfAll = count(`${name} by ${thread}`);
    if (target === "other") return [];
    const isKnown = target !== "service" || (localPort !== null && openPorts.includes(localPort));
    const nth = isKnown ? count(`known ${name} on ${target} by ${thread}`) : nthOfAll;
    const occurrence = count(`${name} on ${target}`);
    return [{ call: name, target, occurrence, isPooled: thread !== mainThread, isKnown, nth }];
  });
}

/** How the point is called in reports. */
export function nameOf({ call, target, occurrence }: KillPoint): string {
  return `${call} ${target} #${occurrence}`;
}

/** Whether the process died at just this call: it had entered it and nothing came back. */
export function diedAt(point: KillPoint, calls: readonly SystemCall[]): boolean {
  const same = calls.filter(({ name, target }) => name === point.call && target === point.target);
  return same[point.occurrence - 1]?.isCutOff === true;
}
