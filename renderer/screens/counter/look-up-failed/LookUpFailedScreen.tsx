import { ActionButton } from "../../../components/ActionButton.tsx";
import { ErrorReport } from "../../../components/ErrorReport.tsx";
import { useKeys } from "../../../keyboard/use-keys.ts";
import type { ScreenProps } from "../../../store/screen-of.tsx";
import { useIntents } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";

/** The look-up brought no answer that can be used; nothing was done. */
export function LookUpFailedScreen({ work }: ScreenProps<"lookUpFailed">) {
  const { t } = useWords();
  const { lookUpAgain, stepBack } = useIntents();
  const { step } = work;
  const again = () => void lookUpAgain({ step });
  const correct = () => void stepBack({ step });
  useKeys("screen", [
    { key: "Enter", label: null, run: again },
    { key: "Escape", label: t("work.number-correct"), run: correct },
  ]);
  return (
    <>
      <ErrorReport title={t("work.look-up-failed-title")} code={work.code} reference={work.reference} />
      <div className="actions push">
        <ActionButton shortcut="Escape" kind="quiet" onPress={correct}>
          {t("work.number-correct")}
        </ActionButton>
        <ActionButton shortcut="Enter" kind="primary" onPress={again}>
          {t("work.look-up-failed-again")}
        </ActionButton>
      </div>
    </>
  );
}
