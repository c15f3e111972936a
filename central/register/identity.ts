import type { ConflictSide } from "../../shared/contracts/http.ts";
import { maskCardNumber, maskName, maskSocialSecurityNumber, type NameMask } from "../../shared/numbers/masks.ts";
import type { Vault } from "../platform/vault.ts";

/** A card with its holder as the tables keep them. */
export interface SealedIdentity {
  readonly cardNumberHash: Buffer;
  readonly cardNumberSealed: Buffer;
  readonly holderId: string;
  readonly holderNameSealed: Buffer;
  readonly personNumberSealed: Buffer;
}

/** The same in clear. Lives for one request only. */
export interface Identity {
  readonly cardNumber: string;
  readonly holderName: string;
  readonly socialSecurityNumber: string;
}

/** The id that a sealed card number is bound to: the record may not exist yet when the number is sealed, its hash does. */
export function cardRecordId(cardNumberHash: Buffer): string {
  return cardNumberHash.toString("hex");
}

/** Decrypts a card's number. */
export function openCardNumber(
  vault: Vault,
  sealed: Pick<SealedIdentity, "cardNumberHash" | "cardNumberSealed">,
): string {
  return vault.openField("card-number", cardRecordId(sealed.cardNumberHash), sealed.cardNumberSealed);
}

/** Decrypts a card with its holder. */
export function openIdentity(vault: Vault, sealed: SealedIdentity): Identity {
  return {
    cardNumber: openCardNumber(vault, sealed),
    holderName: vault.openField("holder-name", sealed.holderId, sealed.holderNameSealed),
    socialSecurityNumber: vault.openField("person-number", sealed.holderId, sealed.personNumberSealed),
  };
}

/** What anyone at a counter may see of a holder. */
export function maskHolder(identity: Identity, nameMask: NameMask) {
  return {
    nameMasked: maskName(identity.holderName, nameMask),
    socialSecurityNumberMasked: maskSocialSecurityNumber(identity.socialSecurityNumber, "counter"),
  };
}

/** One side of a conflict: an association in force with its time and place, or the attempt itself with neither. */
export function conflictSideOf(
  identity: Identity,
  nameMask: NameMask,
  recorded: { readonly recordedAt: Date; readonly place: string } | undefined,
): ConflictSide {
  const { nameMasked, socialSecurityNumberMasked } = maskHolder(identity, nameMask);
  return {
    cardNumberMasked: maskCardNumber(identity.cardNumber),
    holderNameMasked: nameMasked,
    socialSecurityNumberMasked,
    recordedAt: recorded?.recordedAt.toISOString() ?? null,
    place: recorded?.place ?? null,
  };
}
