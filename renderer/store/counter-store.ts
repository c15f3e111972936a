import { createStore, type StoreApi } from "zustand/vanilla";
import type { ListsView, StatusView, WorkKind, WorkView } from "../../shared/contracts/counter-snapshot.ts";

export type Page = "work" | "today" | "readers" | "help";
export type Theme = "light" | "dark" | "contrast";

export type ViewState = {
  readonly page: Page;
  readonly queueOpen: boolean;
  readonly theme: Theme;
};

export type CounterState = {
  /** Null until the first push. */
  readonly work: WorkView | null;
  /** A snapshot that has come and whose screen is still to be drawn: its number is shown already. */
  readonly ahead: WorkView | null;
  /** The screen that lies under the question about another card. */
  readonly under: WorkView | null;
  /** Changes whenever nothing typed on the screen before may be seen on the next. */
  readonly epoch: number;
  /** The step on which the clerk chose to keep the card in work: what was typed for it stays. */
  readonly keptOnStep: number | null;
  readonly status: StatusView | null;
  readonly lists: ListsView | null;
  readonly view: ViewState;
  /** Set when an intent could not be delivered at all: the window must be reopened. Finds it in the log. */
  readonly brokenReference: string | null;
};

export type CounterStore = StoreApi<CounterState>;
export type WorkOf<Kind extends WorkKind> = Extract<WorkView, { readonly kind: Kind }>;

/** An empty store: nothing pushed yet, the work page showing. */
export function createCounterStore(theme: Theme = "light"): CounterStore {
  return createStore<CounterState>(() => ({
    work: null,
    ahead: null,
    under: null,
    epoch: 0,
    keptOnStep: null,
    status: null,
    lists: null,
    view: { page: "work", queueOpen: false, theme },
    brokenReference: null,
  }));
}

/** The screen the work area draws; under the question about another card it is the interrupted one. */
export function baseKindOf(work: WorkView): WorkKind {
  return work.kind === "askingAnotherCard" ? work.interrupted : work.kind;
}

const mediumOf = (work: WorkView) => ("medium" in work ? JSON.stringify(work.medium) : "");

/** Whether the same screen with the same card goes on, so that what was typed may stay in it. */
function goesOn(state: CounterState, work: WorkView): boolean {
  const before = state.work;
  if (before === null || baseKindOf(before) !== baseKindOf(work)) return false;
  // Every failed read is news, and must look and sound like it.
  if (work.kind === "badRead") return before.step === work.step;
  if (work.kind === "askingAnotherCard") return before.kind === work.interrupted || before.kind === work.kind;
  if (before.kind !== "askingAnotherCard") return mediumOf(before) === mediumOf(work);
  return state.keptOnStep === before.step && state.under !== null && mediumOf(state.under) === mediumOf(work);
}

function underOf(state: CounterState, work: WorkView): WorkView | null {
  if (work.kind !== "askingAnotherCard") return null;
  const before = state.work?.kind === "askingAnotherCard" ? state.under : state.work;
  return before?.kind === work.interrupted ? before : null;
}

/** A card or a change of screen calls the clerk back from a list page. */
function callsBack(before: WorkView | null, work: WorkView): boolean {
  if (before === null) return false;
  if (before.kind !== work.kind) return true;
  if (before.next === null && work.next !== null) return true;
  return work.kind === "badRead" && work.step > before.step;
}

/** Takes a work snapshot. One older than what is shown is dropped. */
export function receiveWork(store: CounterStore, work: WorkView): void {
  store.setState((state) => {
    if (state.work !== null && work.step < state.work.step) return state;
    return {
      work,
      ahead: null,
      under: underOf(state, work),
      epoch: goesOn(state, work) ? state.epoch : state.epoch + 1,
      keptOnStep: work.kind === "askingAnotherCard" ? state.keptOnStep : null,
      view: callsBack(state.work, work) ? { ...state.view, page: "work", queueOpen: false } : state.view,
    };
  });
}

/** Takes a status snapshot. One older than what is shown is dropped. */
export function receiveStatus(store: CounterStore, status: StatusView): void {
  store.setState((state) => (state.status !== null && status.seq < state.status.seq ? state : { status }));
}

/** Takes today's list and the queue. A snapshot older than what is shown is dropped. */
export function receiveLists(store: CounterStore, lists: ListsView): void {
  store.setState((state) => (state.lists !== null && lists.seq < state.lists.seq ? state : { lists }));
}

/** Changes what the window itself decides: page, queue, theme. */
export function changeView(store: CounterStore, change: Partial<ViewState>): void {
  store.setState((state) => ({ view: { ...state.view, ...change } }));
}
