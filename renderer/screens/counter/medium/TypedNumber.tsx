import type { NumberShape } from "../../../../shared/contracts/counter-snapshot.ts";
import { Slots, type SlotTone } from "../../../components/number-field/Slots.tsx";
import { CardFacePicture } from "../../../components/pictures/CardFacePicture.tsx";
import { useWords } from "../../../words/use-words.ts";
import "../entering-number/entering-number.css";

type Props = {
  readonly text: string;
  readonly shape: NumberShape;
  readonly tone: SlotTone;
  readonly marked: { readonly from: number; readonly to: number };
};

/** The number as it was typed, no longer a field: what is wrong with it is marked. */
export function TypedNumber({ text, shape, tone, marked }: Props) {
  const { t } = useWords();
  return (
    <div className="entry">
      <span className="field-label" aria-hidden="true">
        {t("work.number-label")}
      </span>
      <div className={`slots slots--${tone}`} role="img" aria-label={`${t("work.card-number")} ${[...text].join(" ")}`}>
        <Slots text={text} shape={shape} tone={tone} marked={marked} caret={null} />
      </div>
      <CardFacePicture label={t("work.number-picture")} width={178} />
    </div>
  );
}
