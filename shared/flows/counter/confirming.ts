import type { HolderProof } from "../../contracts/evidence.ts";
import type { CounterEvent } from "./counter-event.ts";
import type { Attesting, Confirming } from "./counter-state.ts";
import { type CounterContext, type CounterStep, go, ignore, isArmed } from "./counter-step.ts";
import { lookUp } from "./looking-up.ts";
import { enterNumber } from "./reading.ts";
import { toEntry } from "./to-entry.ts";

/** Online: the clerk compares the holder with the identity document. */
export function reduceConfirming(state: Confirming, event: CounterEvent, context: CounterContext): CounterStep {
  switch (event.kind) {
    case "confirmPressed":
      return isArmed(state.shownAtMs, context)
        ? submit(state, { kind: "holderCompared" }, context)
        : ignore(state, "too-soon");
    case "lookUpAnswered":
      return ignore(state, "other-look-up");
    case "stepBack":
      return go(enterNumber(state.medium, state.typed.number));
    default:
      return ignore(state, "not-on-this-screen");
  }
}

/** Offline: the clerk attests the document seen. */
export function reduceAttesting(state: Attesting, event: CounterEvent, context: CounterContext): CounterStep {
  switch (event.kind) {
    case "documentAttested": {
      if (!isArmed(state.shownAtMs, context)) return ignore(state, "too-soon");
      const lastFour = event.lastFour;
      if (!/^[0-9A-Z]{4}$/.test(lastFour)) return ignore(state, "incomplete");
      return submit(state, { kind: "documentAttested", document: event.document, lastFour }, context);
    }
    case "lookUpAgain":
      return lookUp(state.medium, state.typed, context);
    case "lookUpAnswered":
      return ignore(state, "other-look-up");
    case "stepBack":
      return go(enterNumber(state.medium, state.typed.number));
    default:
      return ignore(state, "not-on-this-screen");
  }
}

function submit(state: Confirming | Attesting, proof: HolderProof, context: CounterContext): CounterStep {
  const entry = toEntry(state, proof, context);
  return go(
    {
      kind: "submitting",
      medium: state.medium,
      typed: state.typed,
      entry,
      saved: false,
      sinceMs: context.nowMs,
      next: null,
    },
    { kind: "saveEntry", entry },
  );
}
