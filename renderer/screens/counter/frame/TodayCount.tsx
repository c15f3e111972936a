import { selectCounts } from "../../../store/selectors.ts";
import { useCounter } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";

/** Today's confirmed count at the foot of the rail; drawn only where the side column is not. */
export function TodayCount() {
  const { t } = useWords();
  const counts = useCounter(selectCounts);
  if (counts === null) return null;
  return (
    <p className="rail__foot rail__foot--today">
      {t("frame.today")}
      <span className="nowrap">
        <b className="fig">{counts.confirmed}</b> {t("frame.confirmed")}
      </span>
    </p>
  );
}
