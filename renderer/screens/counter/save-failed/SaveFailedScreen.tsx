import { ActionButton } from "../../../components/ActionButton.tsx";
import { ErrorReport } from "../../../components/ErrorReport.tsx";
import { useKeys } from "../../../keyboard/use-keys.ts";
import type { ScreenProps } from "../../../store/screen-of.tsx";
import { useIntents } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";

/** The confirmed entry could not be written to this machine; nothing was sent. */
export function SaveFailedScreen({ work }: ScreenProps<"saveFailed">) {
  const { t } = useWords();
  const { retrySave, stepBack } = useIntents();
  const { step } = work;
  const again = () => void retrySave({ step });
  const drop = () => void stepBack({ step });
  useKeys("screen", [
    { key: "Enter", label: null, run: again },
    { key: "Escape", label: t("work.save-failed-drop"), run: drop },
  ]);
  return (
    <>
      <ErrorReport title={t("work.save-failed-title")} code={work.code} reference={work.reference} />
      <div className="actions push">
        <ActionButton shortcut="Escape" kind="quiet" onPress={drop}>
          {t("work.save-failed-drop")}
        </ActionButton>
        <ActionButton shortcut="Enter" kind="primary" onPress={again}>
          {t("work.save-failed-again")}
        </ActionButton>
      </div>
    </>
  );
}
