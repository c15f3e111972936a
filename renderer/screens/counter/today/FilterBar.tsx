import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import type { ListItem } from "../../../../shared/contracts/counter-snapshot.ts";
import { useWords } from "../../../words/use-words.ts";
import { isTodayFilter, passesFilter, type TodayFilter, todayFilters } from "./today-filters.ts";

type Props = {
  readonly items: readonly ListItem[];
  readonly filter: TodayFilter;
  readonly onChange: (filter: TodayFilter) => void;
};

/** Which outcomes are listed, each with how many there are. One is always chosen. */
export function FilterBar({ items, filter, onChange }: Props) {
  const { t } = useWords();
  return (
    <ToggleButtonGroup
      className="filter-bar"
      aria-label={t("lists.filters")}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[filter]}
      onSelectionChange={(keys) => {
        const [chosen] = keys;
        if (isTodayFilter(chosen)) onChange(chosen);
      }}
    >
      {todayFilters.map((name) => (
        <ToggleButton key={name} id={name} className="filter-bar__filter">
          {t(`lists.filter-${name}`)}
          <span className="fig">{items.filter((item) => passesFilter(item, name)).length}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
