import { err, ok } from "../../shared/basics/result.ts";
import type { LedgerPage } from "../../shared/contracts/http.ts";
import type { Answer } from "../platform/answer.ts";
import { problemOfAccess } from "../platform/http-server.ts";
import { problemOfFault } from "../platform/problems.ts";
import type { Asked, AssociationsOptions } from "./entries.ts";
import { itemOf } from "./entry-answer.ts";
import type { EntryRow } from "./entry-row.ts";
import { listStatement } from "./sql.ts";

/** Which part of a day's entries is wanted: after which event, null from the first on. */
export interface WantedPage {
  readonly terminal: string;
  readonly day: string;
  readonly after: string | null;
}

const pageSize = 100;

/** Lists what one terminal brought on one day, oldest first, a page at a time. A terminal sees the work of its own institution only. */
export async function list(
  { access, database, vault }: AssociationsOptions,
  { body, terminal, reference }: Asked<WantedPage>,
): Promise<Answer<LedgerPage>> {
  const admitted = await access.admitToWorkOf(body.terminal, terminal);
  if (!admitted.ok) return err(problemOfAccess(admitted.error, reference));
  const { day, after } = body;
  // One more than a page tells whether there is another.
  const rows = await database.query<EntryRow>(
    listStatement({ terminalId: body.terminal, day, after, limit: pageSize + 1 }),
  );
  if (!rows.ok) return err(problemOfFault(rows.error, reference));
  const page = rows.value.slice(0, pageSize);
  const nextCursor = rows.value.length > pageSize ? (page.at(-1)?.eventId ?? null) : null;
  return ok({ status: 200, body: { items: page.map((row) => itemOf(row, vault)), nextCursor } });
}
