import { useRef } from "react";
import type { ReaderState } from "../../../../shared/readers/reader-status.ts";
import { ActionButton } from "../../../components/ActionButton.tsx";
import { CopyForSupport } from "../../../components/CopyForSupport.tsx";
import { RefusedMark } from "../../../components/icons/RefusedMark.tsx";
import { readerLooks } from "../../../components/reader-look.ts";
import { scrollKeys } from "../../../components/scroll-keys.ts";
import { useKeys } from "../../../keyboard/use-keys.ts";
import { useWords } from "../../../words/use-words.ts";
import { ReaderFacts } from "./ReaderFacts.tsx";
import { ReaderSteps } from "./ReaderSteps.tsx";
import type { ReaderAction } from "./use-reader-actions.ts";
import { useReaderTexts } from "./use-reader-texts.ts";
import { useSupportText } from "./use-support-text.ts";

type Props = { readonly state: ReaderState; readonly actions: readonly ReaderAction[] };

/** The selected reader: what its state means, its facts, what mends it, and what can be done here. */
export function ReaderDetail({ state, actions }: Props) {
  const { t } = useWords();
  const { stateWord, cause } = useReaderTexts();
  const text = useSupportText(state);
  const words = useRef<HTMLDivElement>(null);
  useKeys("page", scrollKeys(words, "PageDown", "PageUp"));
  const { reader, status } = state;
  const { tone, Icon } = readerLooks[status.kind];
  return (
    <section className="block reader-detail" aria-label={t("readers.detail")}>
      <div className="reader-detail__text" aria-live="polite" ref={words}>
        <h2 className={`row lead is-${tone}`}>
          {status.kind === "faulted" ? <RefusedMark size={30} /> : <Icon size={28} />}
          {t("readers.name-and-state", { name: reader.model, state: stateWord(status) })}
        </h2>
        <p>{cause(status)}</p>
        <ReaderFacts state={state} />
        <ReaderSteps status={status} />
      </div>
      <div className="actions">
        <CopyForSupport text={text} layer="page" />
        {actions.map(({ key, label, run }) => (
          <ActionButton key={key} shortcut={key} kind={key === "Enter" ? "primary" : "plain"} onPress={run}>
            {label}
          </ActionButton>
        ))}
      </div>
    </section>
  );
}
