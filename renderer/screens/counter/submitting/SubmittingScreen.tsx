import { Fact, Facts } from "../../../components/Facts.tsx";
import { InfoIcon } from "../../../components/icons/InfoIcon.tsx";
import { StripeCardIcon } from "../../../components/icons/StripeCardIcon.tsx";
import { Masked } from "../../../components/Masked.tsx";
import { Note } from "../../../components/Note.tsx";
import { Waiting } from "../../../components/Waiting.tsx";
import type { ScreenProps } from "../../../store/screen-of.tsx";
import { useElapsed } from "../../../words/use-elapsed.ts";
import { useWords } from "../../../words/use-words.ts";

const slowAfterMs = 3000;

/** Confirmed by the clerk: being saved, then sent. Nothing can be done or undone from here. */
export function SubmittingScreen({ work }: ScreenProps<"submitting">) {
  const { t } = useWords();
  const isSlow = useElapsed(work.sinceMs, slowAfterMs);
  const { cardNumberMasked } = work.trail;
  return (
    <Waiting
      title={t(work.saved ? "work.sending-title" : "work.saving-title")}
      lead={t(work.saved ? "work.sending-lead" : "work.saving-lead")}
    >
      {cardNumberMasked === null ? null : (
        <Facts>
          <Fact label={t("work.card-number")}>
            <Masked kind="number" text={cardNumberMasked} />
          </Fact>
        </Facts>
      )}
      {isSlow ? (
        <Note
          tone="pending"
          icon={<InfoIcon size={28} />}
          title={t(work.saved ? "work.submitting-slow" : "work.saving-slow")}
          isAlert
        >
          {t(work.saved ? "work.submitting-slow-how" : "work.saving-slow-how")}
        </Note>
      ) : null}
      {work.next === null ? null : (
        <Note tone="plain" icon={<StripeCardIcon size={28} />} title={t("work.next-card-title")} isAlert>
          {t("work.next-card-how")}
        </Note>
      )}
    </Waiting>
  );
}
