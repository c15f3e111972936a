import type { ReaderDescription, ReaderState, ReaderStatus } from "../../../../shared/readers/reader-status.ts";
import { useWords } from "../../../words/use-words.ts";
import { topicOf } from "./reader-words.ts";

/** Texts about one reader that several parts of the page share. */
export function useReaderTexts() {
  const { t, time, errorWords } = useWords();

  /** `就绪`, or the fault by name. */
  const stateWord = (status: ReaderStatus): string =>
    status.kind === "faulted" ? t(`readers.fault-${status.fault.kind}`) : t(`frame.reader-${status.kind}`);

  /** `磁条` and `USB 0801:0002`, or the port a cable leads to. */
  const place = ({ technology, transport, usbIds, node }: ReaderDescription): readonly string[] => {
    const where = transport === "hid" ? (usbIds ?? node) : (node ?? usbIds);
    return [
      t(`readers.technology-${technology}`),
      [t(`readers.transport-${transport}`), where].filter((part) => part !== null).join(" "),
    ];
  };

  /** One line about how it stands. */
  const line = ({ status, cardsRead, lastReadAtMs }: ReaderState): string => {
    const topic = topicOf(status);
    if (status.kind === "paused")
      return t("readers.line-paused", { operator: status.byOperator, time: time(status.atMs) });
    if (topic === "ready" && lastReadAtMs !== null)
      return t("readers.line-ready-read", { count: cardsRead, time: time(lastReadAtMs) });
    return topic === "paused" ? "" : t(`readers.line-${topic}`);
  };

  /** One sentence that says what the state means. */
  const cause = (status: ReaderStatus): string => {
    if (status.kind === "faulted") return errorWords(`reader/${status.fault.kind}`).cause;
    if (status.kind === "paused")
      return t("readers.cause-paused", { operator: status.byOperator, time: time(status.atMs) });
    return t(`readers.cause-${status.kind}`);
  };

  return { stateWord, place, line, cause };
}
