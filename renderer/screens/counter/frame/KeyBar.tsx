import { KeyCap } from "../../../components/KeyCap.tsx";
import type { DrawnKey } from "../../../keyboard/keyboard.ts";
import { useDrawnKeys } from "../../../keyboard/use-keys.ts";
import { useWords } from "../../../words/use-words.ts";
import "./key-bar.css";
import { inBarOrder } from "./key-order.ts";

function Keys({ keys }: { readonly keys: readonly DrawnKey[] }) {
  const { t } = useWords();
  return (
    <ul className="keys__list" aria-label={t("frame.keys")}>
      {keys.map(({ key, label, run }) => (
        <li key={key}>
          {/* The key itself is the keyboard's way to it; Tab stays with the screen. */}
          <button type="button" className="keys__key" tabIndex={-1} aria-keyshortcuts={key} onClick={run}>
            <KeyCap name={key} />
            {label}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The bottom bar: the keys that work now, each also a button for the mouse. What does not fit is left out whole; the end always fits. */
export function KeyBar() {
  const { start, end } = inBarOrder(useDrawnKeys());
  return (
    <footer className="keys">
      <Keys keys={start} />
      <Keys keys={end} />
    </footer>
  );
}
