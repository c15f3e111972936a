import { useState } from "react";
import type { DocumentType } from "../../../../shared/contracts/evidence.ts";
import { ActionButton } from "../../../components/ActionButton.tsx";
import { Choices } from "../../../components/Choices.tsx";
import { ConfirmButton } from "../../../components/ConfirmButton.tsx";
import { WarningMark } from "../../../components/icons/WarningMark.tsx";
import { Note } from "../../../components/Note.tsx";
import { judgeNumber, type NumberJudgement } from "../../../components/number-field/judge-number.ts";
import { ScreenTitle } from "../../../components/ScreenTitle.tsx";
import { useKeys } from "../../../keyboard/use-keys.ts";
import type { ScreenProps } from "../../../store/screen-of.tsx";
import { useIntents } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { LastFour, lastFourShape } from "./LastFour.tsx";
import "./attesting.css";

function useHint(document: DocumentType | null, judged: NumberJudgement): string | null {
  const { t } = useWords();
  if (document === null) return t("work.attest-choose");
  if (judged.isComplete || judged.fault !== null) return null;
  return judged.excess > 0
    ? t("work.number-too-long", { count: judged.excess })
    : t("work.attest-missing", { count: judged.missing });
}

/** The service could not say who holds the card: the clerk attests the document instead of comparing the holder; it is checked again when sent. */
export function AttestingScreen({ work }: ScreenProps<"attesting">) {
  const { t, errorWords } = useWords();
  const { attestDocument, lookUpAgain, stepBack } = useIntents();
  const [document, setDocument] = useState<DocumentType | null>(null);
  const [lastFour, setLastFour] = useState("");
  const judged = judgeNumber(lastFour, [lastFourShape]);
  const hint = useHint(document, judged);
  const { step } = work;
  const attest = () => (document === null ? Promise.resolve(null) : attestDocument({ step, document, lastFour }));
  const correct = () => void stepBack({ step });
  const again = () => void lookUpAgain({ step });
  useKeys("screen", [
    { key: "Escape", label: t("work.number-correct"), run: correct },
    { key: "F5", label: t("work.look-up-failed-again"), run: again },
  ]);
  return (
    <>
      <ScreenTitle>{t("work.attest-title")}</ScreenTitle>
      <p className="lead muted">
        <b>{errorWords(work.failure).cause}</b> {t("work.attest-lead")}
      </p>
      <div className="attesting">
        <Choices
          label={t("work.attest-document")}
          options={work.documents.map((value) => ({ value, text: t(`work.document-${value}`) }))}
          chosen={document}
          onChoose={setDocument}
        />
        <div className="attesting__proof">
          <LastFour
            document={document}
            text={lastFour}
            onText={setLastFour}
            wrongAt={judged.fault === null ? null : judged.fault.position - 1}
          />
          <Note tone="pending" icon={<WarningMark size={28} />} title={t("work.attest-means")}>
            {t("work.attest-means-how")}
          </Note>
        </div>
      </div>
      <div className="actions push">
        <ActionButton shortcut="Escape" kind="quiet" onPress={correct}>
          {t("work.number-correct")}
        </ActionButton>
        {hint === null ? null : <span className="hint fig">{hint}</span>}
        <ConfirmButton
          step={step}
          armAfterMs={work.armAfterMs}
          isDisabled={document === null || !judged.isComplete}
          onConfirm={attest}
        >
          {t("work.attest-confirm")}
        </ConfirmButton>
      </div>
    </>
  );
}
