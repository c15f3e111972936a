import { useEffect, useId, useRef } from "react";
import { ActionButton } from "../../../components/ActionButton.tsx";
import { ConfirmButton } from "../../../components/ConfirmButton.tsx";
import { ChipIcon } from "../../../components/icons/ChipIcon.tsx";
import { StripeCardIcon } from "../../../components/icons/StripeCardIcon.tsx";
import { useKeys } from "../../../keyboard/use-keys.ts";
import type { ScreenProps } from "../../../store/screen-of.tsx";
import { useIntents } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { ReadFacts } from "../medium/ReadFacts.tsx";
import "../medium/medium.css";
import "./asking-another-card.css";

/** Another card was read before this person was finished: asked once, over the interrupted screen. */
export function AskingAnotherCardScreen({ work }: ScreenProps<"askingAnotherCard">) {
  const { t } = useWords();
  const { answerAnotherCard } = useIntents();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  const leadId = useId();
  const { step, read, armAfterMs } = work;
  const keep = () => void answerAnotherCard({ step, takeNew: false });
  const take = () => answerAnotherCard({ step, takeNew: true });
  useKeys("dialog", [{ key: "Escape", label: t("work.another-keep"), run: keep }]);
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    if (shown?.open === false) shown.showModal();
    title.current?.focus();
    return () => {
      shown?.close();
      // The dialog is gone already when this runs, so closing it gives nothing back by itself.
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog ref={dialog} className="asking" role="alertdialog" aria-labelledby={titleId} aria-describedby={leadId}>
      <h1 id={titleId} ref={title} tabIndex={-1}>
        {t("work.another-title")}
      </h1>
      <p id={leadId} className="lead muted">
        {t("work.another-lead")}
      </p>
      <section className="block" aria-label={t("work.another-read")}>
        <h2 className="medium__title">
          {read.technology === "chip" ? <ChipIcon size={30} /> : <StripeCardIcon size={30} />}
          {t("work.another-read")}
        </h2>
        <ReadFacts read={read} />
      </section>
      <div className="actions">
        <ActionButton shortcut="Escape" onPress={keep}>
          {t("work.another-keep")}
        </ActionButton>
        <ConfirmButton layer="dialog" step={step} armAfterMs={armAfterMs} onConfirm={take}>
          {t("work.another-take")}
        </ConfirmButton>
      </div>
    </dialog>
  );
}
