import type { ListItem } from "../../../../shared/contracts/counter-snapshot.ts";

export const todayFilters = ["all", "confirmed", "notDone", "waiting", "unknown"] as const;
export type TodayFilter = (typeof todayFilters)[number];

export function isTodayFilter(text: unknown): text is TodayFilter {
  return todayFilters.some((filter) => filter === text);
}

/** Whether an entry belongs under a filter: one for each family of the day's counts, so that both say the same. */
export function passesFilter(item: ListItem, filter: TodayFilter): boolean {
  return filter === "all" || item.family === filter;
}

/** What was typed into the search, without what an input method or a habit adds. */
export function foldSearch(text: string): string {
  return text.normalize("NFKC").replace(/\s/g, "").toLowerCase();
}

/**
 * Whether an entry is meant by a folded search: the end of its entry or card number, or the beginning of its time with or without
 * the colon. `time` is the time as the list shows it.
 */
export function matchesSearch(item: ListItem, time: string, search: string): boolean {
  if (search === "") return true;
  const endings = [item.ref, item.cardNumberMasked].map((text) => text.toLowerCase());
  return (
    endings.some((text) => text.endsWith(search)) || time.startsWith(search) || time.replace(":", "").startsWith(search)
  );
}
