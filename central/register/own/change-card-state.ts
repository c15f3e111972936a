import type { Result } from "../../../shared/basics/result.ts";
import type { Database, RunStatement } from "../../platform/database.ts";
import type { DatabaseFault } from "../../platform/database-fault.ts";
import { finalStates, findStateRefusal } from "../card-state.ts";

/** A change of a card's state, as the register is told of it. */
export interface CardStateChange {
  readonly cardNumberHash: Buffer;
  /** AAZ502. */
  readonly stateCode: string;
  readonly at: Date;
  /** The region's day. */
  readonly businessDay: string;
  /** Id of the ledger event that records the end of the card's association, if it has one. */
  readonly releaseEventId: string;
  readonly by: {
    readonly terminalId: string;
    readonly operatorId: string;
    readonly channel: string;
    readonly place: string;
  };
}

export type CardStateChanged =
  | { readonly kind: "changed"; readonly released: boolean }
  | { readonly kind: "unknown-card" };

/**
 * Gives a card another state and, where that is final (lost, cancelled), ends its association, both or neither. The card's row is
 * written first: an association under way either waits and is refused, or was first and is ended here.
 */
export async function changeCardState(
  database: Database,
  change: CardStateChange,
): Promise<Result<CardStateChanged, DatabaseFault>> {
  return await database.transaction(async (run) => {
    const changed = await run<{ card_id: string }>({
      name: "change-card-state",
      text: "update card set state_code = $2, state_since = $3 where number_hash = $1 returning card_id",
      values: [change.cardNumberHash, change.stateCode, change.businessDay],
    });
    const cardId = changed[0]?.card_id;
    if (cardId === undefined) return { kind: "unknown-card" };
    return { kind: "changed", released: finalStates.has(change.stateCode) && (await release(run, cardId, change)) };
  });
}

async function release(run: RunStatement, cardId: string, change: CardStateChange): Promise<boolean> {
  const released = await run<{ event_id: string }>({
    name: "release-link",
    text: `update ledger set released_at = $2
      where card_id = $1 and outcome in ('confirmed', 'claimed') and released_at is null returning event_id`,
    values: [cardId, change.at],
  });
  const link = released[0];
  if (link === undefined) return false;
  await run({
    name: "record-release",
    text: `insert into ledger (event_id, about_event_id, outcome, reason, card_id, evidence,
        terminal_id, operator_id, channel, place, recorded_at, business_day)
      values ($1, $2, 'released', $3, $4, 'none', $5, $6, $7, $8, $9, $10)`,
    values: [
      change.releaseEventId,
      link.event_id,
      findStateRefusal(change.stateCode),
      cardId,
      change.by.terminalId,
      change.by.operatorId,
      change.by.channel,
      change.by.place,
      change.at,
      change.businessDay,
    ],
  });
  return true;
}
