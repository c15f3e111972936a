import { useCallback, useRef, useState } from "react";
import { Cell, Column, Row, Table, TableBody, TableHeader } from "react-aria-components/Table";
import { TableLayout, Virtualizer } from "react-aria-components/Virtualizer";
import type { ListItem } from "../../../../shared/contracts/counter-snapshot.ts";
import { Masked } from "../../../components/Masked.tsx";
import { resultLooks } from "../../../components/result-looks.ts";
import { useKeys } from "../../../keyboard/use-keys.ts";
import { useIntents } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";

type Props = {
  readonly items: readonly ListItem[];
  /** True when there are entries that the filter or the search hides. */
  readonly isFiltered: boolean;
};

// Shares of the width, by the longest word of either language.
const columns = [
  { name: "time", width: "0.9fr" },
  { name: "holder", width: "0.95fr" },
  { name: "card", width: "1.3fr" },
  { name: "how", width: "0.95fr" },
  { name: "result", width: "1.5fr" },
  { name: "entry", width: "0.75fr" },
] as const;
// Real heights follow the size of type and are measured; these are for rows that were never on the glass.
const estimates = { estimatedRowHeight: 45, estimatedHeadingHeight: 42 };
const retryable: readonly ListItem["result"][] = ["waiting", "unknown", "parked"];

/** The entries, one row each; the first has the focus so that the arrow keys work at once. */
export function EntriesTable({ items, isFiltered }: Props) {
  const words = useWords();
  const { t } = words;
  const { retryEntry } = useIntents();
  const frame = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const current = items.find((item) => item.id === chosen) ?? items[0];
  const opened = useRef(false);
  // The rows come after the table has been measured. The first one takes the focus once, so that the arrow keys work at once.
  const takeFocus = useCallback((row: HTMLElement | null) => {
    if (row === null || opened.current) return;
    opened.current = true;
    row.focus();
  }, []);
  const focusRows = () => frame.current?.querySelector<HTMLElement>("[role=grid]")?.focus();
  const canRetry = current !== undefined && retryable.includes(current.result);
  useKeys("page", [
    ...(items.length > 1 ? [{ key: "↑↓", run: focusRows, label: t("lists.key-select") }] : []),
    ...(canRetry ? [{ key: "r", run: () => void retryEntry({ entryId: current.id }), label: t("lists.retry") }] : []),
  ]);
  return (
    <div className="entries" ref={frame}>
      <Virtualizer layout={TableLayout} layoutOptions={estimates}>
        <Table
          className="entries__table"
          aria-label={t("lists.table")}
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          selectedKeys={current === undefined ? [] : [current.id]}
          onSelectionChange={(keys) => setChosen(keys === "all" ? null : String([...keys][0] ?? ""))}
        >
          <TableHeader>
            {columns.map(({ name, width }) => (
              <Column key={name} id={name} width={width} isRowHeader={name === "card"}>
                {t(`lists.column-${name}`)}
              </Column>
            ))}
          </TableHeader>
          {/* Rows are kept by their item; another language draws them anew. */}
          <TableBody
            items={items}
            dependencies={[words]}
            renderEmptyState={() => <NoEntries isFiltered={isFiltered} />}
          >
            {(item) => <EntryRow item={item} words={words} onShown={item === items[0] ? takeFocus : null} />}
          </TableBody>
        </Table>
      </Virtualizer>
    </div>
  );
}

type RowProps = {
  readonly item: ListItem;
  readonly words: ReturnType<typeof useWords>;
  readonly onShown: ((row: HTMLElement | null) => void) | null;
};

/** Gets the words from the table: a hook in each of 300 rows is what would make the list slow. */
function EntryRow({ item, words, onShown }: RowProps) {
  const { t, time } = words;
  const { tone, Icon } = resultLooks[item.result];
  return (
    <Row id={item.id} className="entries__row" ref={onShown}>
      <Cell>
        <span className="fig">{time(item.atMs)}</span>
      </Cell>
      <Cell>
        {item.holderNameMasked === null ? t("lists.no-holder") : <Masked text={item.holderNameMasked} kind="name" />}
      </Cell>
      <Cell>
        <Masked text={item.cardNumberMasked} kind="number" />
      </Cell>
      <Cell>{t(`lists.how-${item.how}`)}</Cell>
      <Cell>
        <b className={`result-word is-${tone}`}>
          <Icon size={20} />
          {t(`frame.result-${item.result}`)}
        </b>
      </Cell>
      <Cell>
        <span className="num muted">{item.ref}</span>
      </Cell>
    </Row>
  );
}

function NoEntries({ isFiltered }: { readonly isFiltered: boolean }) {
  const { t } = useWords();
  return (
    <div className="entries__none">
      <b>{t(isFiltered ? "lists.no-match-title" : "lists.empty-title")}</b>
      <p className="muted">{t(isFiltered ? "lists.no-match-detail" : "lists.empty-detail")}</p>
    </div>
  );
}
