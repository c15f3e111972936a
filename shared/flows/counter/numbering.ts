import { barsAnother } from "../../association/entry-state.ts";
import type { CardNumber } from "../../numbers/card-number.ts";
import type { CounterEvent } from "./counter-event.ts";
import {
  type CheckingNumber,
  type EnteringNumber,
  idle,
  type Medium,
  type NumberContradicts,
  type TypedNumber,
} from "./counter-state.ts";
import { type CounterContext, type CounterStep, cue, go, ignore } from "./counter-step.ts";
import { lookUp } from "./looking-up.ts";
import { enterNumber } from "./reading.ts";

/** The number is typed from the card's face. */
export function reduceEnteringNumber(state: EnteringNumber, event: CounterEvent, context: CounterContext): CounterStep {
  switch (event.kind) {
    case "numberSubmitted":
      return submitNumber(state, event.text, context);
    case "stepBack":
      return go(idle);
    default:
      return ignore(state, "not-on-this-screen");
  }
}

/** The check character does not fit: corrected, or accepted because the card shows it so. */
export function reduceCheckingNumber(state: CheckingNumber, event: CounterEvent, context: CounterContext): CounterStep {
  switch (event.kind) {
    case "doubtAccepted":
      return takeNumber(state.medium, { number: state.number, check: "acceptedDoubtful" }, context);
    case "numberCorrected":
      return go(enterNumber(state.medium, state.number));
    case "stepBack":
      return go(idle);
    default:
      return ignore(state, "not-on-this-screen");
  }
}

/** The card itself carries another number: there is no way on with it, only to correct what was typed or to drop the card. */
export function reduceNumberContradicts(state: NumberContradicts, event: CounterEvent): CounterStep {
  switch (event.kind) {
    case "numberCorrected":
      return go(enterNumber(state.medium, state.number));
    case "stepBack":
      return go(idle);
    default:
      return ignore(state, "not-on-this-screen");
  }
}

function submitNumber(state: EnteringNumber, text: string, context: CounterContext): CounterStep {
  const checked = context.checkNumber(text);
  if (!checked.ok) return go({ ...state, text, problem: checked.error });
  const { number, check } = checked.value;
  if (contradicts(state.medium, number))
    return go({ kind: "numberContradicts", medium: state.medium, number }, cue("stopped"));
  if (check === "doubtful") return go({ kind: "checkingNumber", medium: state.medium, number });
  return takeNumber(state.medium, { number, check }, context);
}

/** Whether the medium carries a readable card number and it is another one. */
function contradicts(medium: Medium, number: CardNumber): boolean {
  if (medium.kind !== "read" || medium.card.evidence.kind !== "stripe") return false;
  const { key } = medium.card.evidence;
  return key.kind === "cardNumber" && key.cardNumber !== number;
}

function takeNumber(medium: Medium, typed: TypedNumber, context: CounterContext): CounterStep {
  const first = context.unsettledOf(typed.number).findLast(({ state }) => barsAnother(state));
  if (first === undefined) return lookUp(medium, typed, context);
  return go(
    {
      kind: "ended",
      medium,
      number: typed.number,
      entryId: first.entryId,
      ending: { kind: "open", state: first.state },
      earlier: true,
      shownAtMs: context.nowMs,
      next: null,
    },
    cue("pending"),
  );
}
