import { randomUUID } from "node:crypto";
import { cardRecordId } from "../register/identity.ts";
import { bankNumberOf, cardNumberOf, socialSecurityNumberOf } from "../seed/synthetic-numbers.ts";
import type { TestService } from "./test-service.ts";

/** A person and a card as a test puts them into the register. */
export interface TestCard {
  readonly cardNumber: string;
  readonly holderName: string;
  readonly socialSecurityNumber: string;
  readonly bankNumber: string;
  readonly photo: string | null;
  readonly isStripeKnown: boolean;
  readonly stateCode: string;
  readonly stateSince: string | null;
  readonly validUntil: string | null;
  readonly generation: 1 | 2 | 3;
  readonly issueRegion: string;
}

let serial = 0;

/** A normal card of a holder of its own, whose stripe the register knows; each call another. */
export function aCard(overrides: Partial<TestCard> = {}): TestCard {
  serial += 1;
  return {
    cardNumber: cardNumberOf("T", serial),
    holderName: "测试员",
    socialSecurityNumber: personNumberOf(serial),
    bankNumber: bankNumberOf(9, serial),
    photo: null,
    isStripeKnown: true,
    stateCode: "1",
    stateSince: null,
    validUntil: "2035-06-30",
    generation: 3,
    issueRegion: "320100",
    ...overrides,
  };
}

function personNumberOf(serial: number): string {
  // Twelve months and a thousand numbers a day meet again after 3,000, so then it is the next year's turn.
  const year = 1980 + Math.floor(serial / 3_000);
  const month = String(1 + (serial % 12)).padStart(2, "0");
  return socialSecurityNumberOf(`${year}${month}10`, serial % 1_000);
}

/** Puts a card into the register, with its holder unless the holder is there. Returns the card's id. */
export async function addCard({ query, vault }: TestService, card: TestCard): Promise<string> {
  const personHash = vault.hash("person-number", card.socialSecurityNumber);
  const known = await query<{ holder_id: string }>("select holder_id from holder where person_number_hash = $1", [
    personHash,
  ]);
  const holderId = known[0]?.holder_id ?? randomUUID();
  if (known.length === 0)
    await query("insert into holder values ($1, $2, $3, $4, $5, $6)", [
      holderId,
      personHash,
      vault.sealField("person-number", holderId, card.socialSecurityNumber),
      vault.hash("person-last-four", card.socialSecurityNumber.slice(-4)),
      vault.sealField("holder-name", holderId, card.holderName),
      card.photo === null ? null : vault.sealField("holder-photo", holderId, card.photo),
    ]);
  const cardId = randomUUID();
  const numberHash = vault.hash("card-number", card.cardNumber);
  await query("insert into card values ($1, $2, $3, $4, $5, $6, $7, $8, $9)", [
    cardId,
    numberHash,
    vault.sealField("card-number", cardRecordId(numberHash), card.cardNumber),
    holderId,
    card.stateCode,
    card.stateSince,
    card.validUntil,
    card.generation,
    card.issueRegion,
  ]);
  if (card.isStripeKnown)
    await query("insert into medium values ($1, $2, null, '2026-01-01T00:00:00Z')", [
      vault.hash("stripe-key", card.bankNumber),
      cardId,
    ]);
  return cardId;
}
