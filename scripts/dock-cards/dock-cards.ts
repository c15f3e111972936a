import { stockCards } from "../../central/seed/stock-cards.ts";

/** Where the dock looks for them. */
export const dockCardsFile = "resources/demo/stock-cards.json";

/** The text of the dock's card file: every stock card that has a stripe. The dock tells cards apart by their number. */
export function dockCards(): string {
  const cards = stockCards.flatMap(({ cardNumber, track2, shows }) =>
    track2 === null
      ? []
      : [{ id: cardNumber.toLowerCase(), cardNumber, track2, description: { "zh-CN": shows.zh, en: shows.en } }],
  );
  return `${JSON.stringify(cards, null, 2)}\n`;
}
