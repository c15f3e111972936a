import { ActionButton } from "../../../components/ActionButton.tsx";
import { WarningMark } from "../../../components/icons/WarningMark.tsx";
import { Note } from "../../../components/Note.tsx";
import { ScreenTitle } from "../../../components/ScreenTitle.tsx";
import { useKeys } from "../../../keyboard/use-keys.ts";
import type { ScreenProps } from "../../../store/screen-of.tsx";
import { useIntents } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { MediumBlock } from "../medium/MediumBlock.tsx";
import { TypedNumber } from "../medium/TypedNumber.tsx";
import "../medium/number-note.css";

/** The check character does not fit: warns and asks, with correcting as the first answer. */
export function CheckingNumberScreen({ work }: ScreenProps<"checkingNumber">) {
  const { t } = useWords();
  const { correctNumber, acceptDoubtfulNumber, stepBack } = useIntents();
  const { step, text } = work;
  const correct = () => void correctNumber({ step });
  const goOn = () => void acceptDoubtfulNumber({ step });
  const last = [...text].length - 1;
  useKeys("screen", [
    { key: "Enter", label: null, run: correct },
    { key: "F10", label: null, run: goOn },
    { key: "Escape", label: t("work.number-drop"), run: () => void stepBack({ step }) },
  ]);
  return (
    <>
      <div className="vh">
        <ScreenTitle>{t("work.card-number")}</ScreenTitle>
      </div>
      <MediumBlock medium={work.medium} />
      <TypedNumber text={text} shape={work.shape} tone="warn" marked={{ from: last, to: last }} />
      <div className="number-note">
        <Note tone="pending" icon={<WarningMark size={30} />} title={t("work.check-warning", { count: last })} isAlert>
          {t("work.check-warning-how")}
        </Note>
      </div>
      <div className="actions push">
        <ActionButton shortcut="F10" onPress={goOn}>
          {t("work.check-go-on")}
        </ActionButton>
        <ActionButton shortcut="Enter" kind="primary" onPress={correct}>
          {t("work.number-correct")}
        </ActionButton>
      </div>
    </>
  );
}
