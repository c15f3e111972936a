import { useNow } from "../../../words/use-now.ts";
import { useWords } from "../../../words/use-words.ts";

const minuteMs = 60_000;

/** The region's time, whatever the machine's zone says. */
export function Clock() {
  const { t, time } = useWords();
  const nowMs = useNow(minuteMs);
  return (
    <span className="stat clock">
      <span className="vh">{t("frame.clock")}</span>
      <time className="fig">{time(nowMs)}</time>
    </span>
  );
}
