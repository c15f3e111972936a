import type { SwipeFrame } from "../card/swipe-frame.ts";

/** What a framer found in the bytes of a device. */
export type FramerOutput =
  | { readonly kind: "frame"; readonly frame: SwipeFrame }
  /** A swipe that cannot be used as a whole: it stopped half-way, or went on beyond what a card can hold. */
  | { readonly kind: "bad-frame"; readonly reason: "truncated" | "oversize" }
  /** Bytes that are no swipe, for the log's counters: a sign-on text, the rest of a swipe whose start was lost, or noise. */
  | { readonly kind: "discarded"; readonly why: "sign-on-text" | "remnant" | "noise"; readonly bytes: number };

/**
 * Cuts a device's byte stream into swipes. Pure: time is passed in (monotonic milliseconds, never going back), so the same bytes in any
 * chunks give the same outputs as long as no gap reaches the framer's idle time. Memory is bounded, each byte is looked at once or twice,
 * and nothing throws.
 */
export interface Framer {
  /** Takes bytes that arrived at `atMs`. A deadline that has passed meanwhile is dealt with first, so a late host never joins two swipes. */
  push(chunk: Uint8Array, atMs: number): readonly FramerOutput[];
  /** Tells that it is `atMs` and nothing more has arrived. Idempotent; does nothing before the deadline. */
  idle(atMs: number): readonly FramerOutput[];
  /** Forgets everything pending, silently: the device was reopened. */
  reset(): void;
  /** When `idle` is to be called, in the time of `push`; undefined while nothing is pending. */
  readonly deadlineMs: number | undefined;
}
