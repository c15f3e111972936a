import type * as z from "zod/mini";
import { assertNever } from "../../shared/basics/assert-never.ts";
import { err, ok } from "../../shared/basics/result.ts";
import type { AssociationReply, LedgerItem, Problem } from "../../shared/contracts/http.ts";
import {
  type ConflictKind,
  conflictKinds,
  type RefusalReason,
  refusalReasons,
} from "../../shared/contracts/problem-codes.ts";
import { maskCardNumber, type NameMask } from "../../shared/numbers/masks.ts";
import type { Answer } from "../platform/answer.ts";
import { problemOf } from "../platform/problems.ts";
import type { Vault } from "../platform/vault.ts";
import { conflictSideOf, maskHolder, openCardNumber, openIdentity, type SealedIdentity } from "../register/identity.ts";
import { type StandingRow, viewStanding } from "../register/standing-association.ts";
import type { EntryRow } from "./entry-row.ts";

/** What has become of an entry by now: what its row says, and what was settled later. */
export type EntryFate =
  | { readonly kind: "confirmed" }
  | { readonly kind: "claimed" }
  | { readonly kind: "alreadyAssociated" }
  | { readonly kind: "refused"; readonly reason: RefusalReason; readonly since: string | null }
  | { readonly kind: "conflict"; readonly about: ConflictKind }
  | { readonly kind: "cancelled" };

/** Tells an entry's fate. Total over rows that the service writes; throws on others. */
function fateOf(row: EntryRow): EntryFate {
  switch (row.outcome) {
    case "confirmed":
      return { kind: "confirmed" };
    case "claimed":
      return settledFate(row) ?? { kind: "claimed" };
    case "already-claimed":
      return settledFate(row) ?? { kind: "claimed" };
    case "already-associated":
      return { kind: "alreadyAssociated" };
    case "refused":
      return { kind: "refused", reason: readReason(row.reason), since: row.reasonSince };
    case "conflict":
      return { kind: "conflict", about: readConflictKind(row.reason) };
    case "cancelled":
      return { kind: "cancelled" };
    default:
      return assertNever(row.outcome);
  }
}

function settledFate(row: EntryRow): EntryFate | undefined {
  if (row.settledOutcome === null) return undefined;
  if (row.settledOutcome === "settled-refused")
    return { kind: "refused", reason: readReason(row.settledReason), since: null };
  return row.outcome === "claimed" ? { kind: "confirmed" } : { kind: "alreadyAssociated" };
}

/** Whether the answer to an entry tells of the association it met, which then has to be read. */
export function tellsOfStanding(row: EntryRow): boolean {
  const { kind } = fateOf(row);
  return kind === "alreadyAssociated" || kind === "conflict";
}

/** What an answer is made with. */
export interface AnswerContext {
  readonly vault: Vault;
  readonly nameMask: NameMask;
  /** This request made the row, so a confirmation is news. */
  readonly isNew: boolean;
  readonly standing: StandingRow | undefined;
}

/** The answer for an entry. Made of rows that never change, so that a repeat gets the same bytes; only a claim goes on to its settlement. */
export function answerOf(row: EntryRow, context: AnswerContext): Answer<AssociationReply> {
  const fate = fateOf(row);
  switch (fate.kind) {
    case "confirmed":
      return ok({ status: context.isNew ? 201 : 200, body: { outcome: "confirmed", ...recordedOf(row, context) } });
    case "claimed":
      return ok({ status: 202, body: { outcome: "claimed", ...recordedOf(row, context) } });
    case "alreadyAssociated": {
      const standing = viewStanding(requireStanding(context));
      return ok({ status: 200, body: { outcome: "alreadyAssociated", ...recordedOf(row, context), standing } });
    }
    case "refused": {
      const refusal = { reason: fate.reason, since: fate.since };
      return err(problemOf(`refused/${fate.reason}`, row.eventId, { refusal }));
    }
    case "conflict":
      return err(conflictOf(row, fate.about, context));
    case "cancelled":
      return err(problemOf("entry/cancelled", row.eventId));
    default:
      return assertNever(fate);
  }
}

/** An entry as a list shows it. */
export function itemOf(row: EntryRow, vault: Vault): z.infer<typeof LedgerItem> {
  const fate = fateOf(row);
  const { cardNumberHash, cardNumberSealed } = row;
  const hasNumber = cardNumberHash !== null && cardNumberSealed !== null;
  const cardNumber = hasNumber ? openCardNumber(vault, { cardNumberHash, cardNumberSealed }) : "";
  return {
    entryId: row.entryId,
    eventId: row.eventId,
    outcome: fate.kind,
    code: codeOf(fate),
    cardNumberMasked: maskCardNumber(cardNumber),
    evidence: row.evidence,
    operatorId: row.operatorId,
    recordedAt: row.recordedAt.toISOString(),
  };
}

function codeOf(fate: EntryFate): string | null {
  if (fate.kind === "refused") return `refused/${fate.reason}`;
  return fate.kind === "conflict" ? `conflict/${fate.about}` : null;
}

function recordedOf(row: EntryRow, { vault, nameMask }: AnswerContext) {
  const identity = openIdentity(vault, identityOf(row));
  return {
    entryId: row.entryId,
    eventId: row.eventId,
    recordedAt: row.recordedAt.toISOString(),
    businessDay: row.businessDay,
    holder: maskHolder(identity, nameMask),
    cardNumberMasked: maskCardNumber(identity.cardNumber),
  };
}

function conflictOf(row: EntryRow, about: ConflictKind, context: AnswerContext): Problem {
  const { vault, nameMask } = context;
  const standing = requireStanding(context);
  const ours = conflictSideOf(openIdentity(vault, identityOf(row)), nameMask, undefined);
  const theirs = conflictSideOf(openIdentity(vault, standing), nameMask, standing);
  return problemOf(`conflict/${about}`, row.eventId, { conflict: { about, ours, theirs } });
}

/** The card and holder of an entry; throws where the row has none, as refusals of unknown numbers and tombstones do not. */
export function identityOf(row: EntryRow): SealedIdentity {
  const { cardNumberHash, cardNumberSealed, holderId, holderNameSealed, personNumberSealed } = row;
  if (cardNumberHash === null || cardNumberSealed === null) throw new Error(`ledger row ${row.eventId} has no card`);
  if (holderId === null || holderNameSealed === null || personNumberSealed === null)
    throw new Error(`ledger row ${row.eventId} has no holder`);
  return { cardNumberHash, cardNumberSealed, holderId, holderNameSealed, personNumberSealed };
}

function requireStanding({ standing }: AnswerContext): StandingRow {
  if (standing === undefined) throw new Error("an answer that tells of a standing association was made without it");
  return standing;
}

function readReason(text: string | null): RefusalReason {
  const reason = refusalReasons.find((known) => known === text);
  if (reason === undefined) throw new Error("a ledger row is refused for no known reason");
  return reason;
}

function readConflictKind(text: string | null): ConflictKind {
  const kind = conflictKinds.find((known) => known === text);
  if (kind === undefined) throw new Error("a ledger row is a conflict of no known kind");
  return kind;
}
