import * as z from "zod/mini";
import { ReaderId } from "../readers/reader-status.ts";
import { Cue, ListsView, StatusView, WorkView } from "./counter-snapshot.ts";
import { DocumentType, WithoutReadReason } from "./evidence.ts";
import { EntryId } from "./http.ts";
import type { CounterPushName, CounterRequestName } from "./ipc-names.ts";

export type { CounterPushName, CounterRequestName } from "./ipc-names.ts";

/** What main answers to an intent. `stale`: made on a screen that is gone. `ignored`: the flow decided so, see the counter flow's table. */
export const IntentReply = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("accepted") }),
  z.strictObject({ kind: z.literal("ignored"), why: z.string() }),
  z.strictObject({ kind: z.literal("stale") }),
  /** The payload or the sender was not what the contract says. */
  z.strictObject({ kind: z.literal("rejected"), why: z.enum(["sender", "payload"]) }),
]);
export type IntentReply = z.infer<typeof IntentReply>;

const onStep = { step: z.int() };
const OnStep = z.strictObject(onStep);
const OnReader = z.strictObject({ readerId: ReaderId });
const Nothing = z.strictObject({});

/** What a page may say of its own failure: the error's name, where in the program it happened, and the reference that the screen shows. */
export const ScreenError = z.strictObject({
  name: z.string().check(z.regex(/^[A-Za-z.]{1,60}$/)),
  reference: z.string().check(z.regex(/^ui\/[0-9a-z]{1,12}$/)),
  /** `function file:line:column`, innermost first. */
  frames: z.readonly(
    z.array(z.string().check(z.regex(/^(?:[\w$.<>]{1,60} )?[\w.-]{1,60}:\d{1,6}:\d{1,7}$/))).check(z.maxLength(5)),
  ),
});
export type ScreenError = z.infer<typeof ScreenError>;

/**
 * Requests of the counter window, each one named method of the preload: an intent and its payload. All are answered with `IntentReply`.
 * Intents about the work name the `step` they were made on.
 */
export const counterRequests = {
  /** The page is mounted: push every snapshot now. */
  rendererReady: Nothing,
  /** The counter is on the screen: what would hold up its drawing may begin. */
  counterDrawn: Nothing,
  /** Characters as typed; main folds and checks them. */
  submitNumber: z.strictObject({ ...onStep, text: z.string().check(z.maxLength(64)) }),
  /** Back to the field with the number in it. */
  correctNumber: OnStep,
  /** The card shows it so, although the check character does not fit. */
  acceptDoubtfulNumber: OnStep,
  /** After enough bad reads: go on by number. */
  goOnWithoutRead: OnStep,
  stateReason: z.strictObject({ ...onStep, reason: WithoutReadReason }),
  lookUpAgain: OnStep,
  /** Offline: the document seen, and with it the confirmation. */
  attestDocument: z.strictObject({ ...onStep, document: DocumentType, lastFour: z.string().check(z.maxLength(8)) }),
  /** A fresh key press or click on confirm, and nothing else. */
  confirmEntry: OnStep,
  /** Esc: a step back, to the number or the read, or out of this card. Nothing is done by it. */
  stepBack: OnStep,
  nextPerson: OnStep,
  answerAnotherCard: z.strictObject({ ...onStep, takeNew: z.boolean() }),
  retrySave: OnStep,
  retryEntry: z.strictObject({ entryId: EntryId }),
  retryAllEntries: Nothing,
  pauseReader: OnReader,
  resumeReader: OnReader,
  reopenReader: OnReader,
  rescanReaders: Nothing,
  setLocale: z.strictObject({ locale: z.enum(["zh-CN", "en"]) }),
  setElderMode: z.strictObject({ on: z.boolean() }),
  /** Puts a support text (code, reference, reader facts; never numbers of a card) on the clipboard. */
  copyForSupport: z.strictObject({ text: z.string().check(z.maxLength(2000)) }),
  /** A bug in the page, for the log: never its message, which may hold what was on the screen. */
  reportScreenError: ScreenError,
} as const satisfies Record<CounterRequestName, z.ZodMiniType>;
export type CounterRequest<Name extends CounterRequestName> = z.infer<(typeof counterRequests)[Name]>;

/** Pushes to the counter window. Snapshots are whole; a late or repeated one is harmless. */
export const counterPushes = {
  work: WorkView,
  status: StatusView,
  lists: ListsView,
  cue: Cue,
} as const satisfies Record<CounterPushName, z.ZodMiniType>;
export type CounterPush<Name extends CounterPushName> = z.infer<(typeof counterPushes)[Name]>;

/** What the preload puts on `window.kalian` in the counter window. `subscribe` answers with the way to stop. */
export type CounterBridge = {
  readonly [Name in CounterRequestName]: (payload: CounterRequest<Name>) => Promise<IntentReply>;
} & {
  readonly [Name in CounterPushName as `on${Capitalize<Name>}`]: (
    listener: (value: CounterPush<Name>) => void,
  ) => () => void;
};
