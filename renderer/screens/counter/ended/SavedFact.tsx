import { Fact } from "../../../components/Facts.tsx";
import { useWords } from "../../../words/use-words.ts";

type Props = { readonly savedAtMs: number; readonly entryRef: string | null };

/** When the entry was made safe here, and the end of its id. */
export function SavedFact({ savedAtMs, entryRef }: Props) {
  const { t, timeWithSeconds } = useWords();
  return (
    <Fact label={t("outcomes.fact-saved-at-entry")}>
      <span className="fig">{timeWithSeconds(savedAtMs)}</span>
      {entryRef === null ? null : <span className="num ended__second">…{entryRef}</span>}
    </Fact>
  );
}
