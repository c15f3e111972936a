import { Fact, Facts } from "../../../components/Facts.tsx";
import { Masked } from "../../../components/Masked.tsx";
import { useNow } from "../../../words/use-now.ts";
import { useWords } from "../../../words/use-words.ts";
import { CardNumberFact } from "./CardNumberFact.tsx";
import { EndedNote } from "./EndedNote.tsx";
import type { DetailsProps } from "./outcome-details.ts";
import { SavedFact } from "./SavedFact.tsx";

/** Saved here and not sent: why, since when, until when. */
export function WaitingDetails({ outcome, work }: DetailsProps<"waiting">) {
  const { t, errorWords, day, time, timeNear } = useWords();
  const nowMs = useNow(60_000);
  const { holderNameMasked, savedAtMs, deadlineAtMs } = outcome;
  const isToday = day(deadlineAtMs) === day(nowMs);
  return (
    <>
      <Facts>
        <Fact label={t("outcomes.fact-holder")}>
          {holderNameMasked === null ? (
            <span className="muted">{t("outcomes.waiting-holder-later")}</span>
          ) : (
            <b>
              <Masked text={holderNameMasked} kind="name" />
            </b>
          )}
        </Fact>
        <CardNumberFact masked={outcome.cardNumberMasked} />
        <SavedFact savedAtMs={savedAtMs} entryRef={work.entryRef} />
        <Fact label={t("outcomes.fact-reason")}>{errorWords(outcome.failure).cause}</Fact>
        <Fact label={t("outcomes.fact-deadline")}>
          <span className="fig">
            {isToday ? t("outcomes.today", { time: time(deadlineAtMs) }) : timeNear(deadlineAtMs, nowMs)}
          </span>{" "}
          <span className="muted">{t("outcomes.waiting-lapses")}</span>
        </Fact>
      </Facts>
      <EndedNote tone="pending" of="waiting" earlier={work.earlier} />
    </>
  );
}
