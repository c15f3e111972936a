import { useState } from "react";
import type { WithoutReadReason } from "../../../../shared/contracts/evidence.ts";
import { ActionButton } from "../../../components/ActionButton.tsx";
import { Choices } from "../../../components/Choices.tsx";
import { WarningMark } from "../../../components/icons/WarningMark.tsx";
import { Note } from "../../../components/Note.tsx";
import { ScreenTitle } from "../../../components/ScreenTitle.tsx";
import { useKeys } from "../../../keyboard/use-keys.ts";
import type { ScreenProps } from "../../../store/screen-of.tsx";
import { useIntents } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import "./stating-reason.css";

/** No reader could read the card: the clerk says why before going on by number. */
export function StatingReasonScreen({ work }: ScreenProps<"statingReason">) {
  const { t } = useWords();
  const { stateReason, stepBack } = useIntents();
  const [reason, setReason] = useState<WithoutReadReason | null>(null);
  const { step } = work;
  const goOn = () => {
    if (reason !== null) void stateReason({ step, reason });
  };
  const back = () => void stepBack({ step });
  useKeys("screen", [
    ...(reason === null ? [] : [{ key: "Enter", label: null, run: goOn }]),
    { key: "Escape", label: t("work.reason-back"), run: back },
  ]);
  return (
    <>
      <ScreenTitle>{t("work.reason-title")}</ScreenTitle>
      <p className="lead muted">{t("work.reason-lead")}</p>
      <div className="stating-reason">
        <Choices
          label={t("work.reason-title")}
          options={work.reasons.map((value) => ({ value, text: t(`work.reason-${value}`) }))}
          chosen={reason}
          onChoose={setReason}
        />
      </div>
      <Note tone="pending" icon={<WarningMark size={28} />} title={t("work.reason-consequence")}>
        {t("work.reason-consequence-how")}
      </Note>
      <div className="actions push">
        <ActionButton shortcut="Escape" kind="quiet" onPress={back}>
          {t("work.reason-back")}
        </ActionButton>
        {reason === null ? <span className="hint">{t("work.reason-choose")}</span> : null}
        <ActionButton shortcut="Enter" kind="primary" isDisabled={reason === null} onPress={goOn}>
          {t("work.reason-go-on")}
        </ActionButton>
      </div>
    </>
  );
}
