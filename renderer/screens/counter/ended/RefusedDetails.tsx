import { CopyForSupport } from "../../../components/CopyForSupport.tsx";
import { Fact, Facts } from "../../../components/Facts.tsx";
import { RefusedMark } from "../../../components/icons/RefusedMark.tsx";
import { shownReference, supportText } from "../../../components/support-text.ts";
import { useWords } from "../../../words/use-words.ts";
import { CardNumberFact } from "./CardNumberFact.tsx";
import type { DetailsProps } from "./outcome-details.ts";
import { RemedySteps } from "./RemedySteps.tsx";

/** Refused: the card's state and the way out for this very reason. */
export function RefusedDetails({ outcome }: DetailsProps<"refused">) {
  const words = useWords();
  const { t } = words;
  return (
    <>
      <Facts>
        <CardNumberFact masked={outcome.cardNumberMasked} />
        <Fact label={t("outcomes.fact-card-state")}>
          <span className="row ended__state is-stopped">
            <RefusedMark size={20} />
            <b>{t(`outcomes.refused-${outcome.reason}-state`)}</b>
            {outcome.since === null ? null : (
              <span className="muted fig">{t("outcomes.since", { day: outcome.since })}</span>
            )}
          </span>
        </Fact>
        <Fact label={t("outcomes.fact-reference")}>
          <span className="row ended__reference">
            {shownReference(outcome.reference)}
            <CopyForSupport text={supportText(words, `refused/${outcome.reason}`, outcome.reference)} small />
          </span>
        </Fact>
      </Facts>
      <RemedySteps reason={outcome.reason} />
    </>
  );
}
