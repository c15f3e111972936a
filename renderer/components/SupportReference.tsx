import { useWords } from "../words/use-words.ts";
import { CopyForSupport } from "./CopyForSupport.tsx";
import "./support-reference.css";
import { shownReference, supportText } from "./support-text.ts";

type Props = { readonly code: string; readonly reference: string };

/** Code and reference of something that went wrong, to read out or to copy for support (key C). */
export function SupportReference({ code, reference }: Props) {
  const words = useWords();
  const { t } = words;
  return (
    <div className="support-reference small muted">
      <dl>
        <div>
          <dt>{t("frame.code")}</dt>
          <dd>{code}</dd>
        </div>
        <div>
          <dt>{t("frame.reference")}</dt>
          <dd>{shownReference(reference)}</dd>
        </div>
      </dl>
      <CopyForSupport text={supportText(words, code, reference)} small />
    </div>
  );
}
