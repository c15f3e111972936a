import { assertNever } from "../../shared/basics/assert-never.ts";
import {
  type ConflictKind,
  conflictKinds,
  type RefusalReason,
  refusalReasons,
} from "../../shared/contracts/problem-codes.ts";
import type { RegisterAnswer } from "../register/card-register.ts";
import { findStateRefusal } from "../register/card-state.ts";
import type { SealedIdentity } from "../register/identity.ts";
import type { JudgedRow, NewLookUp } from "./sql.ts";

/** A card that is in the register. */
export interface FoundCard extends SealedIdentity {
  readonly cardId: string;
  readonly photoSealed: Buffer | null;
  readonly stateCode: string;
  readonly stateSince: string | null;
  readonly validUntil: string | null;
  readonly generation: 1 | 2 | 3;
  readonly issueRegion: string;
  /** The register knows that the read stripe is this card's. */
  readonly isThisMedium: boolean;
}

/** What a look-up comes to. */
export type Finding =
  | { readonly kind: "refused"; readonly reason: RefusalReason; readonly since: string | null }
  | {
      readonly kind: "conflict";
      readonly card: FoundCard;
      readonly about: ConflictKind;
      readonly standingEventId: string;
    }
  | { readonly kind: "alreadyAssociated"; readonly card: FoundCard; readonly standingEventId: string }
  | { readonly kind: "found"; readonly card: FoundCard };

/** Reads a judged row. Throws where it contradicts itself. */
export function findingOf(row: JudgedRow, cardNumberHash: Buffer): Finding {
  if (row.outcome === "refused") {
    const reason = refusalReasons.find((known) => known === row.reason);
    if (reason === undefined) throw new Error("a card is refused for no known reason");
    return { kind: "refused", reason, since: row.reasonSince };
  }
  const card = readCard(row, cardNumberHash);
  switch (row.outcome) {
    case "conflict": {
      const about = conflictKinds.find((known) => known === row.reason);
      if (about === undefined) throw new Error("a card is in a conflict of no known kind");
      return { kind: "conflict", card, about, standingEventId: requireStanding(row) };
    }
    case "already-associated":
      return { kind: "alreadyAssociated", card, standingEventId: requireStanding(row) };
    // A claim that its register has not answered is nothing to rely on yet: the clerk goes on, and is told that it is claimed.
    case "already-claimed":
    case "confirmed":
    case "claimed":
      return { kind: "found", card };
    default:
      return assertNever(row.outcome);
  }
}

/** What a finding becomes when the register that keeps the card has spoken. No answer changes nothing: the association asks again. */
export function withRegisterAnswer(finding: Finding, answer: RegisterAnswer): Finding {
  if (finding.kind === "refused" || answer.kind === "unknown") return finding;
  if (answer.kind === "not-found") return { kind: "refused", reason: "unknown-number", since: null };
  const reason = findStateRefusal(answer.stateCode);
  return reason === undefined ? finding : { kind: "refused", reason, since: answer.stateSince };
}

/** A finding as its row keeps it. */
export function rowOf(finding: Finding): Pick<NewLookUp, "outcome" | "reason" | "cardId"> {
  switch (finding.kind) {
    case "refused":
      return { outcome: "refused", reason: finding.reason, cardId: null };
    case "conflict":
      return { outcome: "conflict", reason: finding.about, cardId: finding.card.cardId };
    case "alreadyAssociated":
      return { outcome: "already-associated", reason: null, cardId: finding.card.cardId };
    case "found":
      return { outcome: "found", reason: null, cardId: finding.card.cardId };
    default:
      return assertNever(finding);
  }
}

function readCard(row: JudgedRow, cardNumberHash: Buffer): FoundCard {
  const { cardId, cardNumberSealed, holderId, holderNameSealed, personNumberSealed, stateCode, issueRegion } = row;
  if (cardId === null || cardNumberSealed === null || stateCode === null || issueRegion === null)
    throw new Error("a card that was not refused is not there");
  if (holderId === null || holderNameSealed === null || personNumberSealed === null)
    throw new Error("a card has no holder");
  return {
    cardId,
    cardNumberHash,
    cardNumberSealed,
    holderId,
    holderNameSealed,
    personNumberSealed,
    photoSealed: row.photoSealed,
    stateCode,
    stateSince: row.stateSince,
    validUntil: row.validUntil,
    generation: readGeneration(row.generation),
    issueRegion,
    isThisMedium: row.isThisMedium ?? false,
  };
}

function readGeneration(generation: number | null): 1 | 2 | 3 {
  if (generation === 1 || generation === 2 || generation === 3) return generation;
  throw new Error("a card is of no known generation");
}

function requireStanding({ standingEventId }: JudgedRow): string {
  if (standingEventId === null) throw new Error("a card meets an association that is not there");
  return standingEventId;
}
