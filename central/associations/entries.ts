import type { Clock } from "../../shared/basics/clock.ts";
import { err, ok, type Result } from "../../shared/basics/result.ts";
import type { AssociationReply } from "../../shared/contracts/http.ts";
import type { Access, Terminal } from "../platform/access.ts";
import type { Answer } from "../platform/answer.ts";
import type { Database, Statement } from "../platform/database.ts";
import type { DatabaseFault } from "../platform/database-fault.ts";
import type { NextEventId } from "../platform/event-ids.ts";
import { problemOf, problemOfFault, problemOfOpenFate } from "../platform/problems.ts";
import type { ServiceRegion } from "../platform/region.ts";
import type { Vault } from "../platform/vault.ts";
import type { CardRegisters } from "../register/card-register.ts";
import { getStanding } from "../register/standing-association.ts";
import type { Claims } from "./claims.ts";
import { answerOf, tellsOfStanding } from "./entry-answer.ts";
import type { EntryRow } from "./entry-row.ts";
import { type Actor, findEntryStatement } from "./sql.ts";

/** What the operations on entries work with. */
export interface AssociationsOptions {
  readonly database: Database;
  readonly vault: Vault;
  readonly access: Access;
  readonly registers: CardRegisters;
  readonly claims: Claims;
  readonly region: ServiceRegion;
  readonly clock: Clock;
  readonly nextEventId: NextEventId;
}

/** A request with who sent it. `reference` names it in the log. */
export interface Asked<Body> {
  readonly body: Body;
  readonly terminal: Terminal;
  readonly reference: string;
}

/** Who does something at a terminal. */
export function actorOf({ terminalId, channel, place }: Terminal, operatorId: string): Actor {
  return { terminalId, operatorId, channel, place };
}

/** Runs a statement that gives one row or none. */
export async function queryRow(
  database: Database,
  statement: Statement,
): Promise<Result<EntryRow | undefined, DatabaseFault>> {
  const rows = await database.query<EntryRow>(statement);
  return rows.ok ? ok(rows.value[0]) : rows;
}

/** Answers for an entry that is in the ledger. */
export async function answerRow(
  { database, vault, region }: AssociationsOptions,
  row: EntryRow,
  isNew: boolean,
  reference: string,
): Promise<Answer<AssociationReply>> {
  const standingEventId = tellsOfStanding(row) ? row.standingEventId : null;
  const standing = standingEventId === null ? ok(undefined) : await getStanding(database, standingEventId);
  if (!standing.ok) return err(problemOfOpenFate(reference));
  return answerOf(row, { vault, nameMask: region.nameMask, isNew, standing: standing.value });
}

/** Tells what became of an entry, as the association's own reply did. */
export async function findEntry(
  options: AssociationsOptions,
  entryId: string,
  reference: string,
): Promise<Answer<AssociationReply>> {
  const known = await queryRow(options.database, findEntryStatement(entryId));
  if (!known.ok) return err(problemOfFault(known.error, reference));
  if (known.value === undefined) return err(problemOf("entry/not-found", reference));
  const answer = await answerRow(options, known.value, false, reference);
  return answer.ok ? ok({ status: 200, body: answer.value.body }) : answer;
}
