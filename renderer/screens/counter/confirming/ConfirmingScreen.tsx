import { ActionButton } from "../../../components/ActionButton.tsx";
import { ConfirmButton } from "../../../components/ConfirmButton.tsx";
import { InfoIcon } from "../../../components/icons/InfoIcon.tsx";
import { Note } from "../../../components/Note.tsx";
import { ScreenTitle } from "../../../components/ScreenTitle.tsx";
import { useKeys } from "../../../keyboard/use-keys.ts";
import type { ScreenProps } from "../../../store/screen-of.tsx";
import { useIntents } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { Holder } from "./Holder.tsx";
import { Ties } from "./Ties.tsx";
import "./confirming.css";

/** The holder is shown to be compared with the person and their document; only a fresh press confirms. */
export function ConfirmingScreen({ work }: ScreenProps<"confirming">) {
  const { t } = useWords();
  const { confirmEntry, stepBack } = useIntents();
  const { step } = work;
  const notThisPerson = () => void stepBack({ step });
  useKeys("screen", [{ key: "Escape", label: t("work.confirm-not-this-person"), run: notThisPerson }]);
  return (
    <>
      <ScreenTitle>{t("work.confirm-title")}</ScreenTitle>
      <Holder holder={work.holder} card={work.card} />
      {work.holder.kind === "masked" ? (
        <div className="confirming__masked">
          <Note tone="pending" icon={<InfoIcon size={28} />} title={t("work.holder-masked-note")} />
        </div>
      ) : null}
      <h2 className="confirming__will">{t("work.confirm-will")}</h2>
      <Ties work={work} />
      <div className="actions push">
        <ActionButton shortcut="Escape" onPress={notThisPerson}>
          {t("work.confirm-not-this-person")}
        </ActionButton>
        <ConfirmButton step={step} armAfterMs={work.armAfterMs} onConfirm={() => confirmEntry({ step })}>
          {t("work.confirm-button")}
        </ConfirmButton>
      </div>
    </>
  );
}
