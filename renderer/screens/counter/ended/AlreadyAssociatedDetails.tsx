import { Fact, Facts } from "../../../components/Facts.tsx";
import { useWords } from "../../../words/use-words.ts";
import { CardNumberFact } from "./CardNumberFact.tsx";
import { HolderFact } from "./HolderFact.tsx";
import type { DetailsProps } from "./outcome-details.ts";
import { SwipeNext } from "./SwipeNext.tsx";

/** Nothing to do: when and where it had been done before. */
export function AlreadyAssociatedDetails({ outcome, work }: DetailsProps<"alreadyAssociated">) {
  const { t, day, time } = useWords();
  const { recordedAt, place } = outcome.standing;
  return (
    <>
      <Facts>
        <HolderFact
          nameMasked={outcome.holderNameMasked}
          socialSecurityNumberMasked={outcome.socialSecurityNumberMasked}
        />
        <CardNumberFact masked={outcome.cardNumberMasked} />
        <Fact label={t("outcomes.fact-first-recorded-at")}>
          <span className="fig">
            {day(recordedAt)} {time(recordedAt)}
          </span>
        </Fact>
        <Fact label={t("outcomes.fact-first-recorded-in")}>{place}</Fact>
      </Facts>
      <SwipeNext next={work.next} />
    </>
  );
}
