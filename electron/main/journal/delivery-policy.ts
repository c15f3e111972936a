import type { EntryState } from "../../../shared/association/entry-state.ts";
import type { Failure } from "../../../shared/association/outcome.ts";
import { longestWaitMs } from "../../../shared/association/retry-policy.ts";
import type { JournalEntry } from "./journal-index.ts";

/** What delivery has to do next. */
export type DeliveryStep =
  /** `started`: the journal already says that the attempt has begun. */
  | { readonly kind: "send"; readonly item: JournalEntry; readonly started: boolean }
  /** Its time is over and nothing of it was ever written to the wire. */
  | { readonly kind: "park"; readonly item: JournalEntry }
  /** Nothing for so long, unless something changes; null: until something changes. */
  | { readonly kind: "wait"; readonly forMs: number | null };

export interface DeliveryMoment {
  readonly nowMs: number;
  readonly connected: boolean;
  /** Entries that need not sit out their wait, because the link has just returned or it is over by the steady clock. */
  readonly promoted: ReadonlySet<string>;
}

/** Looked at again at least so often, whatever the clock does meanwhile. */
const longestRestMs = 60_000;

/**
 * The next step for the unsettled entries, given in the order in which they were saved: the first that may go, goes. One that waits for its
 * next try is passed over, so that a bad entry never holds up the rest.
 */
export function nextDeliveryStep(unsettled: readonly JournalEntry[], moment: DeliveryMoment): DeliveryStep {
  let wakeAtMs = Number.POSITIVE_INFINITY;
  for (const item of unsettled) {
    const { state } = item;
    if (state.kind === "sending") return { kind: "send", item, started: true };
    if (state.kind !== "waiting" && state.kind !== "unknown") continue;
    const lapsesAtMs = lapseOf(item);
    if (moment.nowMs > lapsesAtMs) return { kind: "park", item };
    if (moment.connected && isDue(item, state.nextAttemptAtMs, moment)) return { kind: "send", item, started: false };
    wakeAtMs = Math.min(wakeAtMs, lapsesAtMs + 1, moment.connected ? state.nextAttemptAtMs : wakeAtMs);
  }
  const hasOpen = unsettled.some(({ state }) => state.kind !== "parked");
  return { kind: "wait", forMs: hasOpen ? Math.min(longestRestMs, wakeAtMs - moment.nowMs) : null };
}

/** Whether an attempt failed for want of the link rather than by the service's word: it may go at once when the link returns. */
export function failedForWantOfLink(state: EntryState): boolean {
  if (state.kind !== "waiting" && state.kind !== "unknown") return false;
  return state.failure === null || linkCodes.has(state.failure.code);
}

const linkCodes: ReadonlySet<Failure["code"]> = new Set<Failure["code"]>([
  "service/away",
  "service/timeout",
  "service/unreadable",
  "service/not-demo",
  "service/key-changed",
  "service/pins-unreadable",
  "service/connecting",
  "entry/interrupted",
]);

/** No wait is longer than the policy's longest: a later time means that the clock was set back. */
function isDue(item: JournalEntry, nextAttemptAtMs: number, { nowMs, promoted }: DeliveryMoment): boolean {
  return nextAttemptAtMs <= nowMs || nextAttemptAtMs - nowMs > longestWaitMs || promoted.has(item.entry.entryId);
}

/**
 * After when the entry is parked unsent. An unknown one never is: only the service can say what became of it. One that someone asked
 * to try again after its deadline gets that try first.
 */
function lapseOf({ entry, state, retryAskedAtMs }: JournalEntry): number {
  if (state.kind !== "waiting") return Number.POSITIVE_INFINITY;
  const owedATry = retryAskedAtMs !== null && retryAskedAtMs > entry.deadlineAtMs && state.attempts === 0;
  return owedATry ? Number.POSITIVE_INFINITY : entry.deadlineAtMs;
}
