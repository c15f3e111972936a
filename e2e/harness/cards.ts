import { spareCards } from "../../central/seed/spare-cards.ts";
import { type StockCard, type StockPurpose, stockCard } from "../../central/seed/stock-cards.ts";
import { asciiLine } from "../../lab/cards/ascii-lines.ts";
import { magTekReport } from "../../lab/cards/magtek-report.ts";
import { badTrackTexts } from "../../lab/cards/swipe-text.ts";
import { maskCardNumber } from "../../shared/numbers/masks.ts";

/** A card of the demo service as it lies on the counter: its stripe, its printed number, and whose it is. */
export interface TestCard {
  readonly cardNumber: string;
  readonly track2: string;
  readonly holderName: string;
  readonly socialSecurityNumber: string;
}

/** The card of one purpose. Some can be used once only: the ledger remembers them. */
export function stock(purpose: StockPurpose): TestCard & { readonly expects: StockCard["expects"] } {
  const card = stockCard(purpose);
  const { track2 } = card;
  if (track2 === null) throw new Error(`${purpose} has no stripe`);
  return { ...card, track2 };
}

let spared = 0;

/** A normal card that no other test of this run uses. */
export function spareCard(): TestCard {
  const card = spareCards[spared];
  if (card === undefined) throw new Error("the demo service has no more spare cards");
  spared += 1;
  return card;
}

/** What a serial reader sends when this card is swiped. */
export function serialSwipe({ track2 }: Pick<TestCard, "track2">): Uint8Array {
  return asciiLine({ track2 });
}

/** What a serial reader sends for a stripe that it cannot read. */
export function badSerialSwipe(): Uint8Array {
  return asciiLine(badTrackTexts);
}

/** What a MagTek HID reader reports when this card is swiped. */
export function hidSwipe({ track2 }: Pick<TestCard, "track2">): Uint8Array {
  return magTekReport({ track2 });
}

/** The mask under which lists and ledger show the card. */
export function maskOf({ cardNumber }: Pick<TestCard, "cardNumber">): string {
  return maskCardNumber(cardNumber);
}

/** Digits of the number on the stripe. */
export function stripeNumber({ track2 }: Pick<TestCard, "track2">): string {
  return /^;(\w+)/.exec(track2)?.[1] ?? "";
}
