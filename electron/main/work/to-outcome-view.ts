import type { Entry } from "../../../shared/association/entry.ts";
import type { EntryState } from "../../../shared/association/entry-state.ts";
import { maskedNameOf } from "../../../shared/association/masked-name-of.ts";
import { openCause, parkedCause } from "../../../shared/association/open-cause.ts";
import type { SettledOutcome } from "../../../shared/association/outcome.ts";
import { assertNever } from "../../../shared/basics/assert-never.ts";
import { longestReference, type OutcomeView } from "../../../shared/contracts/outcome-view.ts";
import type { Ended, FoundAssociated, Medium } from "../../../shared/flows/counter/counter-state.ts";

type EntryGlimpse = Pick<Entry, "savedAtMs" | "deadlineAtMs"> & {
  readonly shown: Pick<Entry["shown"], "holderNameMasked">;
};

/** What the projection may ask besides the state itself. */
export interface OutcomeContext {
  readonly maskCardNumber: (number: Ended["number"]) => string;
  readonly maskName: (name: string) => string;
  /** Why the service cannot be used at present; null while it is connected. */
  readonly linkCode: string | null;
  /** When the entry was saved, when it lapses and whom it shows; undefined for an attempt that made no entry. */
  readonly entryOf: (entryId: string) => EntryGlimpse | undefined;
}

/** How an attempt ended, redacted for the counter. */
export function toOutcomeView(ended: Ended, context: OutcomeContext): OutcomeView {
  const cardNumberMasked = context.maskCardNumber(ended.number);
  const { ending } = ended;
  switch (ending.kind) {
    case "settled":
      return settledView(ending.outcome, cardNumberMasked, mediumMask(ended.medium));
    case "foundAssociated":
      return foundView(ending.found, context);
    case "open":
      return openView(ending.state, ended, cardNumberMasked, context);
    default:
      return assertNever(ending);
  }
}

function settledView(outcome: SettledOutcome, cardNumberMasked: string, mediumMasked: string | null): OutcomeView {
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
      return { kind: "refused", reason, since, cardNumberMasked, reference: cutReference(reference) };
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
    holderNameMasked: maskedNameOf(found.holder, context.maskName),
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
  const entry = ended.entryId === null ? undefined : context.entryOf(ended.entryId);
  const savedAtMs = entry?.savedAtMs ?? ended.shownAtMs;
  const deadlineAtMs = entry?.deadlineAtMs ?? ended.shownAtMs;
  switch (state.kind) {
    case "waiting":
      return {
        kind: "waiting",
        holderNameMasked: entry?.shown.holderNameMasked ?? null,
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
      const reference = cutReference(state.reference ?? ended.entryId?.slice(-12) ?? "");
      return { kind: "parked", cardNumberMasked, code: parkedCause(state), reference };
    }
    default:
      return assertNever(state);
  }
}

/** A service may name its log's entry at any length; the beginning is enough to find it. */
export function cutReference(reference: string): string {
  return reference.slice(0, longestReference);
}

function mediumMask(medium: Medium): string | null {
  return medium.kind === "read" ? medium.card.keyMasked : null;
}
