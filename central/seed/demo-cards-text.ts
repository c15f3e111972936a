import { spareCards } from "./spare-cards.ts";
import { stockCards } from "./stock-cards.ts";

/** The text of `docs/demo-cards.md`, made from the cards themselves. A test keeps the file equal to it. */
export function demoCardsText(): string {
  const rows = stockCards.map(
    ({ cardNumber, track2, holderName, expects, shows }) =>
      `| \`${cardNumber}\` | ${track2 === null ? "–" : `\`${track2}\``} | ${holderName} | \`${expects}\` | ${shows.zh} · ${shows.en} |`,
  );
  const spares = spareCards.map(({ cardNumber, track2 }) => `| \`${cardNumber}\` | \`${track2}\` |`);
  return `# Demo cards

What the service shows when it was started with \`--demo\`. All numbers and people are invented. An association uses a card up: the second time it is
already associated. A fresh data folder begins anew. This page is made by \`node dist/central/cli.mjs demo-cards\`.

| card number | track 2 | holder | first association | what it shows |
|---|---|---|---|---|
${rows.join("\n")}

Spare cards, all normal, each with a stripe that is known:

| card number | track 2 |
|---|---|
${spares.join("\n")}
`;
}
