import { ReadyMark } from "../../../components/icons/ReadyMark.tsx";
import { WarningMark } from "../../../components/icons/WarningMark.tsx";
import { readerLooks } from "../../../components/reader-look.ts";
import { selectReaders, selectWork } from "../../../store/selectors.ts";
import { useCounter } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { summarizeReaders } from "./reader-summary.ts";
import { StatusItem } from "./StatusItem.tsx";

const failedLook = { tone: "pending", Icon: WarningMark } as const;

/** The readers in the status bar, one item per technology. */
export function ReaderStatusItems() {
  const { t } = useWords();
  const readers = useCounter(selectReaders);
  const work = useCounter(selectWork);
  const summaries = summarizeReaders(readers, work);
  if (summaries.length === 0)
    return (
      <StatusItem what={t("frame.readers")} tone="pending" icon={<WarningMark size={18} />}>
        {t("frame.readers-none")}
      </StatusItem>
    );
  return summaries.map(({ technology, kind }) => {
    const { tone, Icon } = kind === "failed" ? failedLook : readerLooks[kind];
    return (
      <StatusItem
        key={technology}
        what={t(`frame.${technology}`)}
        tone={tone}
        icon={<Icon size={Icon === ReadyMark ? 16 : 18} />}
      >
        {t(`frame.reader-${kind}`)}
      </StatusItem>
    );
  });
}
