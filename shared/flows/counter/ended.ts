import type { CounterEvent } from "./counter-event.ts";
import { type Ended, type Ending, idle } from "./counter-state.ts";
import { armAfterMs, type CounterContext, type CounterStep, go, ignore, sameCardWindowMs } from "./counter-step.ts";
import { enterNumber, failRead, startWith } from "./reading.ts";
import { cueOf, endingOf } from "./submitting.ts";

/** The outcome is on screen. It follows its entry while it stands there, so that it never tells yesterday's truth. */
export function reduceEnded(state: Ended, event: CounterEvent, context: CounterContext): CounterStep {
  switch (event.kind) {
    case "cardRead":
      return isBounce(state, event) ? ignore(state, "same-card-bounce") : startWith(event.card);
    case "readFailed":
      return failRead(event, 1);
    case "nextPerson": {
      // A doubled confirming Enter must not wipe away an outcome that nobody has seen.
      if (context.nowMs - state.shownAtMs < armAfterMs) return ignore(state, "too-soon");
      return state.next === null ? go(idle) : startWith(state.next);
    }
    case "entryChanged":
      return event.entryId === state.entryId ? follow(state, event, context) : ignore(state, "other-entry");
    case "stepBack":
      return mayRetype(state.ending) ? go(enterNumber(state.medium)) : ignore(state, "not-on-this-screen");
    default:
      return ignore(state, "not-on-this-screen");
  }
}

/** Whether the number may be typed again for the same card: a conflict or a refusal may come from a mistyped number. */
function mayRetype(ending: Ending): boolean {
  if (ending.kind !== "settled") return false;
  const { outcome } = ending;
  return (
    outcome.kind === "conflict" ||
    (outcome.kind === "refused" && (outcome.reason === "mismatch" || outcome.reason === "unknown-number"))
  );
}

/** Two events of one swipe, or a swipe so soon after the outcome that it belongs to the work just ended. */
function isBounce(state: Ended, event: Extract<CounterEvent, { kind: "cardRead" }>): boolean {
  if (state.medium.kind !== "read" || state.medium.card.fingerprint !== event.card.fingerprint) return false;
  return event.card.atMs - Math.max(state.medium.card.atMs, state.shownAtMs) < sameCardWindowMs;
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
