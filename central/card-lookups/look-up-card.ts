import type { Clock } from "../../shared/basics/clock.ts";
import { err, ok, type Result } from "../../shared/basics/result.ts";
import type { CardLookUpReply, CardLookUpRequest, Problem } from "../../shared/contracts/http.ts";
import type { Access, Terminal } from "../platform/access.ts";
import type { Answer } from "../platform/answer.ts";
import { canonicalJson } from "../platform/canonical-json.ts";
import type { Database } from "../platform/database.ts";
import type { DatabaseFault } from "../platform/database-fault.ts";
import { problemOfAccess } from "../platform/http-server.ts";
import { problemOf, problemOfFault, problemOfOpenFate } from "../platform/problems.ts";
import type { ServiceRegion } from "../platform/region.ts";
import type { Vault } from "../platform/vault.ts";
import type { CardRegisters } from "../register/card-register.ts";
import { cardRecordId, openCardNumber } from "../register/identity.ts";
import type { JudgedAttempt } from "../register/judgement.ts";
import { getStanding } from "../register/standing-association.ts";
import { type WeighedEvidence, weighEvidence } from "../register/weigh-evidence.ts";
import { type Finding, findingOf, rowOf, withRegisterAnswer } from "./finding.ts";
import type { LookUpCounter } from "./look-up-limits.ts";
import { replyOf } from "./look-up-reply.ts";
import { type JudgedRow, judgeStatement, recordStatement } from "./sql.ts";

/** What a look-up works with. */
export interface LookUpOptions {
  readonly database: Database;
  readonly vault: Vault;
  readonly access: Access;
  readonly registers: CardRegisters;
  readonly counter: LookUpCounter;
  readonly region: ServiceRegion;
  readonly clock: Clock;
}

/** A look-up with who asks. */
export interface AskedLookUp {
  readonly body: CardLookUpRequest;
  readonly terminal: Terminal;
  readonly reference: string;
}

/**
 * Tells who holds a card, and what an association would meet. Recorded before it is answered, refusals too, so that nobody sees a holder
 * without leaving a trace. A repeat under the same id is answered as things are now and not recorded again.
 */
export async function lookUpCard(options: LookUpOptions, asked: AskedLookUp): Promise<Answer<CardLookUpReply>> {
  const { body, reference } = asked;
  const admitted = await admit(options, asked);
  if (!admitted.ok) return admitted;

  const { vault, database, region } = options;
  const cardNumberHash = vault.hash("card-number", body.cardNumber);
  const today = region.dayOf(options.clock.nowMs());
  const evidence = admitted.value;
  const attempt = { cardNumberHash, evidence, today, externalRegions: options.registers.externalRegions };

  const judged = await judge(options, attempt);
  if (!judged.ok) return err(problemOfFault(judged.error, reference));
  const finding = await askRegister(options, judged.value);
  const recorded = await record(options, asked, attempt, finding);
  if (!recorded.ok) return recorded;

  const standing = "standingEventId" in finding ? await getStanding(database, finding.standingEventId) : ok(undefined);
  if (!standing.ok) return err(problemOfOpenFate(reference));
  const { lookUpId } = body;
  return replyOf(finding, { vault, nameMask: region.nameMask, lookUpId, evidence, standing: standing.value });
}

/** Lets the operator in, counts the look-up, opens the evidence. */
async function admit(
  { access, counter, vault, region, clock }: LookUpOptions,
  { body, reference }: AskedLookUp,
): Promise<Result<WeighedEvidence, Problem>> {
  const operator = await access.admitOperator(body.operatorId);
  if (!operator.ok) return err(problemOfAccess(operator.error, reference));
  const limited = counter.take(body.operatorId, body.medium.kind === "none");
  if (limited !== undefined) return err(problemOf("look-up/limited", reference, limited));
  const { medium, cardNumber } = body;
  const today = region.dayOf(clock.nowMs());
  const weighed = await weighEvidence(vault, { medium, cardNumber, proof: undefined, today });
  return weighed.ok ? weighed : err(problemOf("request/unsealable", reference));
}

async function judge({ database }: LookUpOptions, attempt: JudgedAttempt): Promise<Result<Finding, DatabaseFault>> {
  const rows = await database.query<JudgedRow>(judgeStatement(attempt));
  if (!rows.ok) return rows;
  const row = rows.value[0];
  if (row === undefined) throw new Error("a judgement gives one row for any number");
  return ok(findingOf(row, attempt.cardNumberHash));
}

async function askRegister({ registers, vault }: LookUpOptions, finding: Finding): Promise<Finding> {
  if (finding.kind === "refused") return finding;
  const { issueRegion, stateCode, stateSince } = finding.card;
  const known = { cardNumber: openCardNumber(vault, finding.card), issueRegion, stateCode, stateSince };
  return withRegisterAnswer(finding, await registers.of(issueRegion).lookUp(known));
}

// A row that another request is just writing is not seen yet by the statement that met it; the next look sees it.
const recordLooks = 3;

async function record(
  { database, vault, clock }: LookUpOptions,
  { body, terminal, reference }: AskedLookUp,
  attempt: JudgedAttempt,
  finding: Finding,
): Promise<Result<true, Problem>> {
  const requestHash = vault.hash("request", canonicalJson(body));
  const statement = recordStatement({
    lookUpId: body.lookUpId,
    requestHash,
    ...rowOf(finding),
    cardNumberSealed: vault.sealField("card-number", cardRecordId(attempt.cardNumberHash), body.cardNumber),
    attempt,
    terminalId: terminal.terminalId,
    operatorId: body.operatorId,
    recordedAt: new Date(clock.nowMs()),
  });
  for (let left = recordLooks; left > 0; left -= 1) {
    const rows = await database.query<{ requestHash: Buffer }>(statement);
    if (!rows.ok)
      return err(left === recordLooks ? problemOfFault(rows.error, reference) : problemOfOpenFate(reference));
    const stands = rows.value[0]?.requestHash;
    // Another number under a used id would be a look-up that leaves no trace.
    if (stands !== undefined) return stands.equals(requestHash) ? ok(true) : err(problemOf("entry/reused", reference));
  }
  return err(problemOfOpenFate(reference));
}
