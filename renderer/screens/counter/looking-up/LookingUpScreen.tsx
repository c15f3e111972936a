import { ActionButton } from "../../../components/ActionButton.tsx";
import { Fact, Facts } from "../../../components/Facts.tsx";
import { InfoIcon } from "../../../components/icons/InfoIcon.tsx";
import { Masked } from "../../../components/Masked.tsx";
import { Note } from "../../../components/Note.tsx";
import { Waiting } from "../../../components/Waiting.tsx";
import { useKeys } from "../../../keyboard/use-keys.ts";
import type { ScreenProps } from "../../../store/screen-of.tsx";
import { useIntents } from "../../../store/use-counter.ts";
import { useElapsed } from "../../../words/use-elapsed.ts";
import { useWords } from "../../../words/use-words.ts";

const slowAfterMs = 3000;

/** The service is being asked who holds the card. */
export function LookingUpScreen({ work }: ScreenProps<"lookingUp">) {
  const { t } = useWords();
  const { stepBack } = useIntents();
  const isSlow = useElapsed(work.sinceMs, slowAfterMs);
  const cancel = () => void stepBack({ step: work.step });
  useKeys("screen", [{ key: "Escape", label: t("work.looking-up-cancel"), run: cancel }]);
  const { cardNumberMasked } = work.trail;
  return (
    <>
      <Waiting title={t("work.looking-up-title")} lead={t("work.looking-up-lead")}>
        {cardNumberMasked === null ? null : (
          <Facts>
            <Fact label={t("work.card-number")}>
              <Masked kind="number" text={cardNumberMasked} />
            </Fact>
          </Facts>
        )}
        {isSlow ? (
          <Note tone="pending" icon={<InfoIcon size={28} />} title={t("work.looking-up-slow")} isAlert />
        ) : null}
      </Waiting>
      <div className="actions">
        <ActionButton shortcut="Escape" kind="quiet" onPress={cancel}>
          {t("work.looking-up-cancel")}
        </ActionButton>
      </div>
    </>
  );
}
