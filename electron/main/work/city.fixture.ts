import { type RawReply, readAssociationReply } from "../../../shared/association/outcome.ts";
import { AssociationRequest } from "../../../shared/contracts/http.ts";
import { problemReply } from "../journal/journal.fixture.ts";

/** A card of the model city. */
export interface CityCard {
  readonly cardNumber: string;
  readonly holder: string;
  isLost: boolean;
}

/** What the ledger of the model city holds of one entry: its body, and the answer that every repeat gets. */
interface CityRow {
  readonly body: string;
  readonly request: AssociationRequest;
  readonly first: RawReply;
}

const instant = "2026-03-12T02:00:01.000Z";
const masked = "320102********0010";

/**
 * The whole of the service's rules in a few lines, to compare the terminal with: an entry is decided once and answered the same ever after; a
 * lost card is refused and its link ended; one card has one link, one holder one card.
 */
export class City {
  readonly cards: readonly CityCard[];
  readonly rows = new Map<string, CityRow>();
  /** Card number → entry that is in force. */
  readonly links = new Map<string, string>();

  constructor(cards: readonly Omit<CityCard, "isLost">[]) {
    this.cards = cards.map((card) => ({ ...card, isLost: false }));
  }

  put(entryId: string, body: string): RawReply {
    const known = this.rows.get(entryId);
    if (known !== undefined) return known.body === body ? repeated(known.first) : problemReply(422, "entry/reused");
    const request = AssociationRequest.parse(JSON.parse(body));
    const first = this.#decide(entryId, request.cardNumber);
    this.rows.set(entryId, { body, request, first });
    return first;
  }

  /** What a look-up says: refused and conflicting cards end the attempt there. */
  lookUp(lookUpId: string, cardNumber: string): RawReply {
    const refused = this.#refusal(cardNumber);
    if (refused !== undefined) return refused;
    const found = { lookUpId, holder: fullHolder, card: shownCard };
    return this.links.has(cardNumber)
      ? { status: 200, body: { kind: "alreadyAssociated", ...found, standing } }
      : { status: 200, body: { kind: "found", ...found, medium: "this-card" } };
  }

  reportLost(cardNumber: string): void {
    const card = this.#card(cardNumber);
    if (card === undefined) return;
    card.isLost = true;
    this.links.delete(cardNumber);
  }

  /** Whether the ledger says that this entry was confirmed. */
  hasConfirmed(entryId: string): boolean {
    const row = this.rows.get(entryId);
    if (row === undefined) return false;
    const reading = readAssociationReply(entryId, row.first);
    return reading.kind === "settled" && reading.outcome.kind === "confirmed";
  }

  #decide(entryId: string, cardNumber: string): RawReply {
    const refused = this.#refusal(cardNumber);
    if (refused !== undefined) return refused;
    if (this.links.has(cardNumber)) return recorded(entryId, "alreadyAssociated", { standing });
    this.links.set(cardNumber, entryId);
    return recorded(entryId, "confirmed");
  }

  #refusal(cardNumber: string): RawReply | undefined {
    const card = this.#card(cardNumber);
    if (card === undefined) return refusal("unknown-number");
    if (card.isLost) return refusal("lost");
    const other = this.cards.find(({ holder, cardNumber: number }) => holder === card.holder && this.links.has(number));
    if (other === undefined || other === card) return undefined;
    const conflict = { about: "holder-has-other-card", ours: side, theirs: { ...side, recordedAt: instant } };
    return problemReply(409, "conflict/holder-has-other-card", { conflict });
  }

  #card(cardNumber: string): CityCard | undefined {
    return this.cards.find((card) => card.cardNumber === cardNumber);
  }
}

const standing = { recordedAt: instant, place: "02 窗口" };
const fullHolder = { kind: "full", name: "测试员", socialSecurityNumberMasked: masked, photo: null };
const shownCard = { cardNumberMasked: "A12****74", issueRegion: "320100", generation: 3, validUntil: null };
const side = {
  cardNumberMasked: "A12****74",
  holderNameMasked: "测**",
  socialSecurityNumberMasked: masked,
  recordedAt: null,
  place: null,
};

function refusal(reason: string): RawReply {
  return problemReply(422, `refused/${reason}`, { refusal: { reason, since: null } });
}

function recorded(entryId: string, outcome: string, more: Record<string, unknown> = {}): RawReply {
  const holder = { nameMasked: "测**", socialSecurityNumberMasked: masked };
  const facts = { eventId: entryId, recordedAt: instant, businessDay: "2026-03-12", cardNumberMasked: "A12****74" };
  return { status: outcome === "confirmed" ? 201 : 200, body: { outcome, entryId, holder, ...facts, ...more } };
}

function repeated(first: RawReply): RawReply {
  return first.status === 201 ? { ...first, status: 200 } : first;
}
