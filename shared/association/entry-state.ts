import { assertNever } from "../basics/assert-never.ts";
import type { Failure, ReplyReading, SettledOutcome } from "./outcome.ts";

/**
 * Where an entry stands after it was saved. `waiting`: nothing of it was ever written to the wire, or the service said that it did
 * nothing with it. `unknown`: something was, and no parsed reply came back. `sending` remembers which of the two it is if the attempt
 * fails before a byte is written.
 */
export type EntryState =
  | {
      readonly kind: "waiting";
      readonly attempts: number;
      readonly nextAttemptAtMs: number;
      readonly failure: Failure | null;
    }
  | {
      readonly kind: "sending";
      readonly attempts: number;
      readonly startedAtMs: number;
      readonly wasUnknown: boolean;
    }
  | {
      readonly kind: "unknown";
      readonly attempts: number;
      readonly nextAttemptAtMs: number;
      readonly failure: Failure | null;
    }
  | { readonly kind: "settled"; readonly outcome: SettledOutcome; readonly atMs: number }
  | {
      readonly kind: "parked";
      readonly code: ParkCode;
      readonly reference: string | null;
      readonly wasUnknown: boolean;
      readonly atMs: number;
    };

/** Why an entry is set aside until someone looks at it. */
export type ParkCode = "entry/deadline-passed" | Extract<ReplyReading, { kind: "unacceptable" }>["code"];

export type EntryEvent =
  /** Durable before the first byte goes out. */
  | { readonly kind: "attemptStarted"; readonly atMs: number }
  /** The attempt failed and nothing had been written to the wire. */
  | { readonly kind: "notWritten"; readonly failure: Failure; readonly nextAttemptAtMs: number }
  /** Written, and no parsed reply came. */
  | { readonly kind: "unanswered"; readonly failure: Failure; readonly nextAttemptAtMs: number }
  /** A reply that says nothing was done with it. */
  | { readonly kind: "notProcessed"; readonly failure: Failure; readonly nextAttemptAtMs: number }
  | { readonly kind: "settled"; readonly outcome: SettledOutcome; readonly atMs: number }
  | { readonly kind: "parked"; readonly code: ParkCode; readonly reference: string | null; readonly atMs: number }
  /** Someone asked for another try now, of a parked entry too. */
  | { readonly kind: "retryAsked"; readonly atMs: number };

/** An entry just saved. `sendNow` says that the first attempt follows at once: if the process dies here, its fate is open. */
export function savedEntryState(sendNow: boolean, atMs: number): EntryState {
  return sendNow
    ? { kind: "sending", attempts: 1, startedAtMs: atMs, wasUnknown: false }
    : { kind: "waiting", attempts: 0, nextAttemptAtMs: atMs, failure: null };
}

/** Whether the entry still has to be delivered or looked at: everything that is not settled. */
export function isUnsettled(state: EntryState): boolean {
  return state.kind !== "settled";
}

/**
 * Whether another entry of the same card must not be started: while this one goes out by itself, and while the service may have it. One set
 * aside of which the service surely has nothing stands in nobody's way.
 */
export function barsAnother(state: EntryState): boolean {
  return isUnsettled(state) && (state.kind !== "parked" || state.wasUnknown);
}

/**
 * The state after an event. A settled entry never changes again; an event that does not fit the state leaves it as it is, so that a
 * record read twice is harmless.
 */
export function advanceEntry(state: EntryState, event: EntryEvent): EntryState {
  if (state.kind === "settled") return state;
  switch (event.kind) {
    case "attemptStarted":
      return startAttempt(state, event.atMs);
    case "notWritten":
    case "notProcessed":
      return state.kind === "sending" ? endAttempt(state, state.wasUnknown, event) : state;
    case "unanswered":
      return state.kind === "sending" ? endAttempt(state, true, event) : state;
    case "settled":
      return { kind: "settled", outcome: event.outcome, atMs: event.atMs };
    case "parked":
      return {
        kind: "parked",
        code: event.code,
        reference: event.reference,
        wasUnknown: state.kind === "sending" ? state.wasUnknown : mayBeDone(state),
        atMs: event.atMs,
      };
    case "retryAsked":
      return retryAt(state, event.atMs);
    default:
      return assertNever(event);
  }
}

const interrupted: Failure = { code: "entry/interrupted", reference: null, retryAfterMs: null };

/** What a state means when the process that held it is gone: an attempt under way may have reached the service. */
export function afterRestart(state: EntryState, nowMs: number): EntryState {
  return state.kind === "sending"
    ? { kind: "unknown", attempts: state.attempts, nextAttemptAtMs: nowMs, failure: interrupted }
    : state;
}

/** Whether the service may already have this entry. */
export function mayBeDone(state: EntryState): boolean {
  switch (state.kind) {
    case "waiting":
      return false;
    case "sending":
      return true;
    case "unknown":
    case "settled":
      return true;
    case "parked":
      return state.wasUnknown;
    default:
      return assertNever(state);
  }
}

function startAttempt(state: Exclude<EntryState, { kind: "settled" }>, atMs: number): EntryState {
  if (state.kind !== "waiting" && state.kind !== "unknown") return state;
  return { kind: "sending", attempts: state.attempts + 1, startedAtMs: atMs, wasUnknown: state.kind === "unknown" };
}

function endAttempt(
  state: Extract<EntryState, { kind: "sending" }>,
  unknown: boolean,
  event: { readonly failure: Failure; readonly nextAttemptAtMs: number },
): EntryState {
  return {
    kind: unknown ? "unknown" : "waiting",
    attempts: state.attempts,
    nextAttemptAtMs: event.nextAttemptAtMs,
    failure: event.failure,
  };
}

function retryAt(state: Exclude<EntryState, { kind: "settled" }>, atMs: number): EntryState {
  switch (state.kind) {
    case "sending":
      return state;
    case "waiting":
    case "unknown":
      return { ...state, nextAttemptAtMs: atMs };
    case "parked":
      return { kind: state.wasUnknown ? "unknown" : "waiting", attempts: 0, nextAttemptAtMs: atMs, failure: null };
    default:
      return assertNever(state);
  }
}
