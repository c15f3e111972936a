import * as z from "zod/mini";
import { BusinessDay, ConflictSide, Instant, MaskedName, MaskedNumber, StandingAssociation } from "./http.ts";
import { conflictKinds, refusalReasons } from "./problem-codes.ts";

/** Codes are `<family>/<name>`, e.g. `service/away`; words/ holds cause and remedy of each. */
export const ErrorCode = z.string().check(z.regex(/^[a-z-]+\/[a-z-]+$/));

/** The most characters of a reference that a screen has room for. */
export const longestReference = 60;

/** A short reference a clerk can read out or copy; finds the event in the logs. */
export const Reference = z.string().check(z.maxLength(longestReference));

const person = {
  holderNameMasked: MaskedName,
  socialSecurityNumberMasked: MaskedNumber,
  cardNumberMasked: MaskedNumber,
};

/** How one attempt ended, or stands. Each arm is a screen of its own. */
export const OutcomeView = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("confirmed"), ...person, recordedAt: Instant }),
  z.strictObject({ kind: z.literal("alreadyAssociated"), ...person, standing: StandingAssociation }),
  z.strictObject({ kind: z.literal("claimed"), ...person, recordedAt: Instant }),
  z.strictObject({
    kind: z.literal("conflict"),
    about: z.enum(conflictKinds),
    mediumMasked: z.nullable(MaskedNumber),
    ours: ConflictSide,
    theirs: ConflictSide,
  }),
  z.strictObject({
    kind: z.literal("refused"),
    reason: z.enum(refusalReasons),
    since: z.nullable(BusinessDay),
    cardNumberMasked: MaskedNumber,
    reference: Reference,
  }),
  z.strictObject({
    kind: z.literal("waiting"),
    /** Null where the holder was not compared: the service was away, and checks it when the entry comes. */
    holderNameMasked: z.nullable(MaskedName),
    cardNumberMasked: MaskedNumber,
    failure: ErrorCode,
    savedAtMs: z.int(),
    deadlineAtMs: z.int(),
  }),
  /** An entry of this card is being sent at this moment. */
  z.strictObject({
    kind: z.literal("sending"),
    cardNumberMasked: MaskedNumber,
    savedAtMs: z.int(),
  }),
  z.strictObject({
    kind: z.literal("unknown"),
    cardNumberMasked: MaskedNumber,
    failure: ErrorCode,
    savedAtMs: z.int(),
    attempts: z.int(),
    nextAttemptAtMs: z.nullable(z.int()),
  }),
  z.strictObject({ kind: z.literal("parked"), cardNumberMasked: MaskedNumber, code: ErrorCode, reference: Reference }),
  z.strictObject({ kind: z.literal("cancelled"), cardNumberMasked: MaskedNumber }),
]);
export type OutcomeView = z.infer<typeof OutcomeView>;
