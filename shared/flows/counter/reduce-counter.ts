import { assertNever } from "../../basics/assert-never.ts";
import { interrupt, reduceAskingAnotherCard } from "./another-card.ts";
import { reduceAttesting, reduceConfirming } from "./confirming.ts";
import type { CounterEvent } from "./counter-event.ts";
import type { CounterState, Interruptible } from "./counter-state.ts";
import { type CounterContext, type CounterStep, ignore } from "./counter-step.ts";
import { reduceEnded } from "./ended.ts";
import { reduceLookingUp, reduceLookUpFailed } from "./looking-up.ts";
import { reduceCheckingNumber, reduceEnteringNumber, reduceNumberContradicts } from "./numbering.ts";
import { reduceBadRead, reduceIdle, reduceStatingReason } from "./reading.ts";
import { reduceSaveFailed, reduceSubmitting } from "./submitting.ts";

/**
 * One step of the counter: state and event in, new state and effects out. Total (every pair is decided, see docs/counter-flow.md),
 * pure, never throws.
 */
export function reduceCounter(state: CounterState, event: CounterEvent, context: CounterContext): CounterStep {
  switch (state.kind) {
    case "idle":
      return reduceIdle(state, event);
    case "badRead":
      return reduceBadRead(state, event, context);
    case "statingReason":
      return reduceStatingReason(state, event);
    case "submitting":
      return reduceSubmitting(state, event, context);
    case "saveFailed":
      return reduceSaveFailed(state, event, context);
    case "ended":
      return reduceEnded(state, event, context);
    case "askingAnotherCard":
      return reduceAskingAnotherCard(state, event, context, reduceInterruptible);
    default:
      return reduceInterruptible(state, event, context);
  }
}

function reduceInterruptible(state: Interruptible, event: CounterEvent, context: CounterContext): CounterStep {
  if (event.kind === "cardRead") return interrupt(state, event.card);
  if (event.kind === "readFailed") return ignore(state, "work-not-interrupted");
  switch (state.kind) {
    case "enteringNumber":
      return reduceEnteringNumber(state, event, context);
    case "checkingNumber":
      return reduceCheckingNumber(state, event, context);
    case "numberContradicts":
      return reduceNumberContradicts(state, event);
    case "lookingUp":
      return reduceLookingUp(state, event, context);
    case "lookUpFailed":
      return reduceLookUpFailed(state, event, context);
    case "attesting":
      return reduceAttesting(state, event, context);
    case "confirming":
      return reduceConfirming(state, event, context);
    default:
      return assertNever(state);
  }
}
