import type { WorkKind } from "../../shared/contracts/counter-snapshot.ts";
import type { ReaderState } from "../../shared/readers/reader-status.ts";
import { baseKindOf, type CounterState, type WorkOf } from "./counter-store.ts";

const noReaders: readonly ReaderState[] = [];

export const selectPage = (state: CounterState) => state.view.page;
export const selectQueueOpen = (state: CounterState) => state.view.queueOpen;
export const selectElder = (state: CounterState) => state.status?.elderMode ?? false;
export const selectTheme = (state: CounterState) => (selectElder(state) ? "contrast" : state.view.theme);
export const selectBrokenReference = (state: CounterState) => state.brokenReference;

export const selectStatus = (state: CounterState) => state.status;
export const selectLists = (state: CounterState) => state.lists;
export const selectReaders = (state: CounterState) => state.status?.readers ?? noReaders;
export const selectLink = (state: CounterState) => state.status?.link ?? null;
/** Whether nothing is sent at present: entries go out only while the service is connected. */
export const selectIsHeld = (state: CounterState) => state.status?.link.kind !== "connected";
export const selectQueue = (state: CounterState) => state.status?.queue ?? null;
export const selectJournalFault = (state: CounterState) => state.status?.journalFault ?? null;
export const selectSite = (state: CounterState) => state.status?.site ?? null;
export const selectOperatorId = (state: CounterState) => state.status?.operatorId ?? null;
export const selectDemo = (state: CounterState) => state.status?.demo ?? false;
export const selectTimeZone = (state: CounterState) => state.status?.timeZone ?? "Asia/Shanghai";
export const selectLocale = (state: CounterState) => state.status?.locale ?? "zh-CN";
export const selectVolume = (state: CounterState) => state.status?.sound.volume ?? 0;
export const selectCounts = (state: CounterState) => state.lists?.counts ?? null;
export const selectToday = (state: CounterState) => state.lists?.today ?? null;

export const selectWork = (state: CounterState) => state.work;
export const selectKind = (state: CounterState) => state.work?.kind ?? null;
export const selectBaseKind = (state: CounterState) => (state.work === null ? null : baseKindOf(state.work));
export const selectEpoch = (state: CounterState) => state.epoch;

/** The snapshot of one screen, also while it lies under the question about another card; null when the flow is elsewhere. */
export function selectWorkOf<Kind extends WorkKind>(kind: Kind) {
  const isOfKind = (work: CounterState["work"]): work is WorkOf<Kind> => work?.kind === kind;
  return (state: CounterState): WorkOf<Kind> | null => {
    if (isOfKind(state.work)) return state.work;
    return isOfKind(state.under) ? state.under : null;
  };
}

/** How the number of the card in work ends, as far as its mask shows it; null without a read card. Also before the card's screen is drawn. */
export function selectReadEnd({ ahead, work }: CounterState): string | null {
  const shown = ahead ?? work;
  if (shown === null || !("medium" in shown) || shown.medium.kind !== "read") return null;
  const end = /[^*]+$/.exec(shown.medium.read.keyMasked)?.[0];
  return end === undefined ? null : `…${end.slice(-4)}`;
}
