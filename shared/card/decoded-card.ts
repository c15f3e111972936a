import type { BankNumber } from "../numbers/bank-number.ts";
import type { CardNumber } from "../numbers/card-number.ts";
import type { BadTrackReason, TrackNumber } from "./swipe-frame.ts";
import type { StripeExpiry } from "./track-expiry.ts";

/** What a stripe is looked up by, with what it is. Held in the reader host only; everything but a card number leaves it sealed. */
export type StripeKey =
  | { readonly kind: "bankNumber"; readonly number: BankNumber; readonly lastFour: string }
  | { readonly kind: "cardNumber"; readonly number: CardNumber }
  /** 15 or 18 characters as the stripe has them. */
  | { readonly kind: "personId"; readonly number: string }
  | { readonly kind: "unknown"; readonly text: string };

/** How a track fared. `bad` also covers a track whose number failed its check. */
export type TrackSummary = "absent" | "read" | "bad";

/** A card read whole. `medium` tells the arms apart. */
export interface DecodedCard {
  readonly medium: "stripe";
  readonly key: StripeKey;
  readonly keyTrack: TrackNumber;
  /** For display: it never refuses a card. */
  readonly expiry: StripeExpiry;
  readonly tracks: readonly [TrackSummary, TrackSummary, TrackSummary];
}

/** Why a frame is no card. Names tracks, kinds and reasons, never data. */
export type CardFault =
  /** No track had anything. */
  | { readonly kind: "nothing-read" }
  /** No usable key, and at least one track is bad. */
  | {
      readonly kind: "unreadable";
      readonly tracks: readonly { readonly track: TrackNumber; readonly reason: BadTrackReason }[];
    }
  /** A number of a known shape whose check digit is wrong, and no other track to mend it. */
  | { readonly kind: "check-failed"; readonly track: TrackNumber; readonly keyKind: StripeKey["kind"] }
  /** Two tracks hold different numbers of one kind. */
  | {
      readonly kind: "tracks-disagree";
      readonly tracks: readonly [TrackNumber, TrackNumber];
      readonly keyKind: StripeKey["kind"];
    }
  /** Sound text that no rule of the region knows. */
  | { readonly kind: "not-a-card" };
