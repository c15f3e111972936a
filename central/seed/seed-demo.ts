import { createHash } from "node:crypto";
import { ok, type Result } from "../../shared/basics/result.ts";
import { demoCredentials } from "../../shared/contracts/http.ts";
import { hashToken } from "../platform/access.ts";
import type { Database, RunStatement } from "../platform/database.ts";
import type { DatabaseFault } from "../platform/database-fault.ts";
import type { ServiceRegion } from "../platform/region.ts";
import type { Vault } from "../platform/vault.ts";
import { cardRecordId } from "../register/identity.ts";
import { samplePhoto } from "./sample-photo.ts";
import { type SeedCard, seedAssociations, seedCards } from "./seed-data.ts";

interface SeedOptions {
  readonly database: Database;
  readonly vault: Vault;
  readonly region: ServiceRegion;
}

// When the sample associations were made.
const historyAt = new Date("2025-11-03T06:20:00.000Z");
const institution = "demo-branch";

/**
 * Fills an empty demo database: sample people, their cards, the demo terminals and operator, and the associations that some cards meet.
 * Ids are the same each time, so two services that start at once write the same rows. Does nothing to a database that holds cards.
 */
export async function seedDemo(options: SeedOptions): Promise<Result<{ readonly cards: number }, DatabaseFault>> {
  const existing = await options.database.query({
    name: "find-any-card",
    text: "select 1 from card limit 1",
    values: [],
  });
  if (!existing.ok) return existing;
  if (existing.value.length > 0) return ok({ cards: 0 });
  return await options.database.transaction(async (run) => {
    await insertAccess(run);
    await insertHolders(run, options.vault);
    await insertCards(run, options.vault);
    await insertMedia(run, options.vault);
    await insertAssociations(run, options);
    return { cards: seedCards.length };
  });
}

async function insertAccess(run: RunStatement): Promise<void> {
  const windows = ["01", "02", "03"].map((window) => ({
    terminalId: `demo-${window}`,
    place: `示例区社保中心 · ${window} 窗口`,
    tokenHash: `demo-${window}` === demoCredentials.terminalId ? hashToken(demoCredentials.token) : null,
  }));
  for (const { terminalId, place, tokenHash } of windows)
    await run({
      name: "seed-terminal",
      text: `insert into terminal (terminal_id, token_hash, institution, place, channel)
        values ($1, decode($2, 'hex'), $3, $4, 'counter') on conflict do nothing`,
      values: [terminalId, tokenHash, institution, place],
    });
  await run({
    name: "seed-operator",
    text: "insert into operator (operator_id, institution, role) values ($1, $2, 'clerk') on conflict do nothing",
    values: [demoCredentials.operatorId, institution],
  });
}

async function insertHolders(run: RunStatement, vault: Vault): Promise<void> {
  const holders = [...new Map(seedCards.map((card) => [card.socialSecurityNumber, card])).values()];
  await insertRows(run, "holder", {
    holder_id: ["uuid", holders.map(holderIdOf)],
    person_number_hash: ["bytea", holders.map((holder) => vault.hash("person-number", holder.socialSecurityNumber))],
    person_number_sealed: [
      "bytea",
      holders.map((holder) => vault.sealField("person-number", holderIdOf(holder), holder.socialSecurityNumber)),
    ],
    last_four_hash: [
      "bytea",
      holders.map((holder) => vault.hash("person-last-four", holder.socialSecurityNumber.slice(-4))),
    ],
    name_sealed: [
      "bytea",
      holders.map((holder) => vault.sealField("holder-name", holderIdOf(holder), holder.holderName)),
    ],
    photo_sealed: [
      "bytea",
      holders.map((holder, index) =>
        holder.hasPhoto ? vault.sealField("holder-photo", holderIdOf(holder), samplePhoto(index)) : null,
      ),
    ],
  });
}

async function insertCards(run: RunStatement, vault: Vault): Promise<void> {
  await insertRows(run, "card", {
    card_id: ["uuid", seedCards.map(cardIdOf)],
    number_hash: ["bytea", seedCards.map((card) => vault.hash("card-number", card.cardNumber))],
    number_sealed: ["bytea", seedCards.map(({ cardNumber }) => sealCardNumber(vault, cardNumber))],
    holder_id: ["uuid", seedCards.map(holderIdOf)],
    state_code: ["text", seedCards.map((card) => card.stateCode)],
    state_since: ["date", seedCards.map((card) => card.stateSince)],
    valid_until: ["date", seedCards.map((card) => card.validUntil)],
    generation: ["smallint", seedCards.map((card) => card.generation)],
    issue_region: ["text", seedCards.map((card) => card.issueRegion)],
  });
}

async function insertMedia(run: RunStatement, vault: Vault): Promise<void> {
  const known = seedCards.flatMap((card) => (card.stripeKey === null ? [] : [{ card, key: card.stripeKey }]));
  await insertRows(run, "medium", {
    stripe_key_hash: ["bytea", known.map(({ key }) => vault.hash("stripe-key", key))],
    card_id: ["uuid", known.map(({ card }) => cardIdOf(card))],
    learned_at: ["timestamptz", known.map(() => historyAt)],
  });
}

async function insertAssociations(run: RunStatement, { vault, region }: SeedOptions): Promise<void> {
  for (const { cardNumber, socialSecurityNumber, terminalId } of seedAssociations) {
    const cardNumberHash = vault.hash("card-number", cardNumber);
    await run({
      name: "seed-association",
      text: `insert into ledger (event_id, entry_id, request_hash, outcome, card_number_hash, card_number_sealed, number_check,
          card_id, holder_id, holder_name_sealed, person_number_sealed, evidence, without_read_reason, proof,
          terminal_id, operator_id, channel, place, made_at, recorded_at, business_day)
        select $1, $2, $10, 'confirmed', $3, $4, 'fits', c.card_id, h.holder_id, h.name_sealed, h.person_number_sealed,
          'none', 'stripe-damaged', 'holderCompared', t.terminal_id, $5, t.channel, t.place, $6, $6, $7
        from card c, holder h, terminal t
        where c.number_hash = $3 and h.person_number_hash = $8 and t.terminal_id = $9
        on conflict do nothing`,
      values: [
        seedId(`event ${cardNumber}`),
        seedId(`entry ${cardNumber}`),
        cardNumberHash,
        sealCardNumber(vault, cardNumber),
        demoCredentials.operatorId,
        historyAt,
        region.dayOf(historyAt.getTime()),
        vault.hash("person-number", socialSecurityNumber),
        terminalId,
        vault.hash("request", `sample ${cardNumber}`),
      ],
    });
  }
}

/** Inserts rows given by column: one statement for all of them. */
async function insertRows(
  run: RunStatement,
  table: "holder" | "card" | "medium",
  columns: Readonly<Record<string, readonly [type: string, values: readonly unknown[]]>>,
): Promise<void> {
  const arrays = Object.values(columns).map(([type], index) => `$${index + 1}::${type}[]`);
  await run({
    name: `seed-${table}`,
    text: `insert into ${table} (${Object.keys(columns).join(", ")})
      select * from unnest(${arrays.join(", ")}) on conflict do nothing`,
    values: Object.values(columns).map(([, values]) => values),
  });
}

function sealCardNumber(vault: Vault, cardNumber: string): Buffer {
  return vault.sealField("card-number", cardRecordId(vault.hash("card-number", cardNumber)), cardNumber);
}

function cardIdOf({ cardNumber }: SeedCard): string {
  return seedId(`card ${cardNumber}`);
}

function holderIdOf({ socialSecurityNumber }: SeedCard): string {
  return seedId(`holder ${socialSecurityNumber}`);
}

/** A UUIDv7 of the time of the samples whose random part is fixed by what it names. */
function seedId(name: string): string {
  const time = historyAt.getTime().toString(16).padStart(12, "0");
  const rest = createHash("sha256").update(name).digest("hex");
  const hex = `${time}7${rest.slice(0, 3)}8${rest.slice(3, 18)}`;
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
