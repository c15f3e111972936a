import * as z from "zod/mini";
import { isMaskedName, isMaskedNumber } from "../numbers/masks.ts";
import { CardNumberText, HolderProof, MediumEvidence } from "./evidence.ts";
import { conflictKinds, isProblemCode, type ProblemCode, refusalReasons } from "./problem-codes.ts";

/** Identifies one attempt from screen to ledger; the idempotency key of PUT. UUIDv7, made by the terminal. */
export const EntryId = z.uuidv7();
export type EntryId = z.infer<typeof EntryId>;

/** Identifies one look-up. UUIDv7, made by the terminal; a repeat under the same id is answered again, not recorded again. */
export const LookUpId = z.uuidv7();

/** UTC instant, ISO 8601 with milliseconds and `Z`. */
export const Instant = z.iso.datetime({ precision: 3 });

/** A day of the region's calendar, `YYYY-MM-DD`. */
export const BusinessDay = z.iso.date();

/** A number of which only a part is readable, as `shared/numbers/masks.ts` makes it; a full number does not pass. */
export const MaskedNumber = z.string().check(z.maxLength(60), z.refine(isMaskedNumber));

/** A name of which only a part is readable, or none; one without a star does not pass. */
export const MaskedName = z.string().check(z.maxLength(60), z.refine(isMaskedName));

const OperatorId = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,32}$/));

/** `GET /v1/service`: what this service is. Asked first; needs no token. */
export const ServiceDescription = z.object({
  service: z.literal("kalian-central"),
  version: z.string(),
  /** `demo` accepts the development token and holds sample people; a terminal that is not enrolled works only against `demo` on loopback. */
  environment: z.enum(["demo", "production"]),
  regionCode: z.string().check(z.regex(/^\d{6}$/)),
  /** Public half of the sealing pair: raw uncompressed P-256 point, base64 of 65 bytes. `keyId` is the first 8 bytes of its SHA-256 in hex. */
  sealingKey: z.object({ keyId: z.string().check(z.regex(/^[0-9a-f]{16}$/)), publicKey: z.string() }),
  now: Instant,
});
export type ServiceDescription = z.infer<typeof ServiceDescription>;

/** `POST /v1/card-lookups`: who holds this card? Always with the evidence of the read card, or with the reason there is none. */
export const CardLookUpRequest = z.strictObject({
  lookUpId: LookUpId,
  cardNumber: CardNumberText,
  medium: MediumEvidence,
  operatorId: OperatorId,
});
export type CardLookUpRequest = z.infer<typeof CardLookUpRequest>;

/** The holder as the asking operator may see them: full name only with a read card. The person's number is always masked (6+4). */
export const HolderView = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("full"),
    name: z.string().check(z.maxLength(60)),
    socialSecurityNumberMasked: MaskedNumber,
    /** `data:image/...` or null where the service keeps no photo. */
    photo: z.nullable(z.string().check(z.maxLength(400_000))),
  }),
  z.object({ kind: z.literal("masked"), nameMasked: MaskedName, socialSecurityNumberMasked: MaskedNumber }),
]);
export type HolderView = z.infer<typeof HolderView>;

/** What the register says of the card itself. */
export const CardView = z.object({
  cardNumberMasked: MaskedNumber,
  /** Place of issue: six-digit region code. */
  issueRegion: z.string(),
  generation: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  validUntil: z.nullable(BusinessDay),
});
export type CardView = z.infer<typeof CardView>;

/** An association that is in force, as far as the asker may see it. */
export const StandingAssociation = z.object({ recordedAt: Instant, place: z.string() });
export type StandingAssociation = z.infer<typeof StandingAssociation>;

/** 200 of a look-up that does not refuse. `medium` says how the read card stands to this number. */
export const CardLookUpReply = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("found"),
    lookUpId: LookUpId,
    holder: HolderView,
    card: CardView,
    medium: z.enum(["this-card", "not-known-yet", "not-read"]),
  }),
  z.object({
    kind: z.literal("alreadyAssociated"),
    lookUpId: LookUpId,
    holder: HolderView,
    card: CardView,
    standing: StandingAssociation,
  }),
]);
export type CardLookUpReply = z.infer<typeof CardLookUpReply>;

/**
 * `PUT /v1/associations/{entryId}`: associate. Idempotent by `entryId`: the same body gets the same reply (200 instead of 201),
 * another body 422 `entry/reused`.
 */
export const AssociationRequest = z.strictObject({
  cardNumber: CardNumberText,
  /** `acceptedDoubtful`: the check character does not fit and the clerk said it is printed so. */
  numberCheck: z.enum(["fits", "acceptedDoubtful", "none"]),
  medium: MediumEvidence,
  proof: HolderProof,
  operatorId: OperatorId,
  /** The look-up that came before, null when the service was away. */
  lookUpId: z.nullable(LookUpId),
  /** When the operator confirmed, by the terminal's clock. */
  madeAt: Instant,
});
export type AssociationRequest = z.infer<typeof AssociationRequest>;

const HolderMasked = z.object({ nameMasked: MaskedName, socialSecurityNumberMasked: MaskedNumber });

const recorded = {
  entryId: EntryId,
  eventId: z.uuidv7(),
  recordedAt: Instant,
  businessDay: BusinessDay,
  holder: HolderMasked,
  cardNumberMasked: MaskedNumber,
};

/** 201/200/202 of a PUT, and 200 of `GET /v1/associations/{entryId}`. */
export const AssociationReply = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("confirmed"), ...recorded }),
  z.object({ outcome: z.literal("alreadyAssociated"), ...recorded, standing: StandingAssociation }),
  z.object({ outcome: z.literal("claimed"), ...recorded }),
]);
export type AssociationReply = z.infer<typeof AssociationReply>;

/** One side of a conflict. `recordedAt` and `place` are null on the side of the attempt itself. */
export const ConflictSide = z.object({
  cardNumberMasked: MaskedNumber,
  holderNameMasked: MaskedName,
  socialSecurityNumberMasked: MaskedNumber,
  recordedAt: z.nullable(Instant),
  place: z.nullable(z.string()),
});
export type ConflictSide = z.infer<typeof ConflictSide>;

/** RFC 9457 problem details. `code` is stable; `title` and `detail` are for people who read logs and hold no personal data. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.custom<ProblemCode>((value) => typeof value === "string" && isProblemCode(value)),
  detail: z.optional(z.string()),
  /** A reference that finds the request in the service's log. */
  instance: z.string(),
  refusal: z.optional(
    z.object({
      reason: z.enum(refusalReasons),
      /** When the card came into the refusing state, where the register knows. */
      since: z.nullable(BusinessDay),
    }),
  ),
  conflict: z.optional(z.object({ about: z.enum(conflictKinds), ours: ConflictSide, theirs: ConflictSide })),
  retryAfterMs: z.optional(z.int()),
});
export type Problem = z.infer<typeof Problem>;

/** `POST /v1/associations/{entryId}/cancellation`: leaves a tombstone even when the PUT never came. Idempotent by `entryId`. */
export const CancellationRequest = z.strictObject({
  operatorId: OperatorId,
  reason: z.enum(["wrong-person", "wrong-card", "no-longer-wanted"]),
});
export type CancellationRequest = z.infer<typeof CancellationRequest>;
export const CancellationReply = z.object({ outcome: z.literal("cancelled"), entryId: EntryId, recordedAt: Instant });
export type CancellationReply = z.infer<typeof CancellationReply>;

/** One ledger row as `GET /v1/associations?terminal=&day=&cursor=` lists it, oldest first. */
export const LedgerItem = z.object({
  entryId: EntryId,
  eventId: z.uuidv7(),
  outcome: z.enum(["confirmed", "alreadyAssociated", "claimed", "conflict", "refused", "cancelled"]),
  code: z.nullable(z.string()),
  cardNumberMasked: MaskedNumber,
  evidence: z.enum(["stripe", "none"]),
  operatorId: OperatorId,
  recordedAt: Instant,
});
export const LedgerPage = z.object({ items: z.array(LedgerItem), nextCursor: z.nullable(z.string()) });
export type LedgerPage = z.infer<typeof LedgerPage>;
export const LedgerQuery = z.object({
  terminal: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,32}$/)),
  day: BusinessDay,
  cursor: z.optional(z.string().check(z.maxLength(100))),
});

/** Where the parts of the contract live; `{entryId}` is replaced by `associationPath`. */
export const paths = {
  service: "/v1/service",
  cardLookUps: "/v1/card-lookups",
  associations: "/v1/associations",
  health: "/healthz",
  ready: "/readyz",
  openApi: "/openapi.json",
} as const;

/** Path of one entry's association. */
export function associationPath(entryId: EntryId): string {
  return `${paths.associations}/${entryId}`;
}

/**
 * The one development credential. A service accepts it only while it reports `demo` and listens on loopback; a terminal offers it
 * only to such a service. Production enrolment replaces it.
 */
export const demoCredentials = {
  token: "kalian-demo-terminal-not-secret",
  terminalId: "demo-03",
  operatorId: "T001",
} as const;
