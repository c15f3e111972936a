import { useId, useState } from "react";
import { SpinnerIcon } from "../../../components/icons/SpinnerIcon.tsx";
import { selectIsHeld } from "../../../store/selectors.ts";
import { useCounter } from "../../../store/use-counter.ts";
import { useNow } from "../../../words/use-now.ts";
import { useWords, type Words } from "../../../words/use-words.ts";
import "./asking-again.css";

type Props = { readonly attempts: number; readonly nextAttemptAtMs: number | null };
type Wait = { readonly untilMs: number | null; readonly sinceMs: number };

/** How far this window has seen the wait for the next attempt go, 0 to 100. A wait is measured from when it was first shown. */
function percentOf(wait: Wait, nowMs: number): number {
  if (wait.untilMs === null || wait.untilMs <= wait.sinceMs) return 100;
  const part = (nowMs - wait.sinceMs) / (wait.untilMs - wait.sinceMs);
  return Math.round(Math.min(Math.max(part, 0), 1) * 100);
}

function progressOf(t: Words["t"], attempts: number, seconds: number): string {
  return seconds > 0
    ? t("outcomes.unknown-next", { count: attempts, seconds })
    : t("outcomes.unknown-asking-now", { count: attempts });
}

/** The service is being asked about the entry: how often so far, and how long until the next time. */
export function AskingAgain({ attempts, nextAttemptAtMs }: Props) {
  const { t } = useWords();
  const labelId = useId();
  const nowMs = useNow(1000);
  const [wait, setWait] = useState<Wait>({ untilMs: nextAttemptAtMs, sinceMs: nowMs });
  if (wait.untilMs !== nextAttemptAtMs) setWait({ untilMs: nextAttemptAtMs, sinceMs: nowMs });
  const seconds = nextAttemptAtMs === null ? 0 : Math.ceil((nextAttemptAtMs - nowMs) / 1000);
  // Until the link is back no wait comes to its end.
  const isHeld = useCounter(selectIsHeld) && nextAttemptAtMs !== null;
  const percent = isHeld ? 0 : percentOf(wait, nowMs);
  const progress = isHeld ? t("outcomes.unknown-when-back", { count: attempts }) : progressOf(t, attempts, seconds);
  return (
    <div className="block asking-again">
      <div className="spread">
        <span id={labelId} className="row asking-again__label">
          <SpinnerIcon size={24} />
          {t("outcomes.unknown-asking")}
        </span>
        <span className="muted fig">{progress}</span>
      </div>
      <progress
        className="asking-again__bar"
        value={percent}
        max={100}
        aria-labelledby={labelId}
        aria-valuetext={progress}
      />
    </div>
  );
}
