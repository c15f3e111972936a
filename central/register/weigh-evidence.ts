import { assertNever } from "../../shared/basics/assert-never.ts";
import { ok, type Result } from "../../shared/basics/result.ts";
import type { HolderProof, MediumEvidence, StripeKeyEvidence } from "../../shared/contracts/evidence.ts";
import { checkSocialSecurityNumberOnCard } from "../../shared/numbers/social-security-number.ts";
import type { Vault } from "../platform/vault.ts";

/** What was read of a card and attested of its holder, opened and hashed: what the judgement compares, and what the rows keep. */
export interface WeighedEvidence {
  readonly evidence: MediumEvidence["kind"];
  readonly stripeKind: StripeKeyEvidence["kind"] | null;
  readonly withoutReadReason: string | null;
  /** Of stripes that say nothing by themselves; the register knows, or learns, whose they are. */
  readonly stripeKeyHash: Buffer | null;
  /** Of a stripe that carries the person's number: the holder's must be the same. */
  readonly personNumberHash: Buffer | null;
  /** Of an identity card attested while the service was away: the holder's must be the same. */
  readonly lastFourHash: Buffer | null;
  /** The stripe carries a card number, and it is not the typed one. */
  readonly isOtherCardNumber: boolean;
}

const nothingRead = {
  stripeKind: null,
  stripeKeyHash: null,
  personNumberHash: null,
  isOtherCardNumber: false,
} as const;

/** Opens and hashes the evidence of one request. An err when a sealed text is not for us or damaged. `today` is the region's day. */
export async function weighEvidence(
  vault: Vault,
  {
    medium,
    cardNumber,
    proof,
    today,
  }: {
    readonly medium: MediumEvidence;
    readonly cardNumber: string;
    readonly proof: HolderProof | undefined;
    readonly today: string;
  },
): Promise<Result<WeighedEvidence, "unsealable">> {
  const lastFourHash = hashLastFour(vault, proof);
  if (medium.kind === "none")
    return ok({ ...nothingRead, evidence: "none", withoutReadReason: medium.reason, lastFourHash });

  const key = await weighStripeKey(vault, medium.key, cardNumber, today);
  if (!key.ok) return key;
  return ok({ ...nothingRead, ...key.value, evidence: "stripe", withoutReadReason: null, lastFourHash });
}

type WeighedKey = Pick<WeighedEvidence, "stripeKind"> & Partial<WeighedEvidence>;

async function weighStripeKey(
  vault: Vault,
  key: StripeKeyEvidence,
  cardNumber: string,
  today: string,
): Promise<Result<WeighedKey, "unsealable">> {
  if (key.kind === "cardNumber") return ok({ stripeKind: key.kind, isOtherCardNumber: key.cardNumber !== cardNumber });
  const opened = await vault.openSealed(key.sealed);
  if (!opened.ok) return opened;
  switch (key.kind) {
    case "bankNumber":
    case "unknown":
      return ok({ stripeKind: key.kind, stripeKeyHash: vault.hash("stripe-key", opened.value) });
    case "personId":
      return ok({ stripeKind: key.kind, personNumberHash: hashPersonNumber(vault, opened.value, today) });
    default:
      return assertNever(key);
  }
}

function hashPersonNumber(vault: Vault, text: string, today: string): Buffer {
  // Stripes from before 1999 carry 15 digits, which stand for a known 18. What is no such number meets no holder's hash.
  const [year = 0, month = 0, day = 0] = today.split("-").map(Number);
  const checked = checkSocialSecurityNumberOnCard(text.toUpperCase(), { year, month, day });
  return vault.hash("person-number", checked.ok ? checked.value.number : text);
}

function hashLastFour(vault: Vault, proof: HolderProof | undefined): Buffer | null {
  const attestsIdentityCard = proof?.kind === "documentAttested" && proof.document === "identity-card";
  return attestsIdentityCard ? vault.hash("person-last-four", proof.lastFour) : null;
}
