// Samples of every state and event, for the tests of this room. Synthetic data only.
import type { Entry } from "../../association/entry.ts";
import type { EntryState } from "../../association/entry-state.ts";
import { type Failure, readAssociationReply, type SettledOutcome } from "../../association/outcome.ts";
import { err, ok } from "../../basics/result.ts";
import type { CardLookUpReply } from "../../contracts/http.ts";
import type { ReadCard } from "../../contracts/reader-host.ts";
import { type CardNumber, type CardNumberRule, checkCardNumberByRules } from "../../numbers/card-number.ts";
import type { CounterEvent } from "./counter-event.ts";
import type { CounterState, Ended, Ending, Medium, TypedNumber } from "./counter-state.ts";
import type { CounterContext } from "./counter-step.ts";

export const nowMs = 1_790_000_000_000;
const entryId = "01990000-0000-7000-8000-00000000e001";
export const otherEntryId = "01990000-0000-7000-8000-00000000e002";
export const lookUpId = "01990000-0000-7000-8000-00000000a001";
export const freshId = "01990000-0000-7000-8000-00000000f001";
const nationalCardNumberRule: CardNumberRule = {
  id: "national",
  length: 9,
  charset: "digits-and-capitals",
  check: "gb11714-9",
  groups: [3, 3, 3],
};
const eventId = "01990000-0000-7000-8000-00000000b001";
const instant = "2026-09-21T13:33:20.000Z";

function aCardNumber(text = "A12345674"): CardNumber {
  const checked = checkCardNumberByRules(text, [nationalCardNumberRule]);
  if (!checked.ok) throw new Error("the sample number is no card number");
  return checked.value.number;
}

export function aReadCard(override: Partial<ReadCard> = {}): ReadCard {
  return {
    readId: "01990000-0000-7000-8000-00000000c001",
    readerId: "magtek-usb-hid:0801:0002:LAB0001",
    readerModel: "MagTek SureSwipe",
    technology: "stripe",
    fingerprint: "a".repeat(64),
    evidence: {
      kind: "stripe",
      authenticated: false,
      key: { kind: "bankNumber", sealed: { keyId: "0123456789abcdef", sealed: "AAAA" }, lastFour: "0000" },
    },
    keyKind: "bankNumber",
    keyMasked: "622202*********0000",
    expiry: { kind: "month", year: 2030, month: 12 },
    tracks: ["absent", "read", "absent"],
    atMs: nowMs - 10_000,
    ...override,
  };
}

export const secondCard = aReadCard({ fingerprint: "b".repeat(64), atMs: nowMs });
export const thirdCard = aReadCard({ fingerprint: "c".repeat(64), atMs: nowMs });
/** A card whose stripe carries another card number than the samples type. */
export const numberedCard = aReadCard({
  keyKind: "cardNumber",
  keyMasked: "123****88",
  evidence: { kind: "stripe", authenticated: false, key: { kind: "cardNumber", cardNumber: "123456788" } },
});

const medium: Medium = { kind: "read", card: aReadCard() };
const typed: TypedNumber = { number: aCardNumber(), check: "fits" };
export const away: Failure = { code: "service/away", reference: null, retryAfterMs: null };

const holder = {
  kind: "full",
  name: "测试员",
  socialSecurityNumberMasked: "320102********0010",
  photo: null,
} as const;
const card = { cardNumberMasked: "A12****74", issueRegion: "320100", generation: 3, validUntil: null } as const;
export const found: Extract<CardLookUpReply, { kind: "found" }> = {
  kind: "found",
  lookUpId,
  holder,
  card,
  medium: "this-card",
};
export const foundAssociated: Extract<CardLookUpReply, { kind: "alreadyAssociated" }> = {
  kind: "alreadyAssociated",
  lookUpId,
  holder,
  card,
  standing: { recordedAt: instant, place: "02 窗口" },
};

export const anEntry: Entry = {
  entryId,
  request: {
    cardNumber: "A12345674",
    numberCheck: "fits",
    medium: aReadCard().evidence,
    proof: { kind: "holderCompared" },
    operatorId: "T001",
    lookUpId,
    madeAt: instant,
  },
  businessDay: "2026-09-21",
  savedAtMs: nowMs - 1000,
  deadlineAtMs: nowMs + 86_400_000,
  shown: { cardNumberMasked: "A12****74", holderNameMasked: "测**", how: "stripe" },
};

function confirmedOutcome(id = entryId): SettledOutcome {
  const body = {
    outcome: "confirmed",
    entryId: id,
    eventId,
    recordedAt: instant,
    businessDay: "2026-09-21",
    holder: { nameMasked: "测**", socialSecurityNumberMasked: "320102********0010" },
    cardNumberMasked: "A12****74",
  };
  const reading = readAssociationReply(id, { status: 201, body });
  if (reading.kind !== "settled") throw new Error("the sample reply is no reply");
  return reading.outcome;
}

export const refused: SettledOutcome = { kind: "refused", reason: "lost", since: "2026-09-01", reference: "req-1" };
const side = {
  cardNumberMasked: "A12****74",
  holderNameMasked: "测**",
  socialSecurityNumberMasked: "320102********0029",
  recordedAt: null,
  place: null,
};
export const conflict: SettledOutcome = {
  kind: "conflict",
  about: "card-taken",
  ours: side,
  theirs: { ...side, recordedAt: instant, place: "02 窗口" },
  reference: "req-2",
};

export const entryStates = {
  waiting: { kind: "waiting", attempts: 1, nextAttemptAtMs: nowMs + 1000, failure: away },
  unknown: { kind: "unknown", attempts: 1, nextAttemptAtMs: nowMs + 1000, failure: away },
  sending: { kind: "sending", attempts: 2, startedAtMs: nowMs, wasUnknown: true },
  parked: { kind: "parked", code: "entry/reused", reference: "req-3", wasUnknown: false, atMs: nowMs },
  parkedUnknown: { kind: "parked", code: "request/invalid", reference: "req-4", wasUnknown: true, atMs: nowMs },
  confirmed: { kind: "settled", outcome: confirmedOutcome(), atMs: nowMs },
  refused: { kind: "settled", outcome: refused, atMs: nowMs },
} as const satisfies Record<string, EntryState>;

export function anEnded(ending: Ending, override: Partial<Ended> = {}): Ended {
  return {
    kind: "ended",
    medium,
    number: typed.number,
    entryId,
    ending,
    earlier: false,
    shownAtMs: nowMs - 5000,
    next: null,
    ...override,
  };
}

const badRead = {
  kind: "badRead",
  fault: { kind: "unreadable", badTracks: [2] },
  readerId: "magtek-usb-hid:0801:0002:LAB0001",
  readerModel: "MagTek SureSwipe",
  badReads: 1,
} as const;
const confirming = { kind: "confirming", medium, typed, found, shownAtMs: nowMs - 5000 } as const;
const submitting = {
  kind: "submitting",
  medium,
  typed,
  entry: anEntry,
  saved: false,
  sinceMs: nowMs - 100,
  next: null,
} as const;

/** One plain sample of every state. */
export const stateSamples: { readonly [Kind in CounterState["kind"]]: Extract<CounterState, { kind: Kind }> } = {
  idle: { kind: "idle" },
  badRead,
  statingReason: { kind: "statingReason", bad: { ...badRead, badReads: 3 } },
  enteringNumber: { kind: "enteringNumber", medium, text: "", problem: null },
  checkingNumber: { kind: "checkingNumber", medium, number: aCardNumber("A12345675") },
  numberContradicts: { kind: "numberContradicts", medium: { kind: "read", card: numberedCard }, number: typed.number },
  lookingUp: { kind: "lookingUp", medium, typed, lookUpId, sinceMs: nowMs - 100 },
  lookUpFailed: { kind: "lookUpFailed", medium, typed, failure: away },
  attesting: { kind: "attesting", medium, typed, failure: away, shownAtMs: nowMs - 5000 },
  confirming,
  submitting,
  saveFailed: {
    kind: "saveFailed",
    medium,
    typed,
    entry: anEntry,
    fault: { code: "journal/disk-full", reference: "log-1" },
    next: null,
  },
  ended: anEnded({ kind: "settled", outcome: confirmedOutcome() }),
  askingAnotherCard: {
    kind: "askingAnotherCard",
    interrupted: { kind: "enteringNumber", medium, text: "", problem: null },
    card: secondCard,
  },
};

/** One plain sample of every event. */
export const eventSamples: { readonly [Kind in CounterEvent["kind"]]: Extract<CounterEvent, { kind: Kind }> } = {
  cardRead: { kind: "cardRead", card: secondCard },
  readFailed: {
    kind: "readFailed",
    fault: { kind: "unreadable", badTracks: [2] },
    readerId: badRead.readerId,
    readerModel: badRead.readerModel,
  },
  goOnAsked: { kind: "goOnAsked" },
  reasonStated: { kind: "reasonStated", reason: "stripe-damaged" },
  numberSubmitted: { kind: "numberSubmitted", text: "A12345674" },
  numberCorrected: { kind: "numberCorrected" },
  doubtAccepted: { kind: "doubtAccepted" },
  lookUpAnswered: { kind: "lookUpAnswered", lookUpId, answer: { kind: "reply", reply: found } },
  lookUpAgain: { kind: "lookUpAgain" },
  documentAttested: { kind: "documentAttested", document: "identity-card", lastFour: "0010" },
  confirmPressed: { kind: "confirmPressed" },
  entrySaved: { kind: "entrySaved", entryId },
  entryNotSaved: { kind: "entryNotSaved", entryId, fault: { code: "journal/disk-full", reference: "log-1" } },
  saveAgain: { kind: "saveAgain" },
  entryChanged: { kind: "entryChanged", entryId, state: entryStates.confirmed },
  stepBack: { kind: "stepBack" },
  nextPerson: { kind: "nextPerson" },
  anotherCardAnswered: { kind: "anotherCardAnswered", takeNew: true },
};

export function aContext(override: Partial<CounterContext> = {}): CounterContext {
  return {
    nowMs,
    nowInstant: instant,
    freshId,
    businessDay: "2026-09-21",
    operatorId: "T001",
    checkNumber: (text) => {
      const checked = checkCardNumberByRules(text, [nationalCardNumberRule]);
      if (checked.ok) return ok(checked.value);
      const { error } = checked;
      return err(error.kind === "wrong-length" ? { kind: "wrong-length", seen: error.seen } : error);
    },
    maskName: (name) => `${name.slice(0, 1)}**`,
    maskCardNumber: (number) => `${number.slice(0, 3)}****${number.slice(-2)}`,
    unsettledOf: () => [],
    policy: { offline: true, goOnWithoutReadAfter: 3, deadlineMs: 86_400_000 },
    ...override,
  };
}
