import { KeyCap } from "../../../components/KeyCap.tsx";
import { useDrawnKeys } from "../../../keyboard/use-keys.ts";
import { useWords } from "../../../words/use-words.ts";
import { inBarOrder } from "./key-order.ts";
import "./key-bar.css";

/** The bottom bar: the keys that work now, each also a button for the mouse. */
export function KeyBar() {
  const { t } = useWords();
  const { start, end } = inBarOrder(useDrawnKeys());
  return (
    <footer className="keys" aria-label={t("frame.keys")}>
      {[...start, ...end].map(({ key, label, run }) => (
        <button
          key={key}
          type="button"
          className={key === end[0]?.key ? "keys__key keys__key--end" : "keys__key"}
          // The key itself is the keyboard's way to it; Tab stays with the screen.
          tabIndex={-1}
          aria-keyshortcuts={key}
          onClick={run}
        >
          <KeyCap name={key} />
          {label}
        </button>
      ))}
    </footer>
  );
}
