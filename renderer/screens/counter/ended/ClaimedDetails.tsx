import { Fact, Facts } from "../../../components/Facts.tsx";
import { useWords } from "../../../words/use-words.ts";
import { CardNumberFact } from "./CardNumberFact.tsx";
import { EndedNote } from "./EndedNote.tsx";
import { EntryFact } from "./EntryFact.tsx";
import { HolderFact } from "./HolderFact.tsx";
import type { DetailsProps } from "./outcome-details.ts";

/** Taken in by the service while the city's register has not answered. */
export function ClaimedDetails({ outcome, work }: DetailsProps<"claimed">) {
  const { t, day, timeWithSeconds } = useWords();
  return (
    <>
      <Facts>
        <HolderFact
          nameMasked={outcome.holderNameMasked}
          socialSecurityNumberMasked={outcome.socialSecurityNumberMasked}
        />
        <CardNumberFact masked={outcome.cardNumberMasked} />
        <Fact label={t("outcomes.fact-received-at")}>
          <span className="fig">
            {day(outcome.recordedAt)} {timeWithSeconds(outcome.recordedAt)}
          </span>
        </Fact>
        <EntryFact entryRef={work.entryRef} />
      </Facts>
      <EndedNote tone="pending" of="claimed" earlier={work.earlier} />
    </>
  );
}
