import { ReadyMark } from "../../../components/icons/ReadyMark.tsx";
import { ToSendMark } from "../../../components/icons/ToSendMark.tsx";
import { selectQueue } from "../../../store/selectors.ts";
import { useCounter } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { StatusItem } from "./StatusItem.tsx";

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
