import type { ReadCard } from "../../contracts/reader-host.ts";
import type { CounterEvent } from "./counter-event.ts";
import type { AskingAnotherCard, CounterState, Interruptible } from "./counter-state.ts";
import {
  type CounterContext,
  type CounterEffect,
  type CounterStep,
  cue,
  go,
  ignore,
  sameCardWindowMs,
} from "./counter-step.ts";
import { startWith } from "./reading.ts";

/** A card read while something would be dropped: the same card is the same person, another one is asked about once. */
export function interrupt(state: Interruptible, card: ReadCard): CounterStep {
  if (state.medium.kind !== "read" || state.medium.card.fingerprint !== card.fingerprint)
    return go({ kind: "askingAnotherCard", interrupted: state, card }, cue("read"));
  return ignore(state, card.atMs - state.medium.card.atMs < sameCardWindowMs ? "same-card-bounce" : "same-card");
}

/** The question is open; the work under it waits, but a look-up under it may come back. */
export function reduceAskingAnotherCard(
  state: AskingAnotherCard,
  event: CounterEvent,
  context: CounterContext,
  reduceUnder: (state: Interruptible, event: CounterEvent, context: CounterContext) => CounterStep,
): CounterStep {
  switch (event.kind) {
    case "anotherCardAnswered":
      return event.takeNew ? takeNew(state) : go(shownAgain(state.interrupted, context));
    case "stepBack":
      return go(shownAgain(state.interrupted, context));
    case "cardRead":
      return takeRead(state, event.card, context);
    case "lookUpAnswered":
      return under(state, reduceUnder(state.interrupted, event, context));
    case "readFailed":
      return ignore(state, "work-not-interrupted");
    default:
      return ignore(state, "question-open");
  }
}

function takeNew(state: AskingAnotherCard): CounterStep {
  const step = startWith(state.card);
  const { interrupted } = state;
  if (interrupted.kind !== "lookingUp") return step;
  const abandon: CounterEffect = { kind: "abandonLookUp", lookUpId: interrupted.lookUpId };
  return { ...step, effects: [abandon, ...step.effects] };
}

/** The screen under the question appears anew, so its confirming key has to be armed anew. */
function shownAgain(state: Interruptible, context: CounterContext): CounterState {
  return state.kind === "confirming" || state.kind === "attesting" ? { ...state, shownAtMs: context.nowMs } : state;
}

function takeRead(state: AskingAnotherCard, card: ReadCard, context: CounterContext): CounterStep {
  if (card.fingerprint === state.card.fingerprint) return ignore(state, "same-card");
  const { medium } = state.interrupted;
  const original = medium.kind === "read" && medium.card.fingerprint === card.fingerprint;
  // Swiping the first card again answers the question: they stay with that person.
  return original ? go(shownAgain(state.interrupted, context), cue("read")) : go({ ...state, card }, cue("read"));
}

function under(state: AskingAnotherCard, step: CounterStep): CounterStep {
  if (step.ignored !== null) return { ...step, state };
  const next = step.state;
  // The look-up ended the attempt: its outcome must be seen, and the new card is next.
  if (next.kind === "ended") return { ...step, state: { ...next, next: state.card } };
  if (isInterruptible(next)) return { ...step, state: { ...state, interrupted: next } };
  return step;
}

function isInterruptible(state: CounterState): state is Interruptible {
  switch (state.kind) {
    case "enteringNumber":
    case "checkingNumber":
    case "numberContradicts":
    case "lookingUp":
    case "lookUpFailed":
    case "attesting":
    case "confirming":
      return true;
    default:
      return false;
  }
}
