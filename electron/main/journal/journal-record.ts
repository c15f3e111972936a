import * as z from "zod/mini";
import { Entry } from "../../../shared/association/entry.ts";
import type { ParkCode } from "../../../shared/association/entry-state.ts";
import type { Failure } from "../../../shared/association/outcome.ts";
import {
  AssociationReply,
  AssociationRequest,
  BusinessDay,
  CardLookUpReply,
  EntryId,
  LookUpId,
  Problem,
} from "../../../shared/contracts/http.ts";
import { isProblemCode, type ProblemCode } from "../../../shared/contracts/problem-codes.ts";

// A record, so that a new code does not compile until it can be written: a failure the journal cannot keep would end the program.
const terminalFailureCodes = {
  "service/away": true,
  "service/timeout": true,
  "service/unreadable": true,
  "service/not-demo": true,
  "service/key-changed": true,
  "service/pins-unreadable": true,
  "service/connecting": true,
  "entry/interrupted": true,
} as const satisfies Record<Exclude<Failure["code"], ProblemCode>, true>;

const FailureRecord = z.strictObject({
  code: z.custom<Failure["code"]>(
    (code) => typeof code === "string" && (isProblemCode(code) || Object.hasOwn(terminalFailureCodes, code)),
  ),
  reference: z.nullable(z.string()),
  retryAfterMs: z.nullable(z.int()),
});

const ParkCodeRecord = z.custom<ParkCode>(
  (code) => typeof code === "string" && (isProblemCode(code) || code === "entry/deadline-passed"),
);

/** A reply as it came, reduced to the fields the contract knows; what it means is read anew at every load. */
const ReplyRecord = z.strictObject({ status: z.int(), body: z.unknown() });

/** The request's JSON text is the entry's body: kept as it went on the wire, so that a repeat has the same bytes in every version. */
const BodyText = z.string().check(z.refine((text) => parseBody(text) !== undefined));

const common = {
  /** Counts the runs of the program that wrote to this file: where it changes, the run before is over. */
  run: z.int(),
  atMs: z.int(),
};

/** One durable fact. The journal's content is these, in order; each load folds them anew. */
export const JournalRecord = z.discriminatedUnion("kind", [
  /** First record of every file. `businessDay` is the day on which it was last compacted. */
  z.strictObject({ kind: z.literal("begun"), ...common, businessDay: BusinessDay }),
  /** `sendNow`: the first attempt follows without another record. */
  z.strictObject({
    kind: z.literal("saved"),
    ...common,
    entry: z.omit(Entry, { request: true }),
    body: BodyText,
    sendNow: z.boolean(),
  }),
  z.strictObject({ kind: z.literal("attemptStarted"), ...common, entryId: EntryId }),
  z.strictObject({
    kind: z.literal("attemptEnded"),
    ...common,
    entryId: EntryId,
    how: z.enum(["notWritten", "unanswered", "notProcessed"]),
    failure: FailureRecord,
    nextAttemptAtMs: z.int(),
  }),
  z.strictObject({ kind: z.literal("settled"), ...common, entryId: EntryId, reply: ReplyRecord }),
  z.strictObject({
    kind: z.literal("parked"),
    ...common,
    entryId: EntryId,
    code: ParkCodeRecord,
    reference: z.nullable(z.string()),
  }),
  z.strictObject({ kind: z.literal("retryAsked"), ...common, entryId: EntryId }),
  /** A look-up that ended the attempt; no entry was made. */
  z.strictObject({
    kind: z.literal("lookUpEnded"),
    ...common,
    lookUpId: LookUpId,
    reply: ReplyRecord,
    shown: Entry.shape.shown,
    businessDay: BusinessDay,
  }),
  /** The program was closed in order. */
  z.strictObject({ kind: z.literal("closed"), ...common }),
]);
export type JournalRecord = z.infer<typeof JournalRecord>;
export type RecordOf<Kind extends JournalRecord["kind"]> = Extract<JournalRecord, { kind: Kind }>;

/** The record's bytes. Throws when it could not be read back: such a record must never be written. */
export function encodeJournalRecord(record: JournalRecord): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(JournalRecord.parse(record)));
}

/** Reads a record's bytes; undefined when this version of the program does not understand them. Never throws. */
export function decodeJournalRecord(bytes: Uint8Array): JournalRecord | undefined {
  const record = JournalRecord.safeParse(parseJson(bytes));
  return record.success ? record.data : undefined;
}

/** The request in a body's text; undefined when it is none. */
export function parseBody(text: string): AssociationRequest | undefined {
  try {
    const request = AssociationRequest.safeParse(JSON.parse(text));
    return request.success ? request.data : undefined;
  } catch {
    // Not JSON: no request either.
    return undefined;
  }
}

/**
 * What the journal keeps of a reply's body: the fields the contract knows, without the photo and the full name of a holder, which no list
 * shows. A body that is no reply of the contract is kept as null.
 */
export function knownBodyOf(body: unknown): unknown {
  const association = AssociationReply.safeParse(body);
  if (association.success) return association.data;
  const problem = Problem.safeParse(body);
  if (problem.success) return problem.data;
  const lookUp = CardLookUpReply.safeParse(body);
  return lookUp.success ? withoutPerson(lookUp.data) : null;
}

/** No list needs more of a look-up's reply; a service that sends more is not one of ours. */
const longestLookUpBody = 64 * 1024;

/** What the journal keeps of a look-up's reply: as `knownBodyOf`, and null when that is longer than any line needs. */
export function knownLookUpBodyOf(body: unknown): unknown {
  const known = knownBodyOf(body);
  return JSON.stringify(known).length <= longestLookUpBody ? known : null;
}

function withoutPerson(reply: CardLookUpReply): CardLookUpReply {
  const { socialSecurityNumberMasked } = reply.holder;
  return { ...reply, holder: { kind: "masked", nameMasked: "", socialSecurityNumberMasked } };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return value;
  } catch {
    // Authenticated and yet no JSON: written by another version; the schema says no to undefined.
    return undefined;
  }
}
