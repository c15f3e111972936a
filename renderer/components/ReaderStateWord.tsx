import type { ReaderStatus } from "../../shared/readers/reader-status.ts";
import { useWords } from "../words/use-words.ts";
import { readerLooks } from "./reader-look.ts";

/** What a reader is doing: mark and word. */
export function ReaderStateWord({ kind }: { readonly kind: ReaderStatus["kind"] }) {
  const { t } = useWords();
  const { tone, Icon } = readerLooks[kind];
  return (
    <span className={`result-word is-${tone}`}>
      <Icon size={16} />
      {t(`frame.reader-${kind}`)}
    </span>
  );
}
