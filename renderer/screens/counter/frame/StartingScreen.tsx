import { BrandMark } from "../../../components/icons/BrandMark.tsx";
import { useWords } from "../../../words/use-words.ts";

/** Shown for the moment between the first paint and the first snapshot. */
export function StartingScreen() {
  const { t } = useWords();
  return (
    <div className="starting" role="status">
      <BrandMark size={56} />
      <p className="lead muted">{t("frame.starting-up")}</p>
    </div>
  );
}
