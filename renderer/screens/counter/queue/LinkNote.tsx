import { assertNever } from "../../../../shared/basics/assert-never.ts";
import type { LinkStatus } from "../../../../shared/contracts/counter-snapshot.ts";
import { ReadyMark } from "../../../components/icons/ReadyMark.tsx";
import { SpinnerIcon } from "../../../components/icons/SpinnerIcon.tsx";
import { WarningMark } from "../../../components/icons/WarningMark.tsx";
import { Note } from "../../../components/Note.tsx";
import { selectJournalFault, selectLink } from "../../../store/selectors.ts";
import { useCounter } from "../../../store/use-counter.ts";
import { useNow } from "../../../words/use-now.ts";
import { useWords } from "../../../words/use-words.ts";

/** Why the queue moves or stands. */
export function LinkNote() {
  const link = useCounter(selectLink);
  const fault = useCounter(selectJournalFault);
  // While nothing can be kept nothing is sent, and the note above says why.
  if (link === null || (link.kind === "connected" && fault !== null)) return null;
  return <NoteOf link={link} />;
}

function NoteOf({ link }: { readonly link: LinkStatus }) {
  const { t } = useWords();
  switch (link.kind) {
    case "connecting":
      return <Note tone="plain" icon={<SpinnerIcon size={24} />} title={t("lists.queue-connecting")} />;
    case "connected":
      return <Note tone="done" icon={<ReadyMark size={24} />} title={t("lists.queue-connected")} />;
    case "refused":
      return <RefusedNote code={link.code} />;
    case "away":
      return <AwayNote sinceMs={link.sinceMs} />;
    default:
      return assertNever(link);
  }
}

/** The clerk cannot mend it: the note says whose turn it is. */
function RefusedNote({ code }: { readonly code: string }) {
  const { t, errorWords } = useWords();
  const { cause, remedy } = errorWords(code);
  return (
    <Note tone="stopped" icon={<WarningMark size={24} />} title={t("lists.queue-refused")}>
      <p>{cause}</p>
      <p>{remedy}</p>
    </Note>
  );
}

function AwayNote({ sinceMs }: { readonly sinceMs: number }) {
  const { t } = useWords();
  const minutes = Math.floor((useNow(10_000) - sinceMs) / 60_000);
  const title = minutes < 1 ? t("lists.queue-away-just-now") : t("lists.queue-away", { minutes });
  return <Note tone="pending" icon={<WarningMark size={24} />} title={title} />;
}
