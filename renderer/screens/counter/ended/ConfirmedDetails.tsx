import { Fact, Facts } from "../../../components/Facts.tsx";
import { selectOperatorId, selectSite } from "../../../store/selectors.ts";
import { useCounter } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { CardNumberFact } from "./CardNumberFact.tsx";
import { EntryFact } from "./EntryFact.tsx";
import { HolderFact } from "./HolderFact.tsx";
import type { DetailsProps } from "./outcome-details.ts";
import { SwipeNext } from "./SwipeNext.tsx";

/** In the ledger: what was recorded, when, under which entry, by whom. */
export function ConfirmedDetails({ outcome, work }: DetailsProps<"confirmed">) {
  const { t, day, timeWithSeconds } = useWords();
  const site = useCounter(selectSite);
  const operatorId = useCounter(selectOperatorId);
  return (
    <>
      <Facts>
        <HolderFact
          nameMasked={outcome.holderNameMasked}
          socialSecurityNumberMasked={outcome.socialSecurityNumberMasked}
        />
        <CardNumberFact masked={outcome.cardNumberMasked} />
        <Fact label={t("outcomes.fact-recorded-at")}>
          <span className="fig">
            {day(outcome.recordedAt)} {timeWithSeconds(outcome.recordedAt)}
          </span>
        </Fact>
        <EntryFact entryRef={work.entryRef} />
        {operatorId === null ? null : (
          <Fact label={t("outcomes.fact-operator")}>
            {operatorId}
            <span className="dot">·</span>
            {site?.window}
          </Fact>
        )}
      </Facts>
      <SwipeNext next={work.next} />
    </>
  );
}
