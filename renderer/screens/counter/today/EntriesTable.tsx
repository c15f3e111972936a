import { useEffect, useRef, useState } from "react";
import { Cell, Column, Row, Table, TableBody, TableHeader } from "react-aria-components/Table";
import type { ListItem } from "../../../../shared/contracts/counter-snapshot.ts";
import { Masked } from "../../../components/Masked.tsx";
import { ResultWord } from "../../../components/ResultWord.tsx";
import { useKeys } from "../../../keyboard/use-keys.ts";
import { useIntents } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";

type Props = {
  readonly items: readonly ListItem[];
  /** True when there are entries that the filter or the search hides. */
  readonly isFiltered: boolean;
};

const columns = ["time", "holder", "card", "how", "result", "entry"] as const;
const retryable: readonly ListItem["result"][] = ["waiting", "unknown", "parked"];

/** The entries, one row each; the first has the focus so that the arrow keys work at once. */
export function EntriesTable({ items, isFiltered }: Props) {
  const { t } = useWords();
  const { retryEntry } = useIntents();
  const frame = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const current = items.find((item) => item.id === chosen) ?? items[0];
  const focusRows = () => frame.current?.querySelector<HTMLElement>("[role=row][data-key], tbody tr")?.focus();
  useEffect(focusRows, []);
  const canRetry = current !== undefined && retryable.includes(current.result);
  useKeys("page", [
    ...(items.length > 1 ? [{ key: "↑↓", run: focusRows, label: t("lists.key-select") }] : []),
    ...(canRetry ? [{ key: "r", run: () => void retryEntry({ entryId: current.id }), label: t("lists.retry") }] : []),
  ]);
  return (
    <div className="entries" ref={frame}>
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
          {columns.map((column) => (
            <Column key={column} id={column} isRowHeader={column === "card"}>
              {t(`lists.column-${column}`)}
            </Column>
          ))}
        </TableHeader>
        <TableBody items={items} renderEmptyState={() => <NoEntries isFiltered={isFiltered} />}>
          {(item) => <EntryRow item={item} />}
        </TableBody>
      </Table>
    </div>
  );
}

function EntryRow({ item }: { readonly item: ListItem }) {
  const { t, time } = useWords();
  return (
    <Row id={item.id} className="entries__row">
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
        <b>
          <ResultWord result={item.result} size={20} />
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
