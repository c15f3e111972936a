import { entryRef } from "../../../shared/association/entry.ts";
import type { EntryState } from "../../../shared/association/entry-state.ts";
import { openCause, parkedCause } from "../../../shared/association/open-cause.ts";
import { outcomeCode } from "../../../shared/association/outcome-code.ts";
import { assertNever } from "../../../shared/basics/assert-never.ts";
import type { ListItem, ListsView, StatusView } from "../../../shared/contracts/counter-snapshot.ts";
import type { LookUpAnswer } from "../../../shared/flows/counter/counter-event.ts";
import type { Journal } from "./journal.ts";
import type { EndedLookUp, JournalEntry, JournalItem } from "./journal-index.ts";

type Result = ListItem["result"];
type Family = ListItem["family"];

/** Today's list and the queue as the counter shows them. */
export function toListsView(
  journal: Pick<Journal, "today" | "unsettled">,
  businessDay: string,
  seq: number,
): ListsView {
  const today = journal.today(businessDay).map(toListItem);
  return {
    seq,
    businessDay,
    counts: countsOf(today),
    today,
    queue: journal.unsettled().map(toListItem),
  };
}

/** Counts of what is not settled, for the status bar. An entry being sent counts as what it was before. */
export function toQueueCounts(unsettled: readonly JournalEntry[]): StatusView["queue"] {
  const results = unsettled.map((item) => toListItem(item).result);
  const count = (result: Result): number => results.filter((one) => one === result).length;
  return { waiting: count("waiting"), unknown: count("unknown"), parked: count("parked") };
}

/** One line of the journal as lists show it. */
function toListItem(item: JournalItem): ListItem {
  return item.kind === "entry" ? entryItem(item) : lookUpItem(item);
}

function entryItem({ entry, state, attempts }: JournalEntry): ListItem {
  const open = state.kind === "waiting" || state.kind === "unknown" ? state : null;
  return {
    id: entry.entryId,
    ref: entryRef(entry.entryId),
    atMs: entry.savedAtMs,
    businessDay: entry.businessDay,
    ...entry.shown,
    holderNameMasked: holderIn(state) ?? entry.shown.holderNameMasked,
    result: resultOf(state),
    family: familyOf(resultOf(state), state.kind === "parked" && state.wasUnknown),
    code: codeOf(state),
    attempts,
    nextAttemptAtMs: open?.nextAttemptAtMs ?? null,
    deadlineAtMs: state.kind === "waiting" ? entry.deadlineAtMs : null,
  };
}

function lookUpItem({ lookUpId, answer, shown, businessDay, atMs }: EndedLookUp): ListItem {
  const ended = lookUpResult(answer);
  return {
    id: lookUpId,
    ref: entryRef(lookUpId),
    atMs,
    businessDay,
    ...shown,
    ...ended,
    family: familyOf(ended.result, false),
    attempts: 0,
    nextAttemptAtMs: null,
    deadlineAtMs: null,
  };
}

function resultOf(state: EntryState): Result {
  switch (state.kind) {
    case "settled":
      return state.outcome.kind;
    case "sending":
      return state.wasUnknown ? "unknown" : "waiting";
    case "waiting":
    case "unknown":
    case "parked":
      return state.kind;
    default:
      return assertNever(state);
  }
}

function codeOf(state: EntryState): string | null {
  switch (state.kind) {
    case "settled":
      return outcomeCode(state.outcome);
    case "sending":
      return null;
    case "waiting":
      // Why in general stands above the queue; only what this entry met belongs to it.
      return state.failure?.code ?? null;
    case "unknown":
      return openCause(state, null);
    case "parked":
      return parkedCause(state);
    default:
      return assertNever(state);
  }
}

/** A look-up is kept because it ended the attempt; a reply that this version reads otherwise still ended it. */
function lookUpResult(answer: LookUpAnswer): Pick<ListItem, "result" | "code"> {
  switch (answer.kind) {
    case "settled":
      return { result: answer.outcome.kind, code: outcomeCode(answer.outcome) };
    case "reply":
      return { result: "alreadyAssociated", code: null };
    case "away":
    case "problem":
      return { result: "refused", code: answer.failure.code };
    default:
      return assertNever(answer);
  }
}

function holderIn(state: EntryState): string | undefined {
  if (state.kind !== "settled" || !("reply" in state.outcome)) return undefined;
  return state.outcome.reply.holder.nameMasked;
}

/** Counts of the families, which add up to all. */
function countsOf(items: readonly ListItem[]): ListsView["counts"] {
  const count = (family: Family): number => items.filter((item) => item.family === family).length;
  return {
    confirmed: count("confirmed"),
    notDone: count("notDone"),
    waiting: count("waiting"),
    unknown: count("unknown"),
    all: items.length,
  };
}

function familyOf(result: Result, wasUnknown: boolean): Family {
  switch (result) {
    case "confirmed":
    case "waiting":
    case "unknown":
      return result;
    case "claimed":
      return "unknown";
    case "parked":
      return wasUnknown ? "unknown" : "waiting";
    case "alreadyAssociated":
    case "conflict":
    case "refused":
    case "cancelled":
      return "notDone";
    default:
      return assertNever(result);
  }
}
