import type { ReaderState } from "../../../../shared/readers/reader-status.ts";
import { useIntents } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { canPause, canReopen } from "./reader-words.ts";

export type ReaderAction = { readonly key: "Enter" | "m"; readonly label: string; readonly run: () => void };

/** What an operator can do with a reader in this state: reopen or resume with Enter, pause with M. */
export function useReaderActions(state: ReaderState | undefined): readonly ReaderAction[] {
  const { t } = useWords();
  const { reopenReader, pauseReader, resumeReader } = useIntents();
  if (state === undefined) return [];
  const { status } = state;
  const { readerId } = state.reader;
  const pause: ReaderAction = { key: "m", label: t("readers.pause"), run: () => void pauseReader({ readerId }) };
  const reopen: ReaderAction = { key: "Enter", label: t("readers.reopen"), run: () => void reopenReader({ readerId }) };
  const resume: ReaderAction = { key: "Enter", label: t("readers.resume"), run: () => void resumeReader({ readerId }) };
  return [
    ...(canReopen(status) ? [reopen] : []),
    ...(status.kind === "paused" ? [resume] : []),
    ...(canPause(status) ? [pause] : []),
  ];
}
