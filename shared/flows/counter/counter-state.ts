import type { Entry } from "../../association/entry.ts";
import type { EntryState } from "../../association/entry-state.ts";
import type { Failure, SettledOutcome } from "../../association/outcome.ts";
import type { NumberProblem } from "../../contracts/counter-snapshot.ts";
import type { WithoutReadReason } from "../../contracts/evidence.ts";
import type { CardLookUpReply } from "../../contracts/http.ts";
import type { ReadCard } from "../../contracts/reader-host.ts";
import type { CardNumber } from "../../numbers/card-number.ts";
import type { ReadFault } from "../../readers/read-fault.ts";

/** What the work stands on: a card that was read, or a clerk's reason for going on without. */
export type Medium =
  | { readonly kind: "read"; readonly card: ReadCard }
  | { readonly kind: "notRead"; readonly reason: WithoutReadReason };

/** A number that may go to the service, with what the clerk said about its check character. */
export interface TypedNumber {
  readonly number: CardNumber;
  readonly check: "fits" | "acceptedDoubtful" | "none";
}

export type FoundReply = Extract<CardLookUpReply, { kind: "found" }>;
export type FoundAssociated = Extract<CardLookUpReply, { kind: "alreadyAssociated" }>;

/** How an attempt ended, or how it stands while it is open. */
export type Ending =
  | { readonly kind: "settled"; readonly outcome: SettledOutcome }
  /** The look-up found that nothing is left to do. */
  | { readonly kind: "foundAssociated"; readonly found: FoundAssociated }
  | { readonly kind: "open"; readonly state: Exclude<EntryState, { kind: "settled" }> };

/** Why an entry could not be made durable. Nothing was sent. */
export interface SaveFault {
  readonly code: "journal/disk-full" | "journal/write-failed";
  readonly reference: string;
}

export interface Idle {
  readonly kind: "idle";
}
export interface BadRead {
  readonly kind: "badRead";
  readonly fault: ReadFault;
  readonly readerId: string;
  readonly readerModel: string;
  /** Bad reads in a row, this one included. */
  readonly badReads: number;
}
export interface StatingReason {
  readonly kind: "statingReason";
  readonly bad: BadRead;
}
export interface EnteringNumber {
  readonly kind: "enteringNumber";
  readonly medium: Medium;
  /** What stands in the field when the screen opens. */
  readonly text: string;
  readonly problem: NumberProblem | null;
}
export interface CheckingNumber {
  readonly kind: "checkingNumber";
  readonly medium: Medium;
  readonly number: CardNumber;
}
export interface NumberContradicts {
  readonly kind: "numberContradicts";
  readonly medium: Medium;
  readonly number: CardNumber;
}
export interface LookingUp {
  readonly kind: "lookingUp";
  readonly medium: Medium;
  readonly typed: TypedNumber;
  readonly lookUpId: string;
  readonly sinceMs: number;
}
export interface LookUpFailed {
  readonly kind: "lookUpFailed";
  readonly medium: Medium;
  readonly typed: TypedNumber;
  readonly failure: Failure;
}
/** The service is away and the policy allows going on: the clerk attests the identity document instead of comparing the holder. */
export interface Attesting {
  readonly kind: "attesting";
  readonly medium: Medium;
  readonly typed: TypedNumber;
  readonly failure: Failure;
  readonly shownAtMs: number;
}
export interface Confirming {
  readonly kind: "confirming";
  readonly medium: Medium;
  readonly typed: TypedNumber;
  readonly found: FoundReply;
  readonly shownAtMs: number;
}
/** Confirmed by the operator: being saved, then sent. Nothing interrupts it; a card read meanwhile waits in `next`. */
export interface Submitting {
  readonly kind: "submitting";
  readonly medium: Medium;
  readonly typed: TypedNumber;
  readonly entry: Entry;
  readonly saved: boolean;
  readonly sinceMs: number;
  readonly next: ReadCard | null;
}
export interface SaveFailed {
  readonly kind: "saveFailed";
  readonly medium: Medium;
  readonly typed: TypedNumber;
  readonly entry: Entry;
  readonly fault: SaveFault;
  readonly next: ReadCard | null;
}
export interface Ended {
  readonly kind: "ended";
  readonly medium: Medium;
  readonly number: CardNumber;
  /** Null when the look-up ended the attempt and no entry was made. */
  readonly entryId: string | null;
  readonly ending: Ending;
  /** True when this card already had an unsettled entry, so that no new one was made. */
  readonly earlier: boolean;
  readonly shownAtMs: number;
  readonly next: ReadCard | null;
}

/** States in which another card is asked about rather than taken: something would be dropped, and nothing was journaled yet. */
export type Interruptible =
  | EnteringNumber
  | CheckingNumber
  | NumberContradicts
  | LookingUp
  | LookUpFailed
  | Attesting
  | Confirming;

export interface AskingAnotherCard {
  readonly kind: "askingAnotherCard";
  readonly interrupted: Interruptible;
  readonly card: ReadCard;
}

export type CounterState =
  | Idle
  | BadRead
  | StatingReason
  | Interruptible
  | Submitting
  | SaveFailed
  | Ended
  | AskingAnotherCard;

/** Where the counter starts and returns to. */
export const idle: Idle = { kind: "idle" };
