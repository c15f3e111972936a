import type { RefusalReason } from "../../shared/contracts/problem-codes.ts";

/** A card as our own table has it. */
export interface KnownCard {
  readonly cardNumber: string;
  readonly issueRegion: string;
  readonly stateCode: string;
  /** `YYYY-MM-DD`, where known. */
  readonly stateSince: string | null;
}

/** What a register says of a card now. `unknown`: it did not answer, or not readably, so nothing was learned. */
export type RegisterAnswer =
  | { readonly kind: "found"; readonly stateCode: string; readonly stateSince: string | null }
  | { readonly kind: "not-found" }
  | { readonly kind: "unknown" };

/** An association that our ledger holds and a register is told of. */
export interface AnnouncedAssociation {
  readonly entryId: string;
  readonly cardNumber: string;
  readonly socialSecurityNumber: string;
  /** UTC, ISO 8601. */
  readonly recordedAt: string;
}

/** What became of an announcement. `unknown`: no readable answer; it may have been taken, so the same is announced again later. */
export type Announcement =
  | { readonly kind: "accepted" }
  | { readonly kind: "refused"; readonly reason: RefusalReason }
  | { readonly kind: "unknown" };

/** The register of cards that a city keeps. Never rejects and never takes longer than its time-out: trouble is an `unknown`. */
export interface CardRegister {
  /** Says in which state a card is now. `card` is our own copy of it. Changes nothing. */
  lookUp(card: KnownCard): Promise<RegisterAnswer>;
  /** Tells the register of an association. Idempotent by `entryId`. */
  announce(association: AnnouncedAssociation): Promise<Announcement>;
}

/** The registers of all cities this service serves: our own table for all but those that keep one themselves. */
export interface CardRegisters {
  of(issueRegion: string): CardRegister;
  /** Six-digit codes of the cities with a register of their own: an association of their cards is only claimed until they answer. */
  readonly externalRegions: readonly string[];
}

/** Joins our own register and the external ones, by region code. */
export function createCardRegisters(own: CardRegister, external: ReadonlyMap<string, CardRegister>): CardRegisters {
  return { of: (issueRegion) => external.get(issueRegion) ?? own, externalRegions: [...external.keys()] };
}
