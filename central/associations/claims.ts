import type { Clock } from "../../shared/basics/clock.ts";
import { ok, type Result } from "../../shared/basics/result.ts";
import type { RefusalReason } from "../../shared/contracts/problem-codes.ts";
import type { Database } from "../platform/database.ts";
import type { DatabaseFault } from "../platform/database-fault.ts";
import type { NextEventId } from "../platform/event-ids.ts";
import { describeFault, type Log } from "../platform/log.ts";
import type { ServiceRegion } from "../platform/region.ts";
import type { Vault } from "../platform/vault.ts";
import type { Announcement, CardRegisters } from "../register/card-register.ts";
import { type Identity, openIdentity, type SealedIdentity } from "../register/identity.ts";

/** An association of a card whose city keeps its own register, which has not answered yet. */
export interface OpenClaim extends SealedIdentity {
  readonly eventId: string;
  readonly entryId: string;
  readonly issueRegion: string;
  readonly recordedAt: Date;
}

/** Takes claims to their end. */
export interface Claims {
  /** Announces one claim, and records what the register answered. Leaves the claim open when it did not. Idempotent by the claim's entry. */
  settle(claim: OpenClaim): Promise<Result<Announcement["kind"], DatabaseFault>>;
  /**
   * Settles every open claim, oldest first, one after the other; asks a register that does not answer once only. Logs a claim that can't be
   * read and goes on. Returns how many it settled.
   */
  settleOpen(): Promise<Result<number, DatabaseFault>>;
}

interface ClaimsOptions {
  readonly database: Database;
  readonly vault: Vault;
  readonly registers: CardRegisters;
  readonly region: ServiceRegion;
  readonly clock: Clock;
  readonly nextEventId: NextEventId;
  readonly log: Log;
}

const pageSize = 50;

export function createClaims({ database, vault, registers, region, clock, nextEventId, log }: ClaimsOptions): Claims {
  async function settleAs(
    claim: OpenClaim,
    { cardNumber, socialSecurityNumber }: Identity,
  ): Promise<Result<Announcement["kind"], DatabaseFault>> {
    const announcement = await registers.of(claim.issueRegion).announce({
      entryId: claim.entryId,
      cardNumber,
      socialSecurityNumber,
      recordedAt: claim.recordedAt.toISOString(),
    });
    const at = new Date(clock.nowMs());
    const settlement = { claim, eventId: nextEventId(), at, businessDay: region.dayOf(at.getTime()) };
    if (announcement.kind === "unknown") return ok("unknown");
    const recorded =
      announcement.kind === "accepted"
        ? await recordAccepted(database, settlement)
        : await recordRefused(database, settlement, announcement.reason);
    return recorded.ok ? ok(announcement.kind) : recorded;
  }

  function readIdentity(claim: OpenClaim): Identity | undefined {
    try {
      return openIdentity(vault, claim);
    } catch (error) {
      log.error({ event: "claim-unreadable", claim: claim.eventId, fault: describeFault(error) });
      return undefined;
    }
  }

  /** Adds regions that do not answer to `silent`. Returns how many claims it settled. */
  async function settlePage(page: readonly OpenClaim[], silent: Set<string>): Promise<Result<number, DatabaseFault>> {
    let settled = 0;
    for (const claim of page) {
      const identity = silent.has(claim.issueRegion) ? undefined : readIdentity(claim);
      if (identity === undefined) continue;
      const outcome = await settleAs(claim, identity);
      if (!outcome.ok) return outcome;
      if (outcome.value === "unknown") silent.add(claim.issueRegion);
      else settled += 1;
    }
    return ok(settled);
  }

  return {
    settle: async (claim) => settleAs(claim, openIdentity(vault, claim)),
    settleOpen: async () => {
      const silent = new Set<string>();
      let settled = 0;
      let after: string | null = null;
      for (;;) {
        const page = await findOpenClaims(database, after, silent);
        if (!page.ok) return page;
        const last = page.value.at(-1);
        if (last === undefined) return ok(settled);
        const outcome = await settlePage(page.value, silent);
        if (!outcome.ok) return outcome;
        settled += outcome.value;
        after = last.eventId;
      }
    },
  };
}

interface Settlement {
  readonly claim: OpenClaim;
  readonly eventId: string;
  readonly at: Date;
  readonly businessDay: string;
}

/** The oldest open claims after one, without those of silent regions: a city that is away for days must not stand before the others. */
function findOpenClaims(
  database: Database,
  after: string | null,
  silent: ReadonlySet<string>,
): Promise<Result<readonly OpenClaim[], DatabaseFault>> {
  return database.query<OpenClaim>({
    name: "find-open-claims",
    text: `select l.event_id as "eventId", l.entry_id as "entryId", c.issue_region as "issueRegion",
        l.recorded_at as "recordedAt", l.card_number_hash as "cardNumberHash", l.card_number_sealed as "cardNumberSealed",
        l.holder_id as "holderId", l.holder_name_sealed as "holderNameSealed", l.person_number_sealed as "personNumberSealed"
      from ledger l join card c on c.card_id = l.card_id
      where l.outcome = 'claimed' and l.released_at is null
        and not exists (select from ledger s where s.about_event_id = l.event_id and s.outcome = 'settled-confirmed')
        and ($1::uuid is null or l.event_id > $1) and c.issue_region <> all($2::text[])
      order by l.event_id limit $3`,
    values: [after, [...silent], pageSize],
  });
}

/** The association is confirmed from now on, so it teaches its stripe as any confirmed one does. */
function recordAccepted(
  database: Database,
  { claim, eventId, at, businessDay }: Settlement,
): Promise<Result<readonly object[], DatabaseFault>> {
  return database.query({
    name: "settle-confirmed",
    text: `
with claim as (
  select * from ledger where event_id = $2::uuid and outcome = 'claimed' and released_at is null
), settled as (
  insert into ledger (event_id, about_event_id, outcome, card_id, holder_id, evidence,
    terminal_id, operator_id, channel, place, recorded_at, business_day)
  select $1::uuid, event_id, 'settled-confirmed', card_id, holder_id, 'none',
    terminal_id, operator_id, channel, place, $3::timestamptz, $4::date
  from claim
  on conflict do nothing
  returning about_event_id
), learned as (
  insert into medium (stripe_key_hash, card_id, learned_by, learned_at)
  select claim.stripe_key_hash, claim.card_id, claim.event_id, $3::timestamptz
  from claim join settled on settled.about_event_id = claim.event_id
  where claim.stripe_key_hash is not null and claim.channel = 'counter'
  on conflict do nothing
)
select about_event_id from settled`,
    values: [eventId, claim.eventId, at, businessDay],
  });
}

/** The register says no: the link ends, and the ledger says why. */
function recordRefused(
  database: Database,
  { claim, eventId, at, businessDay }: Settlement,
  reason: RefusalReason,
): Promise<Result<unknown, DatabaseFault>> {
  return database.transaction(async (run) => {
    const released = await run({
      name: "release-claim",
      text: `update ledger set released_at = $2
        where event_id = $1 and outcome = 'claimed' and released_at is null
          and not exists (select from ledger s where s.about_event_id = $1 and s.outcome = 'settled-confirmed')
        returning event_id`,
      values: [claim.eventId, at],
    });
    if (released.length === 0) return;
    await run({
      name: "settle-refused",
      text: `insert into ledger (event_id, about_event_id, outcome, reason, card_id, holder_id, evidence,
          terminal_id, operator_id, channel, place, recorded_at, business_day)
        select $1, event_id, 'settled-refused', $3, card_id, holder_id, 'none',
          terminal_id, operator_id, channel, place, $4, $5
        from ledger where event_id = $2`,
      values: [eventId, claim.eventId, reason, at, businessDay],
    });
  });
}
