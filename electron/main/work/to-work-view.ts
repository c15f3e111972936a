import { entryRef } from "../../../shared/association/entry.ts";
import { assertNever } from "../../../shared/basics/assert-never.ts";
import type { NumberShape, Trail, WorkView } from "../../../shared/contracts/counter-snapshot.ts";
import { DocumentType, WithoutReadReason } from "../../../shared/contracts/evidence.ts";
import type { CounterState, Interruptible, Medium } from "../../../shared/flows/counter/counter-state.ts";
import { armAfterMs, type CounterPolicy } from "../../../shared/flows/counter/counter-step.ts";
import { mayRetype } from "../../../shared/flows/counter/ended.ts";
import { badReadsUntilGoOn } from "../../../shared/flows/counter/reading.ts";
import type { CardNumber } from "../../../shared/numbers/card-number.ts";
import type { ReaderProfile } from "../../../shared/readers/reader-profile.ts";
import { cutReference, type OutcomeContext, toOutcomeView } from "./to-outcome-view.ts";
import { toMediumView, toReadView } from "./to-read-view.ts";

/** What the projection needs besides the state. */
export interface WorkViewContext extends OutcomeContext {
  readonly step: number;
  readonly restart: Extract<WorkView, { kind: "idle" }>["restart"];
  readonly shapes: readonly NumberShape[];
  readonly policy: CounterPolicy;
  readonly pictureOf: (readerId: string) => ReaderProfile["picture"];
  /** A reference that finds `failure` in the log when the service gave none. */
  readonly reference: string;
}

/** The redacted view of a state: total over the states, so that a new one does not compile until it has a screen. */
export function toWorkView(state: CounterState, context: WorkViewContext): WorkView {
  const common = { step: context.step, trail: trailOf(state, context), next: nextOf(state) };
  switch (state.kind) {
    case "idle":
      return { kind: "idle", ...common, restart: context.restart };
    case "badRead":
      return {
        kind: "badRead",
        ...common,
        fault: state.fault,
        readerId: state.readerId,
        readerModel: state.readerModel,
        picture: context.pictureOf(state.readerId),
        badReads: state.badReads,
        untilGoOn: badReadsUntilGoOn(state, context.policy),
      };
    case "statingReason":
      return { kind: "statingReason", ...common, reasons: WithoutReadReason.options };
    case "submitting": {
      const { saved, sinceMs } = state;
      return { kind: "submitting", ...common, medium: toMediumView(state.medium), saved, sinceMs };
    }
    case "saveFailed":
      return { kind: "saveFailed", ...common, medium: toMediumView(state.medium), ...state.fault };
    case "ended":
      return {
        kind: "ended",
        ...common,
        outcome: toOutcomeView(state, context),
        entryRef: state.entryId === null ? null : entryRef(state.entryId),
        earlier: state.earlier,
        mayRetype: mayRetype(state),
      };
    case "askingAnotherCard":
      return {
        kind: "askingAnotherCard",
        ...common,
        read: toReadView(state.card),
        armAfterMs,
        interrupted: state.interrupted.kind,
      };
    default:
      return interruptibleView(state, common, context);
  }
}

type Common = { readonly step: number; readonly trail: Trail; readonly next: WorkView["next"] };

function interruptibleView(state: Interruptible, common: Common, context: WorkViewContext): WorkView {
  const medium = toMediumView(state.medium);
  switch (state.kind) {
    case "enteringNumber":
      return { kind: state.kind, ...common, medium, shapes: context.shapes, text: state.text, problem: state.problem };
    case "checkingNumber":
    case "numberContradicts":
      return { kind: state.kind, ...common, medium, shape: shapeOf(state.number, context.shapes), text: state.number };
    case "lookingUp":
      return { kind: state.kind, ...common, medium, sinceMs: state.sinceMs };
    case "lookUpFailed": {
      const { code, reference } = state.failure;
      return { kind: state.kind, ...common, medium, code, reference: cutReference(reference ?? context.reference) };
    }
    case "attesting":
      return {
        kind: state.kind,
        ...common,
        medium,
        documents: DocumentType.options,
        failure: state.failure.code,
        armAfterMs,
      };
    case "confirming": {
      const { holder, card, medium: mediumStanding } = state.found;
      return {
        kind: state.kind,
        ...common,
        medium,
        holder,
        card,
        mediumStanding,
        armAfterMs,
      };
    }
    default:
      return assertNever(state);
  }
}

function shapeOf(number: CardNumber, shapes: readonly NumberShape[]): NumberShape {
  const fitting = shapes.find((shape) => shape.length === number.length);
  return fitting ?? { length: number.length, groups: [number.length], letters: true };
}

function nextOf(state: CounterState): WorkView["next"] {
  switch (state.kind) {
    case "submitting":
    case "saveFailed":
    case "ended":
      return state.next === null ? null : toReadView(state.next);
    default:
      return null;
  }
}

function trailOf(state: CounterState, context: OutcomeContext): Trail {
  switch (state.kind) {
    case "idle":
    case "badRead":
    case "statingReason":
      return { read: null, cardNumberMasked: null };
    case "askingAnotherCard":
      return trailOf(state.interrupted, context);
    case "enteringNumber":
    case "checkingNumber":
    case "numberContradicts":
      return { read: readOf(state.medium), cardNumberMasked: null };
    case "ended":
      return { read: readOf(state.medium), cardNumberMasked: context.maskCardNumber(state.number) };
    default:
      return { read: readOf(state.medium), cardNumberMasked: context.maskCardNumber(state.typed.number) };
  }
}

function readOf(medium: Medium): Trail["read"] {
  return medium.kind === "read"
    ? { how: medium.card.technology, readerModel: medium.card.readerModel }
    : { how: "none", readerModel: "" };
}
