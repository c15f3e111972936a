import type { Entry } from "../../association/entry.ts";
import type { EntryState } from "../../association/entry-state.ts";
import type { Result } from "../../basics/result.ts";
import type { Cue, NumberProblem } from "../../contracts/counter-snapshot.ts";
import type { CardLookUpRequest } from "../../contracts/http.ts";
import type { CardNumber } from "../../numbers/card-number.ts";
import type { CounterState } from "./counter-state.ts";

/** What a site and its region decide, and what the flow may ask; all of it passed in, so that the flow stays a function. */
export interface CounterContext {
  readonly nowMs: number;
  /** `nowMs` as a UTC instant, ISO 8601 with milliseconds. */
  readonly nowInstant: string;
  /** A fresh UUIDv7, used by the step if it starts a look-up or an entry. */
  readonly freshId: string;
  /** The region's calendar day at `nowMs`. */
  readonly businessDay: string;
  readonly operatorId: string;
  /** The region's rules for a typed number: folds, checks, and says what is wrong. */
  readonly checkNumber: (
    text: string,
  ) => Result<{ readonly number: CardNumber; readonly check: "fits" | "doubtful" | "none" }, NumberProblem>;
  readonly maskName: (name: string) => string;
  readonly maskCardNumber: (number: CardNumber) => string;
  /** The unsettled entries of this card, in the order in which they were saved. */
  readonly unsettledOf: (number: CardNumber) => readonly UnsettledEntry[];
  readonly policy: CounterPolicy;
}

/** An entry without an outcome, as far as the flow looks at it. */
export interface UnsettledEntry {
  readonly entryId: string;
  readonly state: Exclude<EntryState, { kind: "settled" }>;
}

export interface CounterPolicy {
  /** Associations may be made while the service is away. */
  readonly offline: boolean;
  /** Bad reads in a row after which the clerk may go on by number; null: never. */
  readonly goOnWithoutReadAfter: number | null;
  /** How long after it was made an entry that was never sent is parked. */
  readonly deadlineMs: number;
}

/** The same card within this time is the bounce of one swipe. */
export const sameCardWindowMs = 3_000;
/**
 * A confirming key counts only this long after its screen appeared: a doubled Enter is faster, and a person who is typing must not answer
 * by the key that was meant for the screen before. On the question about another card the screen alone holds it.
 */
export const armAfterMs = 300;

/** Whether a key counts on a screen that appeared then. A clock that was set back arms it: nobody can wait for it to catch up. */
export function isArmed(shownAtMs: number, context: CounterContext): boolean {
  const sinceMs = context.nowMs - shownAtMs;
  return sinceMs < 0 || sinceMs >= armAfterMs;
}

/** What main has to do. Data, so that a test asserts what was asked for. */
export type CounterEffect =
  | { readonly kind: "lookUp"; readonly request: CardLookUpRequest }
  /** Its answer is no longer wanted; an answer that comes anyway is ignored by its id. */
  | { readonly kind: "abandonLookUp"; readonly lookUpId: string }
  /** The look-up ended the attempt: keep it in the journal as settled. */
  | {
      readonly kind: "recordLookUp";
      readonly lookUpId: string;
      readonly shown: Entry["shown"];
      readonly businessDay: string;
    }
  /** Make durable, then send if the link is up. Idempotent by `entry.entryId`. */
  | { readonly kind: "saveEntry"; readonly entry: Entry }
  | { readonly kind: "cue"; readonly cue: Cue };

/** Why an event changed nothing. Each reason stands in the flow's table. */
export type IgnoreReason =
  | "not-on-this-screen"
  | "same-card-bounce"
  | "same-card"
  | "work-not-interrupted"
  | "other-look-up"
  | "other-entry"
  | "too-soon"
  | "not-allowed-yet"
  | "incomplete"
  | "already-sent"
  | "question-open"
  | "still-sending";

/** One step of the flow. `ignored` is null when the event counted. */
export interface CounterStep {
  readonly state: CounterState;
  readonly effects: readonly CounterEffect[];
  readonly ignored: IgnoreReason | null;
}

/** The event counted: the new state and what is to be done. */
export function go(state: CounterState, ...effects: readonly CounterEffect[]): CounterStep {
  return { state, effects, ignored: null };
}

/** The event changed nothing, for this reason. */
export function ignore(state: CounterState, reason: IgnoreReason): CounterStep {
  return { state, effects: [], ignored: reason };
}

/** A sound as an effect. */
export function cue(name: Cue): CounterEffect {
  return { kind: "cue", cue: name };
}
