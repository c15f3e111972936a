import { Fact, Facts } from "../../../components/Facts.tsx";
import { SupportReference } from "../../../components/SupportReference.tsx";
import { useWords } from "../../../words/use-words.ts";
import { CardNumberFact } from "./CardNumberFact.tsx";
import { EntryFact } from "./EntryFact.tsx";
import type { DetailsProps } from "./outcome-details.ts";

/** Put aside: what stands in its way and who mends it. */
export function ParkedDetails({ outcome, work }: DetailsProps<"parked">) {
  const { t, errorWords } = useWords();
  const { cause, remedy } = errorWords(outcome.code);
  return (
    <>
      <Facts>
        <CardNumberFact masked={outcome.cardNumberMasked} />
        <EntryFact entryRef={work.entryRef} />
        <Fact label={t("outcomes.fact-reason")}>
          <b className="is-stopped">{cause}</b>
        </Fact>
        <Fact label={t("outcomes.fact-remedy")}>
          <b>{remedy}</b>
        </Fact>
      </Facts>
      <div className="push">
        <SupportReference code={outcome.code} reference={outcome.reference} />
      </div>
    </>
  );
}
