import { captionOf, KeyCap } from "../../../components/KeyCap.tsx";
import { useWords } from "../../../words/use-words.ts";

const keys = [
  { key: "Enter", word: "help.key-enter" },
  { key: "Escape", word: "help.key-esc" },
  { key: "↑↓", word: "help.key-arrows" },
  { key: "F1", word: "help.key-f1" },
  { key: "F2", word: "help.key-f2" },
  { key: "F3", word: "help.key-f3" },
  { key: "F4", word: "help.key-f4" },
  { key: "F5", word: "help.key-f5" },
  { key: "F6", word: "help.key-f6" },
  { key: "F9", word: "help.key-f9" },
  { key: "F10", word: "help.key-f10" },
  { key: "r", word: "help.key-r" },
  { key: "c", word: "help.key-c" },
  { key: "m", word: "help.key-m" },
] as const;

/** Every key of the counter and what it does. */
export function KeyTable() {
  const { t } = useWords();
  return (
    <section aria-label={t("help.keys-heading")}>
      <h2>{t("help.keys-heading")}</h2>
      <dl className="key-table">
        {keys.map(({ key, word }) => (
          <div key={key}>
            <dt>
              <KeyCap name={key} />
              <span className="vh">{captionOf(key)}</span>
            </dt>
            <dd>{t(word)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
