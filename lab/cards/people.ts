// The stock test cards. Everything about them is made up; check characters and Luhn digits are right. A central service that
// is to answer as the purposes say has to be seeded to agree.
import { type StripeText, track1, track2, track3 } from "./swipe-text.ts";

export type StockCardPurpose =
  | "normal"
  | "lost"
  | "lostByPhone"
  | "locked"
  | "sealed"
  | "cancelled"
  | "expired"
  | "alreadyAssociated"
  | "conflict"
  | "mismatch"
  | "unknownNumber"
  | "cardNumberOnStripe"
  | "contradiction";

/** One test: swipe the stripe, type the card number. */
export type StockCard = {
  readonly purpose: StockCardPurpose;
  /** The number to type: 9 characters, the last one a check character. */
  readonly cardNumber: string;
  readonly stripe: StripeText;
};

/** A stripe of the co-issuing bank: all three tracks carry the bank number. */
function bankStripe(bankNumber: string): Required<StripeText> {
  return { track1: track1({ bankNumber }), track2: track2({ bankNumber }), track3: track3({ bankNumber }) };
}

const NORMAL = bankStripe("6222020000000000000");
// Some cities' cards carry their own card number on track 2 and nothing else.
const CITY = { track2: ";123456788=00?" };

export const stockCards = [
  { purpose: "normal", cardNumber: "A12345674", stripe: NORMAL },
  { purpose: "lost", cardNumber: "A01234565", stripe: bankStripe("6222020000000000018") },
  { purpose: "conflict", cardNumber: "A00000011", stripe: bankStripe("6222020000000000026") },
  { purpose: "alreadyAssociated", cardNumber: "A0000002X", stripe: bankStripe("6222020000000000034") },
  { purpose: "lostByPhone", cardNumber: "A00000038", stripe: bankStripe("6222020000000000042") },
  { purpose: "locked", cardNumber: "A00000046", stripe: bankStripe("6222020000000000059") },
  { purpose: "cancelled", cardNumber: "A00000054", stripe: bankStripe("6222020000000000067") },
  { purpose: "expired", cardNumber: "A00000062", stripe: bankStripe("6222020000000000075") },
  { purpose: "sealed", cardNumber: "A00000070", stripe: bankStripe("6222020000000000083") },
  // The stripe is known to belong to the normal card; the number typed is another card's.
  { purpose: "mismatch", cardNumber: "A00000089", stripe: NORMAL },
  { purpose: "unknownNumber", cardNumber: "A00000097", stripe: bankStripe("6222020000000000091") },
  { purpose: "cardNumberOnStripe", cardNumber: "123456788", stripe: CITY },
  { purpose: "contradiction", cardNumber: "000000019", stripe: CITY },
] as const satisfies readonly StockCard[];

const byPurpose: ReadonlyMap<StockCardPurpose, StockCard> = new Map(stockCards.map((card) => [card.purpose, card]));

/** The card for a purpose. Every purpose has exactly one. */
export function stockCard(purpose: StockCardPurpose): StockCard {
  const found = byPurpose.get(purpose);
  if (!found) throw new Error(`no stock card for the purpose ${purpose}`);
  return found;
}
