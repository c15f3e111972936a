import { ActionButton } from "../../../components/ActionButton.tsx";
import { PlugIcon } from "../../../components/icons/PlugIcon.tsx";
import { useWords } from "../../../words/use-words.ts";

const steps = [1, 2, 3] as const;

/** No reader is known: what to look at, and that nothing has to be restarted. */
export function NoReaders({ onRescan }: { readonly onRescan: () => void }) {
  const { t } = useWords();
  return (
    <section className="no-readers">
      <span className="muted">
        <PlugIcon size={72} />
      </span>
      <h2>{t("readers.empty-title")}</h2>
      <p className="muted">{t("readers.empty-detail")}</p>
      <ol>
        {steps.map((step) => (
          <li key={step}>
            <b>{step}</b> {t(`readers.empty-step-${step}`)}
          </li>
        ))}
      </ol>
      <ActionButton shortcut="F5" kind="primary" onPress={onRescan}>
        {t("readers.rescan")}
      </ActionButton>
    </section>
  );
}
