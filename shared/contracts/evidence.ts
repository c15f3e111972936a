import * as z from "zod/mini";

/**
 * Text sealed to the central service's public key (HPKE, RFC 9180: DHKEM P-256 / HKDF-SHA256 / AES-256-GCM, info `kalian stripe key v1`).
 * `sealed` is base64 of the 65-byte encapsulated key followed by the ciphertext; only the service opens it.
 */
export const SealedText = z.strictObject({
  keyId: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  sealed: z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/), z.maxLength(400)),
});
export type SealedText = z.infer<typeof SealedText>;

/** Last four characters of a number, for display beside its mask. */
const LastFour = z.string().check(z.regex(/^[0-9A-Z]{4}$/));

/** A folded card number: upper-case letters and digits; which lengths are right is the region's rule, not the contract's. */
export const CardNumberText = z.string().check(z.regex(/^[0-9A-Z]{5,20}$/));

/** What a stripe yielded, with its kind. Only a card number travels readable: main must compare it with what the clerk types. */
export const StripeKeyEvidence = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("bankNumber"), sealed: SealedText, lastFour: LastFour }),
  z.strictObject({ kind: z.literal("personId"), sealed: SealedText, lastFour: LastFour }),
  z.strictObject({ kind: z.literal("unknown"), sealed: SealedText }),
  z.strictObject({ kind: z.literal("cardNumber"), cardNumber: CardNumberText }),
]);
export type StripeKeyEvidence = z.infer<typeof StripeKeyEvidence>;

/** Why a clerk went on by number although no reader could read the card. */
export const WithoutReadReason = z.enum(["stripe-damaged", "card-damaged", "reader-faulty"]);
export type WithoutReadReason = z.infer<typeof WithoutReadReason>;

/** What the terminal read of the piece of plastic. `authenticated` is true only for a chip that proved itself; a stripe never does. */
export const MediumEvidence = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("stripe"), key: StripeKeyEvidence, authenticated: z.literal(false) }),
  z.strictObject({ kind: z.literal("none"), reason: WithoutReadReason }),
]);
export type MediumEvidence = z.infer<typeof MediumEvidence>;

/** Kinds of identity document a clerk may attest. */
export const DocumentType = z.enum(["identity-card", "household-book", "passport", "residence-permit"]);
export type DocumentType = z.infer<typeof DocumentType>;

/** How the holder was shown to be the person at the counter. */
export const HolderProof = z.discriminatedUnion("kind", [
  /** Online: the clerk compared the identity document with the holder the service showed. */
  z.strictObject({ kind: z.literal("holderCompared") }),
  /** Offline: the holder could not be shown; the clerk attests the document by type and last four characters. */
  z.strictObject({ kind: z.literal("documentAttested"), document: DocumentType, lastFour: LastFour }),
]);
export type HolderProof = z.infer<typeof HolderProof>;
