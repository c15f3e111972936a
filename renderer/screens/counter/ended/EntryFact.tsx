import { Fact } from "../../../components/Facts.tsx";
import { useWords } from "../../../words/use-words.ts";

/** The end of the entry's id, by which the entry is found in lists and at the service. Nothing where no entry was made. */
export function EntryFact({ entryRef }: { readonly entryRef: string | null }) {
  const { t } = useWords();
  if (entryRef === null) return null;
  return (
    <Fact label={t("outcomes.fact-entry")}>
      <span className="num">…{entryRef}</span>
    </Fact>
  );
}
