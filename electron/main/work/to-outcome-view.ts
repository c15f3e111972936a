import type { EntryState } from "../../../shared/association/entry-state.ts";
import { openCause } from "../../../shared/association/open-cause.ts";
import type { SettledOutcome } from "../../../shared/association/outcome.ts";
import { assertNever } from "../../../shared/basics/assert-never.ts";
import type { HolderView } from "../../../shared/contracts/http.ts";
import type { OutcomeView } from "../../../shared/contracts/outcome-view.ts";
import type { Ended, FoundAssociated, Medium } from "../../../shared/flows/counter/counter-state.ts";

/** What the projection may ask besides the state itself. */
export interface OutcomeContext {
  readonly maskCardNumber: (number: Ended["number"]) => string;
  readonly maskName: (name: string) => string;
  /** Why the service cannot be used at present; null while it is connected. */
  readonly linkCode: string | null;
  /** When the entry was saved and when it lapses; undefined for an attempt that made no entry. */
  readonly timesOf: (entryId: string) => { readonly savedAtMs: number; readonly deadlineAtMs: number } | undefined;
}

/** How an attempt ended, redacted for the counter. */
export function toOutcomeView(ended: Ended, context: OutcomeContext): OutcomeView {
  const cardNumberMasked = context.maskCardNumber(ended.number);
  const { ending } = ended;
  switch (ending.kind) {
    case "settled":
      return settledView(ending.outcome, ending.stage, cardNumberMasked, mediumMask(ended.medium));
    case "foundAssociated":
      return foundView(ending.found, context);
    case "open":
      return openView(ending.state, ended, cardNumberMasked, context);
    default:
      return assertNever(ending);
  }
}

function settledView(
  outcome: SettledOutcome,
  stage: "look-up" | "association",
  cardNumberMasked: string,
  mediumMasked: string | null,
): OutcomeView {
  switch (outcome.kind) {
    case "confirmed":
    case "claimed":
      return { kind: outcome.kind, ...personOf(outcome.reply), recordedAt: outcome.reply.recordedAt };
    case "alreadyAssociated":
      return { kind: "alreadyAssociated", ...personOf(outcome.reply), standing: outcome.reply.standing };
    case "conflict":
      return { kind: "conflict", about: outcome.about, mediumMasked, ours: outcome.ours, theirs: outcome.theirs };
    case "refused": {
      const { reason, since, reference } = outcome;
      return { kind: "refused", reason, since, cardNumberMasked, stage, reference };
    }
    case "cancelled":
      return { kind: "cancelled", cardNumberMasked };
    default:
      return assertNever(outcome);
  }
}

type RecordedReply = Extract<SettledOutcome, { kind: "confirmed" | "claimed" | "alreadyAssociated" }>["reply"];

function personOf(reply: RecordedReply): {
  readonly holderNameMasked: string;
  readonly socialSecurityNumberMasked: string;
  readonly cardNumberMasked: string;
} {
  return {
    holderNameMasked: reply.holder.nameMasked,
    socialSecurityNumberMasked: reply.holder.socialSecurityNumberMasked,
    cardNumberMasked: reply.cardNumberMasked,
  };
}

function foundView(found: FoundAssociated, context: OutcomeContext): OutcomeView {
  return {
    kind: "alreadyAssociated",
    holderNameMasked: maskedName(found.holder, context),
    socialSecurityNumberMasked: found.holder.socialSecurityNumberMasked,
    cardNumberMasked: found.card.cardNumberMasked,
    standing: found.standing,
  };
}

function openView(
  state: Exclude<EntryState, { kind: "settled" }>,
  ended: Ended,
  cardNumberMasked: string,
  context: OutcomeContext,
): OutcomeView {
  // Field by field: what is asked may hold the whole entry, and the page must not be told the rest.
  const times = ended.entryId === null ? undefined : context.timesOf(ended.entryId);
  const savedAtMs = times?.savedAtMs ?? ended.shownAtMs;
  const deadlineAtMs = times?.deadlineAtMs ?? ended.shownAtMs;
  switch (state.kind) {
    case "waiting":
      return {
        kind: "waiting",
        cardNumberMasked,
        failure: openCause(state, context.linkCode),
        savedAtMs,
        deadlineAtMs,
      };
    case "unknown": {
      const { attempts, nextAttemptAtMs } = state;
      const failure = openCause(state, context.linkCode);
      return { kind: "unknown", cardNumberMasked, failure, attempts, nextAttemptAtMs, savedAtMs };
    }
    case "sending":
      return { kind: "sending", cardNumberMasked, savedAtMs };
    case "parked": {
      // The log names the entry by its whole id; its end finds it there.
      const reference = state.reference ?? ended.entryId?.slice(-12) ?? "";
      return { kind: "parked", cardNumberMasked, code: state.code, reference };
    }
    default:
      return assertNever(state);
  }
}

function maskedName(holder: HolderView, context: OutcomeContext): string {
  return holder.kind === "full" ? context.maskName(holder.name) : holder.nameMasked;
}

function mediumMask(medium: Medium): string | null {
  return medium.kind === "read" ? medium.card.keyMasked : null;
}
