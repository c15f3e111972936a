import { spareCards } from "./spare-cards.ts";
import { type StockCard, type StockPurpose, stockCard, stockCards } from "./stock-cards.ts";
import { bankNumberOf, cardNumberOf, socialSecurityNumberOf } from "./synthetic-numbers.ts";

/** A card with its holder as the demo register is filled with them. */
export interface SeedCard {
  readonly cardNumber: string;
  readonly holderName: string;
  readonly socialSecurityNumber: string;
  readonly hasPhoto: boolean;
  readonly stateCode: string;
  readonly stateSince: string | null;
  readonly validUntil: string | null;
  readonly generation: 1 | 2 | 3;
  readonly issueRegion: string;
  /** What the stripe yields, where the register knows it. */
  readonly stripeKey: string | null;
}

/** An association that was made before the demo began. */
export interface SeedAssociation {
  readonly cardNumber: string;
  /** Whose account: the card's own holder's, unless the demo shows a mistake of the past. */
  readonly socialSecurityNumber: string;
  readonly terminalId: string;
}

const homeRegion = "320100";
/** Another city than the demo's: one that keeps a register of its own. */
export const otherRegion = "330100";

const normal = {
  hasPhoto: false,
  stateCode: "1",
  stateSince: null,
  validUntil: "2035-06-30",
  generation: 3,
  issueRegion: homeRegion,
} as const;

type Facts = Omit<SeedCard, "cardNumber" | "holderName" | "socialSecurityNumber" | "stripeKey">;
type StockFacts = Partial<Facts> & { readonly isStripeUnknown?: true };

/** How each stock card differs from a normal one whose stripe is known; null where the register must not have it. */
const stockFacts: Readonly<Record<StockPurpose, StockFacts | null>> = {
  "normal-known-medium": { hasPhoto: true },
  "normal-unknown-medium": { isStripeUnknown: true },
  lost: { stateCode: "2", stateSince: "2026-02-03" },
  "lost-temporarily": { stateCode: "4", stateSince: "2026-03-10" },
  locked: { stateCode: "3", stateSince: "2026-01-20" },
  sealed: { stateCode: "0", isStripeUnknown: true },
  cancelled: { stateCode: "9", stateSince: "2025-12-01" },
  "not-normal": { stateCode: "7", stateSince: "2026-01-05" },
  expired: { validUntil: "2024-06-30", generation: 2 },
  mismatch: { isStripeUnknown: true },
  "already-associated": {},
  "card-taken": {},
  "holder-has-other-card": {},
  claimed: { issueRegion: otherRegion },
  "person-id-stripe": { isStripeUnknown: true, generation: 2 },
  "card-number-stripe": { isStripeUnknown: true, generation: 2 },
  "local-stripe": { isStripeUnknown: true, generation: 2 },
  "no-photo": {},
  "long-name": { hasPhoto: true },
  "rare-characters": { hasPhoto: true },
  "doubtful-number": {},
  "no-limit": { generation: 1, validUntil: null },
  unreadable: { isStripeUnknown: true },
  "unknown-number": null,
};

const stockSeedCards: readonly SeedCard[] = stockCards.flatMap((card) => {
  const facts = stockFacts[card.purpose];
  if (facts === null) return [];
  const { isStripeUnknown, ...others } = facts;
  const { cardNumber, holderName, socialSecurityNumber } = card;
  const stripeKey = isStripeUnknown ? null : bankNumberOn(card);
  return [{ cardNumber, holderName, socialSecurityNumber, ...normal, ...others, stripeKey }];
});

function bankNumberOn({ track2 }: StockCard): string | null {
  return /^;(\d{16,19})=/.exec(track2 ?? "")?.[1] ?? null;
}

const spareSeedCards: readonly SeedCard[] = spareCards.map(
  ({ cardNumber, holderName, socialSecurityNumber, bankNumber }) => ({
    cardNumber,
    holderName,
    socialSecurityNumber,
    ...normal,
    stripeKey: bankNumber,
  }),
);

/** Whose account the card of `card-taken` was given to, and the older card of the holder of `holder-has-other-card`. */
const taker: SeedCard = {
  ...normal,
  cardNumber: cardNumberOf("A", 22),
  holderName: "测试戌",
  socialSecurityNumber: socialSecurityNumberOf("19900101", 501),
  stripeKey: null,
};
const { holderName, socialSecurityNumber } = stockCard("holder-has-other-card");
const olderCard: SeedCard = {
  ...normal,
  generation: 2,
  cardNumber: cardNumberOf("A", 23),
  holderName,
  socialSecurityNumber,
  stripeKey: null,
};

/** The associations that the stock cards meet. */
export const seedAssociations: readonly SeedAssociation[] = [
  {
    cardNumber: stockCard("already-associated").cardNumber,
    socialSecurityNumber: stockCard("already-associated").socialSecurityNumber,
    terminalId: "demo-01",
  },
  {
    cardNumber: stockCard("card-taken").cardNumber,
    socialSecurityNumber: taker.socialSecurityNumber,
    terminalId: "demo-02",
  },
  { cardNumber: olderCard.cardNumber, socialSecurityNumber, terminalId: "demo-01" },
];

const populationSize = 200;
const stems = [..."甲乙丙丁戊己庚辛壬癸"];
const branches = [..."子丑寅卯辰巳午未申酉戌亥"];
const families = ["测试", "样例", "演示", "虚构"];
// Nine in ten cards are normal, as in life; the others show every state.
const stateOfTwenty: Readonly<Record<number, string>> = { 16: "3", 17: "2", 18: "4", 19: "0" };

const population: readonly SeedCard[] = Array.from({ length: populationSize }, (_, index) => {
  const stateCode = index % 40 === 39 ? "9" : (stateOfTwenty[index % 20] ?? normal.stateCode);
  const birthYear = 1940 + (index % 65);
  const name = [families[Math.floor(index / 60)], stems[index % stems.length], branches[index % branches.length]];
  return {
    ...normal,
    cardNumber: cardNumberOf("B", index + 1),
    holderName: name.join(""),
    socialSecurityNumber: socialSecurityNumberOf(`${birthYear}0${1 + (index % 9)}1${index % 9}`, index + 1),
    stateCode,
    stateSince: stateCode === normal.stateCode ? null : "2026-01-15",
    validUntil: index % 11 === 10 ? "2023-12-31" : normal.validUntil,
    generation: index % 3 === 0 ? 2 : 3,
    issueRegion: index % 25 === 24 ? otherRegion : homeRegion,
    stripeKey: index % 2 === 0 ? bankNumberOf(3, index) : null,
  };
});

/** Every card of the demo register. */
export const seedCards: readonly SeedCard[] = [...stockSeedCards, taker, olderCard, ...spareSeedCards, ...population];
