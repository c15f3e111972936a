import { assertNever } from "../../shared/basics/assert-never.ts";
import { err, ok } from "../../shared/basics/result.ts";
import type { CardLookUpReply, CardView, HolderView } from "../../shared/contracts/http.ts";
import { maskCardNumber, type NameMask } from "../../shared/numbers/masks.ts";
import type { Answer } from "../platform/answer.ts";
import { problemOf } from "../platform/problems.ts";
import type { Vault } from "../platform/vault.ts";
import { conflictSideOf, type Identity, maskHolder, openIdentity } from "../register/identity.ts";
import { type StandingRow, viewStanding } from "../register/standing-association.ts";
import type { WeighedEvidence } from "../register/weigh-evidence.ts";
import type { Finding, FoundCard } from "./finding.ts";

/** What a reply is made with. */
export interface ReplyContext {
  readonly vault: Vault;
  readonly nameMask: NameMask;
  readonly lookUpId: string;
  readonly evidence: WeighedEvidence;
  readonly standing: StandingRow | undefined;
}

/** The reply to a look-up. The full name and the photo are for an operator who has the card in hand: without a read card both stay hidden. */
export function replyOf(finding: Finding, context: ReplyContext): Answer<CardLookUpReply> {
  const { lookUpId, vault, nameMask } = context;
  switch (finding.kind) {
    case "refused": {
      const refusal = { reason: finding.reason, since: finding.since };
      return err(problemOf(`refused/${finding.reason}`, lookUpId, { refusal }));
    }
    case "conflict": {
      const standing = requireStanding(context);
      const ours = conflictSideOf(openIdentity(vault, finding.card), nameMask, undefined);
      const theirs = conflictSideOf(openIdentity(vault, standing), nameMask, standing);
      const { about } = finding;
      return err(problemOf(`conflict/${about}`, lookUpId, { conflict: { about, ours, theirs } }));
    }
    case "alreadyAssociated": {
      const standing = viewStanding(requireStanding(context));
      return ok({
        status: 200,
        body: { kind: "alreadyAssociated", lookUpId, ...viewsOf(finding.card, context), standing },
      });
    }
    case "found": {
      const medium = mediumOf(finding.card, context.evidence);
      return ok({ status: 200, body: { kind: "found", lookUpId, ...viewsOf(finding.card, context), medium } });
    }
    default:
      return assertNever(finding);
  }
}

function viewsOf(card: FoundCard, context: ReplyContext): { readonly holder: HolderView; readonly card: CardView } {
  const identity = openIdentity(context.vault, card);
  return {
    holder: holderView(card, identity, context),
    card: {
      cardNumberMasked: maskCardNumber(identity.cardNumber),
      issueRegion: card.issueRegion,
      generation: card.generation,
      validUntil: card.validUntil,
    },
  };
}

function holderView(card: FoundCard, identity: Identity, { vault, nameMask, evidence }: ReplyContext): HolderView {
  const { nameMasked, socialSecurityNumberMasked } = maskHolder(identity, nameMask);
  if (evidence.evidence === "none") return { kind: "masked", nameMasked, socialSecurityNumberMasked };
  const photo = card.photoSealed === null ? null : vault.openField("holder-photo", card.holderId, card.photoSealed);
  return { kind: "full", name: identity.holderName, socialSecurityNumberMasked, photo };
}

function mediumOf(card: FoundCard, evidence: WeighedEvidence): "this-card" | "not-known-yet" | "not-read" {
  if (evidence.evidence === "none") return "not-read";
  // A stripe that carries the card's or the person's own number was compared already; any other must be known.
  return evidence.stripeKeyHash === null || card.isThisMedium ? "this-card" : "not-known-yet";
}

function requireStanding({ standing }: ReplyContext): StandingRow {
  if (standing === undefined) throw new Error("a reply that tells of a standing association was made without it");
  return standing;
}
