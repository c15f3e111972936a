import { useState } from "react";
import type { NumberShape } from "../../../../shared/contracts/counter-snapshot.ts";
import { ActionButton } from "../../../components/ActionButton.tsx";
import { judgeNumber, type NumberJudgement } from "../../../components/number-field/judge-number.ts";
import { NumberField } from "../../../components/number-field/NumberField.tsx";
import { CardFacePicture } from "../../../components/pictures/CardFacePicture.tsx";
import { useKeys } from "../../../keyboard/use-keys.ts";
import type { WorkOf } from "../../../store/counter-store.ts";
import type { ScreenProps } from "../../../store/screen-of.tsx";
import { useIntents } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { MediumBlock } from "../medium/MediumBlock.tsx";
import "./entering-number.css";

function useLengths(shapes: readonly NumberShape[]): string {
  const { t } = useWords();
  const lengths = [...new Set(shapes.map(({ length }) => length))].toSorted((one, other) => one - other);
  return lengths.map((length) => t("work.number-length", { length })).join(t("work.number-length-or"));
}

/** What is typed so far; a snapshot that brings a text or a problem puts its own text in the field. */
function useTyped(work: WorkOf<"enteringNumber">) {
  const [text, setText] = useState(work.text);
  const [seenStep, setSeenStep] = useState(work.step);
  if (seenStep !== work.step) {
    setSeenStep(work.step);
    if (work.text !== "" || work.problem !== null) setText(work.text);
  }
  return [text, setText] as const;
}

function useError(work: WorkOf<"enteringNumber">, text: string, judged: NumberJudgement): string | null {
  const { t } = useWords();
  const lengths = useLengths(work.shapes);
  const { fault } = judged;
  if (fault?.kind === "wrong-letter")
    return t("work.number-wrong-letter", { position: fault.position, length: fault.length });
  if (fault !== null) return t("work.number-wrong-character", { position: fault.position });
  if (work.problem === null || text !== work.text) return null;
  switch (work.problem.kind) {
    case "empty":
      return t("work.number-empty");
    case "wrong-length":
      return t("work.number-wrong-length", { seen: work.problem.seen, lengths });
    case "wrong-character":
      return t("work.number-wrong-character", { position: work.problem.position });
  }
}

function Missing({ judged }: { readonly judged: NumberJudgement }) {
  const { t } = useWords();
  if (judged.fault !== null || judged.isComplete) return null;
  return (
    <span className="hint fig">
      {judged.excess > 0
        ? t("work.number-too-long", { count: judged.excess })
        : t("work.number-missing", { count: judged.missing })}
    </span>
  );
}

/** A card is read: its number is typed as printed. */
export function EnteringNumberScreen({ work }: ScreenProps<"enteringNumber">) {
  const { t } = useWords();
  const { submitNumber, stepBack } = useIntents();
  const [text, setText] = useTyped(work);
  const judged = judgeNumber(text, work.shapes);
  const error = useError(work, text, judged);
  const lengths = useLengths(work.shapes);
  const hasLetters = work.shapes.some(({ letters }) => letters);
  const submit = () => void submitNumber({ step: work.step, text });
  const drop = () => void stepBack({ step: work.step });
  useKeys("screen", [
    ...(judged.isComplete ? [{ key: "Enter", label: null, run: submit }] : []),
    { key: "Escape", label: t("work.number-drop"), run: drop },
  ]);
  return (
    <>
      <h1 className="vh">{t("work.number-label")}</h1>
      <MediumBlock medium={work.medium} />
      <div className="entry">
        <NumberField
          label={t("work.number-label")}
          text={text}
          onText={setText}
          shape={judged.shape}
          wrongAt={judged.fault === null ? null : judged.fault.position - 1}
          hint={t(hasLetters ? "work.number-hint-letters" : "work.number-hint-digits", { lengths })}
          error={error}
        />
        <CardFacePicture label={t("work.number-picture")} width={178} />
      </div>
      <div className="actions push">
        <ActionButton shortcut="Escape" kind="quiet" onPress={drop}>
          {t("work.number-drop")}
        </ActionButton>
        <Missing judged={judged} />
        <ActionButton shortcut="Enter" kind="primary" isDisabled={!judged.isComplete} onPress={submit}>
          {t("work.number-look-up")}
        </ActionButton>
      </div>
    </>
  );
}
