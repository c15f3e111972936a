import { WarningMark } from "../../../components/icons/WarningMark.tsx";
import { Note } from "../../../components/Note.tsx";
import { selectJournalFault } from "../../../store/selectors.ts";
import { useCounter } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";

/** Why this machine can keep nothing new at present, whether an entry or an answer, and whose turn it is; nothing while all is well. */
export function StorageNote() {
  const { t } = useWords();
  const fault = useCounter(selectJournalFault);
  if (fault === null) return null;
  const kind = fault === "journal/disk-full" ? "full" : "failed";
  return (
    <Note tone="stopped" icon={<WarningMark size={24} />} title={t(`lists.storage-${kind}`)}>
      <p>{t("lists.storage-stands")}</p>
      <p>{t(`lists.storage-${kind}-remedy`)}</p>
    </Note>
  );
}
