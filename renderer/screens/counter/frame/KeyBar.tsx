import { KeyCap } from "../../../components/KeyCap.tsx";
import { useDrawnKeys } from "../../../keyboard/use-keys.ts";
import { useWords } from "../../../words/use-words.ts";
import "./key-bar.css";
import { inBarOrder } from "./key-order.ts";

/** The bottom bar: the keys that work now, each also a button for the mouse. */
export function KeyBar() {
  const { t } = useWords();
  const { start, end } = inBarOrder(useDrawnKeys());
  return (
    <footer className="keys">
      <ul className="keys__list" aria-label={t("frame.keys")}>
        {[...start, ...end].map(({ key, label, run }) => (
          <li key={key} className={key === end[0]?.key ? "keys__end" : undefined}>
            {/* The key itself is the keyboard's way to it; Tab stays with the screen. */}
            <button type="button" className="keys__key" tabIndex={-1} aria-keyshortcuts={key} onClick={run}>
              <KeyCap name={key} />
              {label}
            </button>
          </li>
        ))}
      </ul>
    </footer>
  );
}
