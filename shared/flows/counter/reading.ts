import type { ReadCard } from "../../contracts/reader-host.ts";
import type { CounterEvent } from "./counter-event.ts";
import {
  type BadRead,
  type EnteringNumber,
  type Idle,
  idle,
  type Medium,
  type StatingReason,
} from "./counter-state.ts";
import { type CounterContext, type CounterPolicy, type CounterStep, cue, go, ignore } from "./counter-step.ts";

/** The number field, opened for a medium. */
export function enterNumber(medium: Medium, text = ""): EnteringNumber {
  return { kind: "enteringNumber", medium, text, problem: null };
}

/** Work begins with a card. */
export function startWith(card: ReadCard): CounterStep {
  return go(enterNumber({ kind: "read", card }), cue("read"));
}

/** A read that brought no card, as the `badReads`-th in a row. */
export function failRead(event: Extract<CounterEvent, { kind: "readFailed" }>, badReads: number): CounterStep {
  const { fault, readerId, readerModel } = event;
  return go({ kind: "badRead", fault, readerId, readerModel, badReads }, cue("stopped"));
}

/** Nobody is being served. */
export function reduceIdle(state: Idle, event: CounterEvent): CounterStep {
  switch (event.kind) {
    case "cardRead":
      return startWith(event.card);
    case "readFailed":
      return failRead(event, 1);
    default:
      return ignore(state, "not-on-this-screen");
  }
}

/** A card could not be read: swipe again, or after enough tries go on by number. */
export function reduceBadRead(state: BadRead, event: CounterEvent, context: CounterContext): CounterStep {
  switch (event.kind) {
    case "cardRead":
      return startWith(event.card);
    case "readFailed":
      return failRead(event, state.badReads + 1);
    case "goOnAsked":
      return badReadsUntilGoOn(state, context.policy) === 0
        ? go({ kind: "statingReason", bad: state })
        : ignore(state, "not-allowed-yet");
    case "stepBack":
      return go(idle);
    default:
      return ignore(state, "not-on-this-screen");
  }
}

/** How many more bad reads the policy wants before the clerk may go on by number: 0 is now, null is never. */
export function badReadsUntilGoOn({ badReads }: BadRead, { goOnWithoutReadAfter }: CounterPolicy): number | null {
  return goOnWithoutReadAfter === null ? null : Math.max(0, goOnWithoutReadAfter - badReads);
}

/** Why the card cannot be read. */
export function reduceStatingReason(state: StatingReason, event: CounterEvent): CounterStep {
  switch (event.kind) {
    // Nothing was typed yet and the card could be read after all: that is what everyone hoped for.
    case "cardRead":
      return startWith(event.card);
    case "readFailed":
      return ignore(state, "work-not-interrupted");
    case "reasonStated":
      return go(enterNumber({ kind: "notRead", reason: event.reason }));
    case "stepBack":
      return go(state.bad);
    default:
      return ignore(state, "not-on-this-screen");
  }
}
