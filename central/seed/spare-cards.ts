import { bankNumberOf, bankTrack2, cardNumberOf, socialSecurityNumberOf } from "./synthetic-numbers.ts";

/** A normal card with a known stripe, for whoever uses cards up: tests, demonstrations. */
export interface SpareCard {
  readonly cardNumber: string;
  readonly bankNumber: string;
  /** As a reader gives it, sentinels included. */
  readonly track2: string;
  readonly holderName: string;
  readonly socialSecurityNumber: string;
}

const count = 90;

/** Cards C0000001… of holders called 备用, each associated with nobody. */
export const spareCards: readonly SpareCard[] = Array.from({ length: count }, (_, index) => {
  const bankNumber = bankNumberOf(2, index);
  return {
    cardNumber: cardNumberOf("C", index + 1),
    bankNumber,
    track2: bankTrack2(bankNumber),
    holderName: `备用${String.fromCodePoint("一".charCodeAt(0) + index)}`,
    socialSecurityNumber: socialSecurityNumberOf("19910101", index + 1),
  };
});
