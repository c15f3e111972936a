import type { ReaderStatus } from "../../../../shared/readers/reader-status.ts";
import { RefusedMark } from "../../../components/icons/RefusedMark.tsx";
import { readerLooks } from "../../../components/reader-look.ts";
import { useReaderTexts } from "./use-reader-texts.ts";

/** A reader's state in mark and word; a fault by its own name. */
export function StateMark({ status, size }: { readonly status: ReaderStatus; readonly size: number }) {
  const { stateWord } = useReaderTexts();
  const { tone, Icon } = readerLooks[status.kind];
  return (
    <span className={`reader-state is-${tone}`}>
      {status.kind === "faulted" ? <RefusedMark size={size} /> : <Icon size={size} />}
      {stateWord(status)}
    </span>
  );
}
