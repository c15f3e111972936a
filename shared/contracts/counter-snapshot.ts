import * as z from "zod/mini";
import { ReadFault } from "../readers/read-fault.ts";
import { ReaderId, ReaderState } from "../readers/reader-status.ts";
import { DocumentType, WithoutReadReason } from "./evidence.ts";
import { BusinessDay, CardView, EntryId, HolderView, MaskedName, MaskedNumber } from "./http.ts";
import { ErrorCode, OutcomeView, Reference } from "./outcome-view.ts";
import { StripeExpiry, TrackStates } from "./reader-host.ts";

/** What was read, as the screen may show it. */
export const ReadView = z.strictObject({
  technology: z.enum(["stripe", "chip"]),
  readerModel: z.string(),
  keyKind: z.enum(["bankNumber", "cardNumber", "personId", "unknown"]),
  keyMasked: MaskedNumber,
  expiry: StripeExpiry,
  tracks: TrackStates,
});
export type ReadView = z.infer<typeof ReadView>;

export const MediumView = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("read"), read: ReadView }),
  z.strictObject({ kind: z.literal("notRead"), reason: WithoutReadReason }),
]);
export type MediumView = z.infer<typeof MediumView>;

/** Shape of the number to type, from the region's rules. `groups` are the printed groups, e.g. 3·3·3. */
export const NumberShape = z.strictObject({
  length: z.int(),
  groups: z.readonly(z.array(z.int())),
  letters: z.boolean(),
});
export type NumberShape = z.infer<typeof NumberShape>;

/** Why a submitted number was not taken. `position` counts from 1. */
export const NumberProblem = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("empty") }),
  z.strictObject({ kind: z.literal("wrong-length"), seen: z.int() }),
  z.strictObject({ kind: z.literal("wrong-character"), position: z.int() }),
]);
export type NumberProblem = z.infer<typeof NumberProblem>;

/** What the rail shows of the steps behind: how the card was read and which number was typed. */
const Trail = z.strictObject({
  read: z.nullable(z.strictObject({ how: z.enum(["stripe", "chip", "none"]), readerModel: z.string() })),
  cardNumberMasked: z.nullable(MaskedNumber),
});
export type Trail = z.infer<typeof Trail>;

const common = {
  /** Counts changes of the state; an intent names the step it was made on and is refused when the flow has moved on. */
  step: z.int(),
  trail: Trail,
  /** A card read while the work could not be interrupted; it is next. */
  next: z.nullable(ReadView),
};

/** The work area of the counter, redacted: the one thing to do now. Each `kind` is one screen. */
export const WorkView = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("idle"),
    ...common,
    /** What a restart found: entries settled meanwhile, still on their way, and parked. Null once a card was read. */
    restart: z.nullable(z.strictObject({ settled: z.int(), unsettled: z.int(), parked: z.int() })),
  }),
  z.strictObject({
    kind: z.literal("badRead"),
    ...common,
    fault: ReadFault,
    /** Which reader it was: two may be of one model. */
    readerId: ReaderId,
    readerModel: z.string(),
    picture: z.enum(["swipe-slot", "swipe-side", "insert"]),
    badReads: z.int(),
    /** How many more bad reads until the clerk may go on by number: 0 is now; null where the policy never allows it. */
    untilGoOn: z.nullable(z.int()),
  }),
  z.strictObject({ kind: z.literal("statingReason"), ...common, reasons: z.readonly(z.array(WithoutReadReason)) }),
  z.strictObject({
    kind: z.literal("enteringNumber"),
    ...common,
    medium: MediumView,
    shapes: z.readonly(z.array(NumberShape)),
    /** What stands in the field when the screen opens: empty, or the number to correct. */
    text: z.string(),
    problem: z.nullable(NumberProblem),
  }),
  z.strictObject({
    kind: z.literal("checkingNumber"),
    ...common,
    medium: MediumView,
    shape: NumberShape,
    text: z.string(),
  }),
  z.strictObject({
    kind: z.literal("numberContradicts"),
    ...common,
    medium: MediumView,
    shape: NumberShape,
    text: z.string(),
  }),
  z.strictObject({ kind: z.literal("lookingUp"), ...common, medium: MediumView, sinceMs: z.int() }),
  z.strictObject({
    kind: z.literal("lookUpFailed"),
    ...common,
    medium: MediumView,
    code: ErrorCode,
    reference: Reference,
  }),
  z.strictObject({
    kind: z.literal("attesting"),
    ...common,
    medium: MediumView,
    documents: z.readonly(z.array(DocumentType)),
    /** Why the holder cannot be shown. */
    failure: ErrorCode,
    armAfterMs: z.int(),
  }),
  z.strictObject({
    kind: z.literal("confirming"),
    ...common,
    medium: MediumView,
    holder: HolderView,
    card: CardView,
    mediumStanding: z.enum(["this-card", "not-known-yet", "not-read"]),
    /** A confirming key counts only this long after the screen appeared. */
    armAfterMs: z.int(),
  }),
  z.strictObject({
    kind: z.literal("submitting"),
    ...common,
    medium: MediumView,
    saved: z.boolean(),
    sinceMs: z.int(),
  }),
  z.strictObject({
    kind: z.literal("saveFailed"),
    ...common,
    medium: MediumView,
    code: ErrorCode,
    reference: Reference,
  }),
  z.strictObject({
    kind: z.literal("ended"),
    ...common,
    outcome: OutcomeView,
    /** Last four characters of the entry's id; null when the look-up ended it. */
    entryRef: z.nullable(z.string()),
    /** True when this card already had an unsettled entry and no new one was made. */
    earlier: z.boolean(),
    /** Whether the number may be typed again for the same card. */
    mayRetype: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("askingAnotherCard"),
    ...common,
    read: ReadView,
    /** As on `confirming`. */
    armAfterMs: z.int(),
    /** The screen that lies under the question. */
    interrupted: z.enum([
      "enteringNumber",
      "checkingNumber",
      "numberContradicts",
      "lookingUp",
      "lookUpFailed",
      "attesting",
      "confirming",
    ]),
  }),
]);
export type WorkView = z.infer<typeof WorkView>;
export type WorkKind = WorkView["kind"];

/** How the terminal stands to the service. */
export const LinkStatus = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("connecting") }),
  z.strictObject({ kind: z.literal("connected") }),
  z.strictObject({ kind: z.literal("away"), sinceMs: z.int(), code: ErrorCode }),
  /** It answers, but not as a service this terminal may use. */
  z.strictObject({ kind: z.literal("refused"), code: ErrorCode }),
]);
export type LinkStatus = z.infer<typeof LinkStatus>;

/** Everything around the work: bars, side column, readers page. Pushed on change. */
export const StatusView = z.strictObject({
  seq: z.int(),
  site: z.strictObject({ name: z.string(), window: z.string() }),
  operatorId: z.nullable(z.string()),
  /** True shows 演示环境 on every screen. */
  demo: z.boolean(),
  timeZone: z.string(),
  locale: z.enum(["zh-CN", "en"]),
  /** Large type and strong contrast. Kept here, so that a page that is loaded again is as it was. */
  elderMode: z.boolean(),
  version: z.string(),
  link: LinkStatus,
  queue: z.strictObject({ waiting: z.int(), unknown: z.int(), parked: z.int() }),
  readers: z.readonly(z.array(ReaderState)),
  /** Why nothing can be saved or settled at present (a full disk); null while all is well. */
  journalFault: z.nullable(ErrorCode),
  /** How the journal's key is kept. */
  keyProtection: z.enum(["os-key-store", "file-rights"]),
  sound: z.strictObject({ volume: z.number().check(z.minimum(0), z.maximum(1)) }),
});
export type StatusView = z.infer<typeof StatusView>;

/**
 * Where a line of the list is counted and filtered. `confirmed` is what the service confirmed and nothing else; `notDone` every attempt
 * that ended without a new association; `unknown` also what the city's register has yet to confirm. A parked entry stays in the family it
 * was in, so that the counts add up.
 */
const ResultFamily = z.enum(["confirmed", "notDone", "waiting", "unknown"]);

/** One entry (or look-up that ended an attempt) as today's list and the queue show it. */
export const ListItem = z.strictObject({
  /** Entry id, or the look-up's id where no entry was made. */
  id: EntryId,
  ref: z.string(),
  atMs: z.int(),
  businessDay: BusinessDay,
  holderNameMasked: z.nullable(MaskedName),
  cardNumberMasked: MaskedNumber,
  how: z.enum(["stripe", "chip", "none"]),
  result: z.enum([
    "confirmed",
    "alreadyAssociated",
    "claimed",
    "conflict",
    "refused",
    "waiting",
    "unknown",
    "parked",
    "cancelled",
  ]),
  family: ResultFamily,
  /** What stands in its way, or why it was refused. */
  code: z.nullable(ErrorCode),
  attempts: z.int(),
  nextAttemptAtMs: z.nullable(z.int()),
  deadlineAtMs: z.nullable(z.int()),
});
export type ListItem = z.infer<typeof ListItem>;

/** Today's list and the queue. `today` is newest first; `queue` is every unsettled or parked entry of any day, oldest first. */
export const ListsView = z.strictObject({
  seq: z.int(),
  businessDay: BusinessDay,
  counts: z.strictObject({ confirmed: z.int(), notDone: z.int(), waiting: z.int(), unknown: z.int(), all: z.int() }),
  today: z.readonly(z.array(ListItem)),
  queue: z.readonly(z.array(ListItem)),
});
export type ListsView = z.infer<typeof ListsView>;

/** A sound for what just happened. */
export const Cue = z.enum(["read", "stopped", "confirmed", "pending"]);
export type Cue = z.infer<typeof Cue>;
