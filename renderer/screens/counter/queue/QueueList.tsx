import { GridList, GridListItem } from "react-aria-components/GridList";
import type { ListItem } from "../../../../shared/contracts/counter-snapshot.ts";
import { useNow } from "../../../words/use-now.ts";
import { useWords } from "../../../words/use-words.ts";
import { QueueItem } from "./QueueItem.tsx";

type Props = {
  readonly items: readonly ListItem[];
  readonly current: ListItem | undefined;
  readonly onChoose: (id: string) => void;
  readonly onRetry: (item: ListItem) => void;
};

// Ages are told in minutes; a wait that ends in between is told as soon as this.
const redrawMs = 10_000;

/** The entries without a result, oldest first. The selected one can be tried again at once. */
export function QueueList({ items, current, onChoose, onRetry }: Props) {
  const { t } = useWords();
  const nowMs = useNow(redrawMs);
  return (
    <GridList
      className="queue-list"
      aria-label={t("lists.queue-items")}
      autoFocus
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      items={items}
      selectedKeys={current === undefined ? [] : [current.id]}
      onSelectionChange={(keys) => {
        const [chosen] = keys === "all" ? [] : keys;
        if (chosen !== undefined) onChoose(String(chosen));
      }}
      renderEmptyState={() => <NothingQueued />}
      dependencies={[nowMs, current]}
    >
      {(item) => (
        <GridListItem className="queue-list__item" textValue={item.cardNumberMasked}>
          <QueueItem item={item} nowMs={nowMs} onRetry={item === current ? () => onRetry(item) : null} />
        </GridListItem>
      )}
    </GridList>
  );
}

function NothingQueued() {
  const { t } = useWords();
  return (
    <div className="queue-list__none">
      <b>{t("lists.queue-empty-title")}</b>
      <p className="muted">{t("lists.queue-empty-detail")}</p>
    </div>
  );
}
