import type { CounterEvent } from "./counter-event.ts";
import { type Ended, idle } from "./counter-state.ts";
import { type CounterContext, type CounterStep, cue, go, ignore, isArmed, sameCardWindowMs } from "./counter-step.ts";
import { enterNumber, failRead, startWith } from "./reading.ts";
import { cueOf, endingOf } from "./submitting.ts";

/** The outcome is on screen. It follows its entry while it stands there, so that it never tells yesterday's truth. */
export function reduceEnded(state: Ended, event: CounterEvent, context: CounterContext): CounterStep {
  switch (event.kind) {
    case "cardRead":
      return takeCard(state, event, context);
    case "readFailed":
      return isArmed(state.shownAtMs, context) ? failRead(event, 1) : ignore(state, "too-soon");
    case "nextPerson": {
      // A doubled confirming Enter must not wipe away an outcome that nobody has seen.
      if (!isArmed(state.shownAtMs, context)) return ignore(state, "too-soon");
      return state.next === null ? go(idle) : startWith(state.next);
    }
    case "entryChanged":
      return event.entryId === state.entryId ? follow(state, event, context) : ignore(state, "other-entry");
    case "stepBack":
      return mayRetype(state) ? retype(state) : ignore(state, "not-on-this-screen");
    default:
      return ignore(state, "not-on-this-screen");
  }
}

/** Back to the field; a card that waits is asked about, because the field has no room to keep it in sight. */
function retype({ medium, next }: Ended): CounterStep {
  const entering = enterNumber(medium);
  return go(next === null ? entering : { kind: "askingAnotherCard", interrupted: entering, card: next });
}

/** Whether the number may be typed again for the same card: a conflict or a refusal may come from a mistyped number. */
export function mayRetype({ ending }: Ended): boolean {
  if (ending.kind !== "settled") return false;
  const { outcome } = ending;
  return (
    outcome.kind === "conflict" ||
    (outcome.kind === "refused" && (outcome.reason === "mismatch" || outcome.reason === "unknown-number"))
  );
}

/** A card starts the next person, but not over an outcome that appeared a moment ago: then it waits. */
function takeCard(
  state: Ended,
  event: Extract<CounterEvent, { kind: "cardRead" }>,
  context: CounterContext,
): CounterStep {
  const isWaiting = state.next?.fingerprint === event.card.fingerprint;
  if (isBounce(state, event) || (isWaiting && !isArmed(state.shownAtMs, context)))
    return ignore(state, "same-card-bounce");
  return isArmed(state.shownAtMs, context) ? startWith(event.card) : go({ ...state, next: event.card }, cue("read"));
}

/** Two events of one swipe, or a swipe so soon after the outcome that it belongs to the work just ended. */
function isBounce(state: Ended, event: Extract<CounterEvent, { kind: "cardRead" }>): boolean {
  if (state.medium.kind !== "read" || state.medium.card.fingerprint !== event.card.fingerprint) return false;
  const { card } = state.medium;
  // From before the card that was read first: the clock was set back since.
  if (event.card.atMs <= card.atMs - sameCardWindowMs) return false;
  return event.card.atMs - Math.max(card.atMs, state.shownAtMs) < sameCardWindowMs;
}

function follow(
  state: Ended,
  event: Extract<CounterEvent, { kind: "entryChanged" }>,
  context: CounterContext,
): CounterStep {
  const ending = endingOf(event.state);
  if (ending === undefined) return ignore(state, "still-sending");
  const changed =
    ending.kind !== state.ending.kind ||
    (ending.kind === "open" && state.ending.kind === "open" && ending.state.kind !== state.ending.state.kind);
  // A new outcome has to be seen too before a key takes it away.
  return changed ? go({ ...state, ending, shownAtMs: context.nowMs }, cueOf(ending)) : go({ ...state, ending });
}
