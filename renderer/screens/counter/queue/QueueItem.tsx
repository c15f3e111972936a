import type { ListItem } from "../../../../shared/contracts/counter-snapshot.ts";
import { ActionButton } from "../../../components/ActionButton.tsx";
import { Dotted } from "../../../components/Dotted.tsx";
import { Masked } from "../../../components/Masked.tsx";
import { resultLooks } from "../../../components/result-looks.ts";
import { selectIsHeld } from "../../../store/selectors.ts";
import { useCounter } from "../../../store/use-counter.ts";
import { useWords, type Words } from "../../../words/use-words.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

type Props = {
  readonly item: ListItem;
  readonly nowMs: number;
  /** Null where the item is not the selected one. */
  readonly onRetry: (() => void) | null;
};

/** How long an entry has been lying here, in the largest unit that says it. */
function ageOf(t: Words["t"], ageMs: number): string {
  if (ageMs < minuteMs) return t("lists.queue-just-now");
  if (ageMs < hourMs) return t("lists.queue-minutes", { count: Math.floor(ageMs / minuteMs) });
  if (ageMs < dayMs) return t("lists.queue-hours", { count: Math.floor(ageMs / hourMs) });
  return t("lists.queue-days", { count: Math.floor(ageMs / dayMs) });
}

/** One unsettled or parked entry: what stands in its way, since when, how often tried, what happens next. */
export function QueueItem({ item, nowMs, onRetry }: Props) {
  const { t, errorWords, timeNear } = useWords();
  const { tone, Icon } = resultLooks[item.result];
  const words = item.code === null ? null : errorWords(item.code);
  const plain = t(item.result === "unknown" ? "lists.queue-asking" : "lists.queue-saved");
  return (
    <div className="queue-item">
      <span className={`queue-item__mark is-${tone}`}>
        <Icon size={24} />
      </span>
      <div className="spread">
        <b className="row">
          <Masked text={item.cardNumberMasked} kind="number" />
          {t(`frame.result-${item.result}`)}
        </b>
        <span className="small muted fig">{timeNear(item.atMs, nowMs)}</span>
      </div>
      <p className="small">{words?.cause ?? plain}</p>
      {item.result === "parked" && words !== null ? <p className="small">{words.remedy}</p> : null}
      <Progress item={item} nowMs={nowMs} />
      {onRetry === null ? null : (
        <div className="queue-item__actions">
          <ActionButton shortcut="r" small onPress={onRetry}>
            {t("lists.retry")}
          </ActionButton>
        </div>
      )}
    </div>
  );
}

function Progress({ item, nowMs }: Pick<Props, "item" | "nowMs">) {
  const { t, time, timeNear, timeWithSeconds } = useWords();
  const isHeld = useCounter(selectIsHeld);
  const { nextAttemptAtMs, deadlineAtMs } = item;
  const whatNext = () => {
    if (item.result === "parked") return t("lists.queue-parked");
    // What is being sent has no next attempt; anything else waits for the link first.
    if (nextAttemptAtMs !== null && isHeld) return t("lists.queue-when-back");
    if (nextAttemptAtMs === null || nextAttemptAtMs <= nowMs) return t("lists.queue-now");
    const soon = nextAttemptAtMs - nowMs < hourMs;
    return t("lists.queue-next", { time: soon ? timeWithSeconds(nextAttemptAtMs) : time(nextAttemptAtMs) });
  };
  return (
    <div className="small muted">
      <p>
        <Dotted parts={[ageOf(t, nowMs - item.atMs), t("lists.queue-tries", { count: item.attempts }), whatNext()]} />
      </p>
      {item.result === "waiting" && deadlineAtMs !== null ? (
        <p>{t("lists.queue-deadline", { time: timeNear(deadlineAtMs, nowMs) })}</p>
      ) : null}
    </div>
  );
}
