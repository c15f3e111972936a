import type { EntryState } from "../../association/entry-state.ts";
import type { SettledOutcome } from "../../association/outcome.ts";
import type { Cue } from "../../contracts/counter-snapshot.ts";
import type { CounterEvent } from "./counter-event.ts";
import { type Ending, idle, type SaveFailed, type Submitting } from "./counter-state.ts";
import { type CounterContext, type CounterEffect, type CounterStep, cue, go, ignore } from "./counter-step.ts";
import { startWith } from "./reading.ts";

/** Being saved and sent: nothing takes it back, and nothing else begins. */
export function reduceSubmitting(state: Submitting, event: CounterEvent, context: CounterContext): CounterStep {
  switch (event.kind) {
    case "entrySaved":
      return event.entryId === state.entry.entryId ? go({ ...state, saved: true }) : ignore(state, "other-entry");
    case "entryNotSaved":
      return event.entryId === state.entry.entryId ? failSave(state, event) : ignore(state, "other-entry");
    case "entryChanged":
      return event.entryId === state.entry.entryId
        ? takeEntryState(state, event.state, context)
        : ignore(state, "other-entry");
    case "cardRead":
      return takeNext(state, event);
    case "readFailed":
      return ignore(state, "work-not-interrupted");
    case "stepBack":
    case "confirmPressed":
      return ignore(state, "already-sent");
    default:
      return ignore(state, "not-on-this-screen");
  }
}

/** The entry could not be made durable and was not sent: try again, or give it up knowingly. */
export function reduceSaveFailed(state: SaveFailed, event: CounterEvent, context: CounterContext): CounterStep {
  switch (event.kind) {
    case "saveAgain": {
      const { medium, typed, entry, next } = state;
      return go(
        { kind: "submitting", medium, typed, entry, saved: false, sinceMs: context.nowMs, next },
        { kind: "saveEntry", entry },
      );
    }
    case "stepBack":
      return state.next === null ? go(idle) : startWith(state.next);
    case "cardRead":
      return takeNext(state, event);
    case "readFailed":
      return ignore(state, "work-not-interrupted");
    default:
      return ignore(state, "not-on-this-screen");
  }
}

const cueOfOutcome: Record<SettledOutcome["kind"], Cue> = {
  confirmed: "confirmed",
  alreadyAssociated: "confirmed",
  claimed: "pending",
  conflict: "stopped",
  refused: "stopped",
  cancelled: "stopped",
};

/** The sound of an ending. */
export function cueOf(ending: Ending): CounterEffect {
  if (ending.kind === "foundAssociated") return cue("confirmed");
  if (ending.kind === "settled") return cue(cueOfOutcome[ending.outcome.kind]);
  return cue(ending.state.kind === "parked" ? "stopped" : "pending");
}

/** How an entry's state reads as an ending; undefined while an attempt is under way. */
export function endingOf(state: EntryState): Ending | undefined {
  if (state.kind === "sending") return undefined;
  return state.kind === "settled" ? { kind: "settled", outcome: state.outcome } : { kind: "open", state };
}

function failSave(state: Submitting, event: Extract<CounterEvent, { kind: "entryNotSaved" }>): CounterStep {
  const { medium, typed, entry, next } = state;
  return go({ kind: "saveFailed", medium, typed, entry, fault: event.fault, next }, cue("stopped"));
}

function takeEntryState(state: Submitting, entryState: EntryState, context: CounterContext): CounterStep {
  const ending = endingOf(entryState);
  if (ending === undefined) return ignore(state, "still-sending");
  return go(
    {
      kind: "ended",
      medium: state.medium,
      number: state.typed.number,
      entryId: state.entry.entryId,
      ending,
      earlier: false,
      shownAtMs: context.nowMs,
      next: state.next,
    },
    cueOf(ending),
  );
}

function takeNext<State extends Submitting | SaveFailed>(
  state: State,
  event: Extract<CounterEvent, { kind: "cardRead" }>,
): CounterStep {
  const same = state.medium.kind === "read" && state.medium.card.fingerprint === event.card.fingerprint;
  return same ? ignore(state, "same-card") : go({ ...state, next: event.card }, cue("read"));
}
