import type { MediumView } from "../../../../shared/contracts/counter-snapshot.ts";
import { ActionButton } from "../../../components/ActionButton.tsx";
import { RefusedMark } from "../../../components/icons/RefusedMark.tsx";
import { Masked } from "../../../components/Masked.tsx";
import { Note } from "../../../components/Note.tsx";
import { ScreenTitle } from "../../../components/ScreenTitle.tsx";
import { useKeys } from "../../../keyboard/use-keys.ts";
import type { ScreenProps } from "../../../store/screen-of.tsx";
import { useIntents } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { MediumBlock } from "../medium/MediumBlock.tsx";
import { TypedNumber } from "../medium/TypedNumber.tsx";
import "../medium/number-note.css";

function WhatTheCardSays({ medium }: { readonly medium: MediumView }) {
  const { t } = useWords();
  if (medium.kind === "notRead") return null;
  return (
    <>
      {t(`work.contradicts-${medium.read.technology}-how`)} <Masked kind="number" text={medium.read.keyMasked} />
      {t("work.contradicts-what")}
    </>
  );
}

/** The typed number is not the one the medium carries: no way on with it. */
export function NumberContradictsScreen({ work }: ScreenProps<"numberContradicts">) {
  const { t } = useWords();
  const { correctNumber, stepBack } = useIntents();
  const { step, text, medium } = work;
  const correct = () => void correctNumber({ step });
  const drop = () => void stepBack({ step });
  const title = t(
    medium.kind === "read" && medium.read.technology === "chip" ? "work.contradicts-chip" : "work.contradicts-stripe",
  );
  useKeys("screen", [
    { key: "Enter", label: null, run: correct },
    { key: "Escape", label: t("work.contradicts-drop"), run: drop },
  ]);
  return (
    <>
      <div className="vh">
        <ScreenTitle>{t("work.card-number")}</ScreenTitle>
      </div>
      <MediumBlock medium={medium} />
      {/* Never single slots: that would tell which characters of the card's number were guessed right. */}
      <TypedNumber text={text} shape={work.shape} tone="bad" marked={{ from: 0, to: [...text].length - 1 }} />
      <div className="number-note">
        <Note tone="stopped" icon={<RefusedMark size={30} />} title={title} isAlert>
          <WhatTheCardSays medium={medium} />
        </Note>
      </div>
      <div className="actions push">
        <ActionButton shortcut="Escape" kind="quiet" onPress={drop}>
          {t("work.contradicts-drop")}
        </ActionButton>
        <ActionButton shortcut="Enter" kind="primary" onPress={correct}>
          {t("work.number-correct")}
        </ActionButton>
      </div>
    </>
  );
}
