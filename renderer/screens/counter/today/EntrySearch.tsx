import { Input } from "react-aria-components/Input";
import { SearchField } from "react-aria-components/SearchField";
import { SearchIcon } from "../../../components/icons/SearchIcon.tsx";
import { useWords } from "../../../words/use-words.ts";

type Props = { readonly value: string; readonly onChange: (value: string) => void };

/** Finds entries by the end of a number or by their time. Esc empties it first and leaves the page next. */
export function EntrySearch({ value, onChange }: Props) {
  const { t } = useWords();
  return (
    <SearchField className="entry-search" aria-label={t("lists.search")} value={value} onChange={onChange}>
      <SearchIcon size={22} />
      <Input placeholder={t("lists.search-hint")} maxLength={12} />
    </SearchField>
  );
}
