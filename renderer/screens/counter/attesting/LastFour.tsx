import type { NumberShape } from "../../../../shared/contracts/counter-snapshot.ts";
import type { DocumentType } from "../../../../shared/contracts/evidence.ts";
import { NumberField } from "../../../components/number-field/NumberField.tsx";
import { Slots } from "../../../components/number-field/Slots.tsx";
import { useWords } from "../../../words/use-words.ts";

export const lastFourShape: NumberShape = { length: 4, groups: [4], letters: true };

type Props = {
  readonly document: DocumentType | null;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly wrongAt: number | null;
};

/** The last four of the document's number. Opens, and takes the focus, once a document is chosen: until then digits choose one. */
export function LastFour({ document, text, onText, wrongAt }: Props) {
  const { t } = useWords();
  if (document === null)
    return (
      <div className="attesting__later" aria-hidden="true">
        <span className="field-label">{t("work.attest-last-four")}</span>
        <div className="slots">
          <Slots text="" shape={lastFourShape} marked={null} tone="plain" caret={null} />
        </div>
        <span className="number-field__hint">{t("work.attest-last-four-hint")}</span>
      </div>
    );
  return (
    <NumberField
      label={t("work.attest-last-four")}
      text={text}
      onText={onText}
      shape={lastFourShape}
      wrongAt={wrongAt}
      hint={t("work.attest-last-four-hint")}
      error={wrongAt !== null ? t("work.attest-last-four-wrong") : null}
    />
  );
}
