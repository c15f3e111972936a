import * as z from "zod/mini";
import { BusinessDay, ConflictSide, Instant, Masked, StandingAssociation } from "./http.ts";
import { conflictKinds, refusalReasons } from "./problem-codes.ts";

/** Codes are `<family>/<name>`, e.g. `service/away`; words/ holds cause and remedy of each. */
export const ErrorCode = z.string().check(z.regex(/^[a-z-]+\/[a-z-]+$/));

/** A short reference a clerk can read out or copy; finds the event in the logs. */
export const Reference = z.string().check(z.maxLength(60));

const person = { holderNameMasked: Masked, socialSecurityNumberMasked: Masked, cardNumberMasked: Masked };

/** How one attempt ended, or stands. Each arm is a screen of its own. */
export const OutcomeView = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("confirmed"), ...person, recordedAt: Instant }),
  z.strictObject({ kind: z.literal("alreadyAssociated"), ...person, standing: StandingAssociation }),
  z.strictObject({ kind: z.literal("claimed"), ...person, recordedAt: Instant }),
  z.strictObject({
    kind: z.literal("conflict"),
    about: z.enum(conflictKinds),
    mediumMasked: z.nullable(Masked),
    ours: ConflictSide,
    theirs: ConflictSide,
  }),
  z.strictObject({
    kind: z.literal("refused"),
    reason: z.enum(refusalReasons),
    since: z.nullable(BusinessDay),
    cardNumberMasked: Masked,
    /** Whether the look-up already refused (nothing was submitted) or the association itself. */
    stage: z.enum(["look-up", "association"]),
    reference: Reference,
  }),
  z.strictObject({
    kind: z.literal("waiting"),
    cardNumberMasked: Masked,
    failure: ErrorCode,
    savedAtMs: z.int(),
    deadlineAtMs: z.int(),
  }),
  /** An entry of this card is being sent at this moment. */
  z.strictObject({
    kind: z.literal("sending"),
    cardNumberMasked: Masked,
    savedAtMs: z.int(),
  }),
  z.strictObject({
    kind: z.literal("unknown"),
    cardNumberMasked: Masked,
    failure: ErrorCode,
    savedAtMs: z.int(),
    attempts: z.int(),
    nextAttemptAtMs: z.nullable(z.int()),
  }),
  z.strictObject({ kind: z.literal("parked"), cardNumberMasked: Masked, code: ErrorCode, reference: Reference }),
  z.strictObject({ kind: z.literal("cancelled"), cardNumberMasked: Masked }),
]);
export type OutcomeView = z.infer<typeof OutcomeView>;
