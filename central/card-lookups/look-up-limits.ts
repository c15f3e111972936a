import type { Clock } from "../../shared/basics/clock.ts";

/** How many look-ups one operator may make in any minute. */
export interface LookUpLimits {
  readonly allPerMinute: number;
  /** Of those, without a read card: they show whose number it is to someone who may not hold the card. */
  readonly withoutReadPerMinute: number;
}

/** Three a second would be a machine, not a counter; typed numbers are the exception, for unreadable cards. */
export const defaultLookUpLimits: LookUpLimits = { allPerMinute: 60, withoutReadPerMinute: 10 };

/** Counts look-ups. In memory: after a restart everyone begins anew. */
export interface LookUpCounter {
  /** Takes one look-up of an operator, or says in how many ms the next is possible and takes none. */
  take(operatorId: string, isWithoutRead: boolean): { readonly retryAfterMs: number } | undefined;
}

const windowMs = 60_000;

interface Taken {
  readonly at: number;
  readonly isWithoutRead: boolean;
}

/** A sliding minute for each operator. */
export function createLookUpCounter(clock: Clock, limits: LookUpLimits): LookUpCounter {
  const takenBy = new Map<string, readonly Taken[]>();
  return {
    take: (operatorId, isWithoutRead) => {
      const now = clock.monotonicMs();
      const recent = (takenBy.get(operatorId) ?? []).filter(({ at }) => at > now - windowMs);
      const withoutRead = recent.filter((taken) => taken.isWithoutRead);
      const full = [
        ...(recent.length >= limits.allPerMinute ? [recent[0]] : []),
        ...(isWithoutRead && withoutRead.length >= limits.withoutReadPerMinute ? [withoutRead[0]] : []),
      ];
      const oldest = full.map((taken) => taken?.at ?? now);
      if (oldest.length > 0) return { retryAfterMs: Math.ceil(Math.max(...oldest) + windowMs - now) };
      takenBy.set(operatorId, [...recent, { at: now, isWithoutRead }]);
      return undefined;
    },
  };
}
