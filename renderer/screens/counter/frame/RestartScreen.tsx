import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { WarningMark } from "../../../components/icons/WarningMark.tsx";
import { createWords } from "../../../words/use-words.ts";
import "../../../components/button.css";
import "./counter.css";

/** Shown when the window itself failed. Leans on nothing but the words: the store or a screen may be what is broken. */
export function RestartScreen({ reference }: { readonly reference: string }) {
  const { i18n } = useTranslation();
  const { t } = createWords(i18n);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <main className="restart">
      <section className="restart__sheet" role="alert">
        <div className="row is-pending">
          <WarningMark size={48} />
          <h1>{t("frame.broken-title")}</h1>
        </div>
        <p className="lead">{t("frame.broken-lead")}</p>
        <p>{t("frame.broken-note")}</p>
        <p className="muted">
          {t("frame.reference")} <span className="num">{reference}</span>
        </p>
        <div className="actions">
          <button
            ref={button}
            type="button"
            className="button button--primary"
            onClick={() => window.location.reload()}
          >
            {t("frame.broken-restart")}
          </button>
        </div>
      </section>
    </main>
  );
}
