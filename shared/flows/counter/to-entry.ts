import type { Entry } from "../../association/entry.ts";
import { maskedNameOf } from "../../association/masked-name-of.ts";
import type { HolderProof, MediumEvidence } from "../../contracts/evidence.ts";
import type { HolderView } from "../../contracts/http.ts";
import type { CardNumber } from "../../numbers/card-number.ts";
import type { Attesting, Confirming, Medium } from "./counter-state.ts";
import type { CounterContext } from "./counter-step.ts";

/** The evidence a request carries for a medium. */
export function evidenceOf(medium: Medium): MediumEvidence {
  return medium.kind === "read" ? medium.card.evidence : { kind: "none", reason: medium.reason };
}

/** What lists may show of an attempt. `holder` is null while nobody knows who it is. */
export function shownOf(
  medium: Medium,
  number: CardNumber,
  holder: HolderView | null,
  context: CounterContext,
): Entry["shown"] {
  return {
    cardNumberMasked: context.maskCardNumber(number),
    holderNameMasked: holder === null ? null : maskedNameOf(holder, context.maskName),
    how: medium.kind === "read" ? medium.card.technology : "none",
  };
}

/** The entry an operator's confirmation makes: its body goes on the wire unchanged, however often. */
export function toEntry(state: Confirming | Attesting, proof: HolderProof, context: CounterContext): Entry {
  const online = state.kind === "confirming";
  return {
    entryId: context.freshId,
    request: {
      cardNumber: state.typed.number,
      numberCheck: state.typed.check,
      medium: evidenceOf(state.medium),
      proof,
      operatorId: context.operatorId,
      lookUpId: online ? state.found.lookUpId : null,
      madeAt: context.nowInstant,
    },
    businessDay: context.businessDay,
    savedAtMs: context.nowMs,
    deadlineAtMs: context.nowMs + context.policy.deadlineMs,
    shown: shownOf(state.medium, state.typed.number, online ? state.found.holder : null, context),
  };
}
