import { assertNever } from "../../basics/assert-never.ts";
import type { CardLookUpReply } from "../../contracts/http.ts";
import type { CounterEvent, LookUpAnswer } from "./counter-event.ts";
import type { Ended, Ending, LookingUp, LookUpFailed, Medium, TypedNumber } from "./counter-state.ts";
import { type CounterContext, type CounterEffect, type CounterStep, cue, go, ignore } from "./counter-step.ts";
import { enterNumber } from "./reading.ts";
import { evidenceOf, shownOf } from "./to-entry.ts";

/** Asks the service who holds this card. */
export function lookUp(medium: Medium, typed: TypedNumber, context: CounterContext): CounterStep {
  const lookUpId = context.freshId;
  const request = { lookUpId, cardNumber: typed.number, medium: evidenceOf(medium), operatorId: context.operatorId };
  return go({ kind: "lookingUp", medium, typed, lookUpId, sinceMs: context.nowMs }, { kind: "lookUp", request });
}

/** The service is being asked. */
export function reduceLookingUp(state: LookingUp, event: CounterEvent, context: CounterContext): CounterStep {
  switch (event.kind) {
    case "lookUpAnswered":
      return event.lookUpId === state.lookUpId
        ? takeAnswer(state, event.answer, context)
        : ignore(state, "other-look-up");
    case "stepBack":
      return go(enterNumber(state.medium, state.typed.number), { kind: "abandonLookUp", lookUpId: state.lookUpId });
    default:
      return ignore(state, "not-on-this-screen");
  }
}

/** The service could not say: ask again, or step back to the number. */
export function reduceLookUpFailed(state: LookUpFailed, event: CounterEvent, context: CounterContext): CounterStep {
  switch (event.kind) {
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

function takeAnswer(state: LookingUp, answer: LookUpAnswer, context: CounterContext): CounterStep {
  const { medium, typed } = state;
  switch (answer.kind) {
    case "reply":
      return takeReply(state, answer.reply, context);
    case "settled":
      return endByLookUp(
        state,
        { kind: "settled", outcome: answer.outcome },
        shownOf(medium, typed.number, null, context),
        context,
        cue("stopped"),
      );
    case "away":
      return context.policy.offline
        ? go({ kind: "attesting", medium, typed, failure: answer.failure, shownAtMs: context.nowMs }, cue("pending"))
        : go({ kind: "lookUpFailed", medium, typed, failure: answer.failure }, cue("stopped"));
    case "problem":
      return go({ kind: "lookUpFailed", medium, typed, failure: answer.failure }, cue("stopped"));
    default:
      return assertNever(answer);
  }
}

function takeReply(state: LookingUp, reply: CardLookUpReply, context: CounterContext): CounterStep {
  const { medium, typed } = state;
  if (reply.kind === "found") return go({ kind: "confirming", medium, typed, found: reply, shownAtMs: context.nowMs });
  const shown = shownOf(medium, typed.number, reply.holder, context);
  return endByLookUp(state, { kind: "foundAssociated", found: reply }, shown, context, cue("confirmed"));
}

function endByLookUp(
  state: LookingUp,
  ending: Ending,
  shown: ReturnType<typeof shownOf>,
  context: CounterContext,
  sound: CounterEffect,
): CounterStep {
  const ended: Ended = {
    kind: "ended",
    medium: state.medium,
    number: state.typed.number,
    entryId: null,
    ending,
    earlier: false,
    shownAtMs: context.nowMs,
    next: null,
  };
  const record: CounterEffect = {
    kind: "recordLookUp",
    lookUpId: state.lookUpId,
    shown,
    businessDay: context.businessDay,
  };
  return go(ended, record, sound);
}
