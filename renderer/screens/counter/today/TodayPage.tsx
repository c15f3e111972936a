import { useDeferredValue, useMemo, useState } from "react";
import type { ListItem } from "../../../../shared/contracts/counter-snapshot.ts";
import { AriaLocale } from "../../../components/AriaLocale.tsx";
import { ScreenTitle } from "../../../components/ScreenTitle.tsx";
import { useKeys } from "../../../keyboard/use-keys.ts";
import { selectLists, selectQueueOpen } from "../../../store/selectors.ts";
import { useCounter } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { EntriesTable } from "./EntriesTable.tsx";
import { EntrySearch } from "./EntrySearch.tsx";
import { FilterBar } from "./FilterBar.tsx";
import "./today.css";
import { foldSearch, matchesSearch, passesFilter, type TodayFilter } from "./today-filters.ts";

const noItems: readonly ListItem[] = [];

/** Today's entries of this terminal: filtered, searched, newest first. */
export function TodayPage() {
  const { t, time } = useWords();
  const lists = useCounter(selectLists);
  const today = lists?.today ?? noItems;
  const queueOpen = useCounter(selectQueueOpen);
  const [filter, setFilter] = useState<TodayFilter>("all");
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(foldSearch(search));
  const shown = useMemo(
    () => today.filter((item) => passesFilter(item, filter) && matchesSearch(item, time(item.atMs), wanted)),
    [today, filter, wanted, time],
  );
  useKeys("page", search === "" ? [] : [{ key: "Escape", run: () => setSearch(""), label: t("lists.search-clear") }]);
  return (
    <AriaLocale>
      <div className={queueOpen ? "today today--beside-queue" : "today"}>
        <header className="spread">
          <ScreenTitle takesFocus={false}>
            {t("lists.heading")} <span className="today__day fig">{lists?.businessDay}</span>
          </ScreenTitle>
          <EntrySearch value={search} onChange={setSearch} />
        </header>
        <FilterBar items={today} filter={filter} onChange={setFilter} />
        <EntriesTable items={shown} isFiltered={today.length > 0} />
      </div>
    </AriaLocale>
  );
}
