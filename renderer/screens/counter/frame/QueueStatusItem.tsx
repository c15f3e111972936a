import { ReadyMark } from "../../../components/icons/ReadyMark.tsx";
import { RefusedMark } from "../../../components/icons/RefusedMark.tsx";
import { ToSendMark } from "../../../components/icons/ToSendMark.tsx";
import { selectJournalFault, selectQueue } from "../../../store/selectors.ts";
import { useCounter } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { StatusItem } from "./StatusItem.tsx";

/** That nothing can be saved at present, and where the reason stands; nothing is drawn while all is well. */
export function JournalFaultItem() {
  const { t } = useWords();
  const fault = useCounter(selectJournalFault);
  if (fault === null) return null;
  return (
    <StatusItem what={t("frame.journal")} tone="stopped" icon={<RefusedMark size={16} />}>
      <span className="storage-fault">{t("frame.journal-fault")}</span>
    </StatusItem>
  );
}

/** How many entries are not settled: waiting, unknown or parked. */
export function QueueStatusItem() {
  const { t } = useWords();
  const queue = useCounter(selectQueue);
  const count = queue === null ? 0 : queue.waiting + queue.unknown + queue.parked;
  const isEmpty = count === 0;
  return (
    <StatusItem
      what={t("frame.queue")}
      tone={isEmpty ? "done" : "pending"}
      icon={isEmpty ? <ReadyMark size={16} /> : <ToSendMark size={18} />}
    >
      <span className="fig">{count}</span>
    </StatusItem>
  );
}
