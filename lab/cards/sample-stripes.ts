// Two stripes of a co-issuing bank, all three tracks with the same bank number. Everything about them is made up; the Luhn digits are right.
import { type StripeText, track1, track2, track3 } from "./swipe-text.ts";

/** What a reader finds on a sound card. */
export const sampleStripe = bankStripe("6222020000000000000");
/** Another card. */
export const otherStripe = bankStripe("6222020000000000018");

function bankStripe(bankNumber: string): Required<StripeText> {
  return { track1: track1({ bankNumber }), track2: track2({ bankNumber }), track3: track3({ bankNumber }) };
}
