import { Fact, Facts } from "../../../components/Facts.tsx";
import { useWords } from "../../../words/use-words.ts";
import { AskingAgain } from "./AskingAgain.tsx";
import { CardNumberFact } from "./CardNumberFact.tsx";
import { EndedNote } from "./EndedNote.tsx";
import type { DetailsProps } from "./outcome-details.ts";
import { SavedFact } from "./SavedFact.tsx";

/** Sent without an answer that settles it: the same request is repeated under the same entry. */
export function UnknownDetails({ outcome, work }: DetailsProps<"unknown">) {
  const { t, errorWords } = useWords();
  return (
    <>
      <AskingAgain attempts={outcome.attempts} nextAttemptAtMs={outcome.nextAttemptAtMs} />
      <Facts>
        <CardNumberFact masked={outcome.cardNumberMasked} />
        <SavedFact savedAtMs={outcome.savedAtMs} entryRef={work.entryRef} />
        <Fact label={t("outcomes.fact-reason")}>{errorWords(outcome.failure).cause}</Fact>
      </Facts>
      <EndedNote tone="pending" of="unknown" earlier={work.earlier} />
    </>
  );
}
