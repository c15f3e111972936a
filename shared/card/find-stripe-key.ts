import { assertNever } from "../basics/assert-never.ts";
import { checkBankNumber, lastFourOf, passesLuhn } from "../numbers/bank-number.ts";
import { checkCardNumberByRules } from "../numbers/card-number.ts";
import { isSocialSecurityNumberShaped } from "../numbers/social-security-number.ts";
import { findStripeMatch, type StripeMatch } from "../region/find-stripe-match.ts";
import type { Region } from "../region/region.ts";
import type { StripeKey } from "./decoded-card.ts";
import type { TrackNumber } from "./swipe-frame.ts";

/** The key in one track's text by the region's rules: found, found with a wrong check, or none of any known shape. */
export type StripeKeySearch =
  | { readonly kind: "key"; readonly key: StripeKey }
  | { readonly kind: "check-failed"; readonly keyKind: StripeKey["kind"] }
  | { readonly kind: "no-key" };

/** Looks for the key. The rule that matches first is final: its failed check is not given to a later rule. Total. */
export function findStripeKey(region: Region, track: TrackNumber, text: string): StripeKeySearch {
  const match = findStripeMatch(region, track, text);
  if (match === undefined) return { kind: "no-key" };
  const key = keyOf(region, match);
  return key === undefined ? { kind: "check-failed", keyKind: match.kind } : { kind: "key", key };
}

function keyOf(region: Region, { kind, check, key }: StripeMatch): StripeKey | undefined {
  switch (kind) {
    case "bankNumber": {
      const number = checkBankNumber(key);
      return number.ok ? { kind, number: number.value, lastFour: lastFourOf(number.value) } : undefined;
    }
    case "cardNumber": {
      // Doubtful is enough for a person who types what is printed; a stripe that is doubtful was read wrong.
      const checked = checkCardNumberByRules(key, region.cardNumberRules);
      return checked.ok && checked.value.check !== "doubtful" ? { kind, number: checked.value.number } : undefined;
    }
    case "personId":
      return check === "none" || isSocialSecurityNumberShaped(key) ? { kind, number: key } : undefined;
    case "unknown":
      return check === "none" || passesLuhn(key) ? { kind, text: key } : undefined;
    default:
      return assertNever(kind);
  }
}
