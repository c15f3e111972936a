import { err, type Result } from "../../shared/basics/result.ts";
import type { AssociationReply, AssociationRequest, Problem } from "../../shared/contracts/http.ts";
import type { Answer } from "../platform/answer.ts";
import { canonicalJson } from "../platform/canonical-json.ts";
import { problemOfAccess } from "../platform/http-server.ts";
import { problemOf, problemOfFault, problemOfOpenFate } from "../platform/problems.ts";
import { cardRecordId } from "../register/identity.ts";
import { type WeighedEvidence, weighEvidence } from "../register/weigh-evidence.ts";
import type { OpenClaim } from "./claims.ts";
import { type Asked, type AssociationsOptions, actorOf, answerRow, queryRow } from "./entries.ts";
import { identityOf } from "./entry-answer.ts";
import type { EntryRow } from "./entry-row.ts";
import { associateStatement, findEntryStatement, type NewEntry } from "./sql.ts";

// Each lost race shows the winner to the next look; more than a few in a row means that links come and go faster than we look.
const looks = 5;

/**
 * Associates a card with its holder's account, or records why not. Idempotent by `entryId`: the same body gets the same reply; another
 * body, a problem that tells nothing of the first.
 */
export async function associate(
  options: AssociationsOptions,
  entryId: string,
  asked: Asked<AssociationRequest>,
): Promise<Answer<AssociationReply>> {
  const { reference, body } = asked;
  const requestHash = options.vault.hash("request", canonicalJson(body));
  const admitted = await admit(options, asked);
  if (!admitted.ok && isServiceTrouble(admitted.error)) return admitted;
  // What was recorded once is answered the same for ever, also when the operator has left or the sealing key has changed since.
  if (!admitted.ok) return (await answerKnown(options, entryId, requestHash, reference)) ?? admitted;

  for (let look = 1; look <= looks; look += 1) {
    const entry = newEntry(options, entryId, asked, requestHash, admitted.value);
    const inserted = await queryRow(options.database, associateStatement(entry));
    // Of a look that brought no row, a try that was cut may still be under way.
    if (!inserted.ok) return err(look === 1 ? problemOfFault(inserted.error, reference) : problemOfOpenFate(reference));
    if (inserted.value !== undefined) return await answerNew(options, inserted.value, reference);
    const known = await answerKnown(options, entryId, requestHash, reference);
    if (known !== undefined) return known;
  }
  return err(problemOfOpenFate(reference));
}

/** Whether asking the database again would only make a terminal wait longer. */
function isServiceTrouble({ status }: Problem): boolean {
  return status >= 500;
}

/** Lets the operator in and opens the evidence. */
async function admit(
  { access, vault, region, clock }: AssociationsOptions,
  { body, reference }: Asked<AssociationRequest>,
): Promise<Result<WeighedEvidence, Problem>> {
  const operator = await access.admitOperator(body.operatorId);
  if (!operator.ok) return err(problemOfAccess(operator.error, reference));
  const { medium, cardNumber, proof } = body;
  const weighed = await weighEvidence(vault, { medium, cardNumber, proof, today: region.dayOf(clock.nowMs()) });
  return weighed.ok ? weighed : err(problemOf("request/unsealable", reference));
}

function newEntry(
  { vault, registers, region, clock, nextEventId }: AssociationsOptions,
  entryId: string,
  { body, terminal }: Asked<AssociationRequest>,
  requestHash: Buffer,
  evidence: WeighedEvidence,
): NewEntry {
  const cardNumberHash = vault.hash("card-number", body.cardNumber);
  const recordedAt = new Date(clock.nowMs());
  const today = region.dayOf(recordedAt.getTime());
  const attested = body.proof.kind === "documentAttested" ? body.proof : undefined;
  return {
    judged: { cardNumberHash, evidence, today, externalRegions: registers.externalRegions },
    eventId: nextEventId(),
    entryId,
    requestHash,
    cardNumberSealed: vault.sealField("card-number", cardRecordId(cardNumberHash), body.cardNumber),
    numberCheck: body.numberCheck,
    proof: body.proof.kind,
    documentType: attested?.document ?? null,
    documentLastFour: attested?.lastFour ?? null,
    lookUpId: body.lookUpId,
    madeAt: body.madeAt,
    by: actorOf(terminal, body.operatorId),
    recordedAt,
  };
}

async function answerNew(
  options: AssociationsOptions,
  row: EntryRow,
  reference: string,
): Promise<Answer<AssociationReply>> {
  if (row.outcome !== "claimed") return await answerRow(options, row, true, reference);
  // The claim is committed: whatever becomes of its announcement, this entry is answered as claimed at least.
  await options.claims.settle(claimOf(row));
  const settled = await queryRow(options.database, findEntryStatement(row.entryId));
  return await answerRow(options, settled.ok ? (settled.value ?? row) : row, true, reference);
}

function claimOf(row: EntryRow): OpenClaim {
  const { eventId, entryId, issueRegion, recordedAt } = row;
  if (issueRegion === null) throw new Error(`ledger row ${eventId} claims a card that is gone`);
  return { eventId, entryId, issueRegion, recordedAt, ...identityOf(row) };
}

/** The answer for an entry that is in the ledger already; undefined when it is not. */
async function answerKnown(
  options: AssociationsOptions,
  entryId: string,
  requestHash: Buffer,
  reference: string,
): Promise<Answer<AssociationReply> | undefined> {
  const known = await queryRow(options.database, findEntryStatement(entryId));
  if (!known.ok) return err(problemOfOpenFate(reference));
  const row = known.value;
  if (row === undefined) return undefined;
  // A tombstone came before its request, so it has none to compare.
  if (row.requestHash !== null && !row.requestHash.equals(requestHash))
    return err(problemOf("entry/reused", reference));
  return await answerRow(options, row, false, reference);
}
