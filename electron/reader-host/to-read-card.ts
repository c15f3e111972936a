import { assertNever } from "../../shared/basics/assert-never.ts";
import { err, ok, type Result } from "../../shared/basics/result.ts";
import type { DecodedCard, StripeKey } from "../../shared/card/decoded-card.ts";
import type { StripeKeyEvidence } from "../../shared/contracts/evidence.ts";
import type { ReadCard } from "../../shared/contracts/reader-host.ts";
import { maskBankNumber, maskCardNumber, maskSocialSecurityNumber } from "../../shared/numbers/masks.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { Seal } from "./seal.ts";

/** Where and when a card was read. */
export interface ReadContext {
  readonly readId: string;
  readonly readerId: string;
  readonly readerModel: string;
  readonly atMs: number;
  readonly fingerprintKey: Uint8Array;
  /** Undefined while the service's sealing key is not known. */
  readonly seal: Seal | undefined;
}

/**
 * Turns a decoded card into what may leave the reader host: everything but a card number is sealed or masked. Without a sealing key a
 * card whose key must be sealed is refused: its number may not be kept in any other form.
 */
export async function toReadCard(
  card: DecodedCard,
  context: ReadContext,
): Promise<Result<ReadCard, { readonly kind: "sealing-key-missing" }>> {
  const { readId, readerId, readerModel, atMs, fingerprintKey, seal } = context;
  const { key } = card;
  const evidence = await evidenceOf(key, seal);
  if (evidence === undefined) return err({ kind: "sealing-key-missing" });
  return ok({
    readId,
    readerId,
    readerModel,
    technology: "stripe",
    fingerprint: fingerprintOf(fingerprintKey, key.kind, textOf(key)),
    evidence: { kind: "stripe", key: evidence, authenticated: false },
    keyKind: key.kind,
    keyMasked: maskOf(key),
    expiry: card.expiry,
    tracks: [...card.tracks],
    atMs,
  });
}

async function evidenceOf(key: StripeKey, seal: Seal | undefined): Promise<StripeKeyEvidence | undefined> {
  switch (key.kind) {
    case "cardNumber":
      return { kind: key.kind, cardNumber: key.number };
    case "bankNumber":
      return seal && { kind: key.kind, sealed: await seal(key.number), lastFour: key.lastFour };
    case "personId":
      return seal && { kind: key.kind, sealed: await seal(key.number), lastFour: key.number.slice(-4) };
    case "unknown":
      return seal && { kind: key.kind, sealed: await seal(key.text) };
    default:
      return assertNever(key);
  }
}

function textOf(key: StripeKey): string {
  return key.kind === "unknown" ? key.text : key.number;
}

function maskOf(key: StripeKey): string {
  switch (key.kind) {
    case "cardNumber":
      return maskCardNumber(key.number);
    case "bankNumber":
      return maskBankNumber(key.number);
    case "personId":
      return maskSocialSecurityNumber(key.number, "counter");
    case "unknown":
      // Nobody knows which part of it may be shown.
      return "*".repeat(Math.min(key.text.length, 20));
    default:
      return assertNever(key);
  }
}
