import { GridList, GridListItem } from "react-aria-components/GridList";
import type { ReaderState } from "../../../../shared/readers/reader-status.ts";
import { Dotted } from "../../../components/Dotted.tsx";
import { ChipIcon } from "../../../components/icons/ChipIcon.tsx";
import { StripeCardIcon } from "../../../components/icons/StripeCardIcon.tsx";
import { useWords } from "../../../words/use-words.ts";
import { StateMark } from "./StateMark.tsx";
import { useReaderTexts } from "./use-reader-texts.ts";

type Props = {
  readonly readers: readonly ReaderState[];
  readonly selectedId: string;
  readonly onSelect: (readerId: string) => void;
};

/** One card a reader; the arrow keys walk through them. */
export function ReaderList({ readers, selectedId, onSelect }: Props) {
  const { t } = useWords();
  return (
    <GridList
      className="reader-list"
      aria-label={t("readers.list")}
      autoFocus
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[selectedId]}
      onSelectionChange={(keys) => {
        const [chosen] = keys === "all" ? [] : keys;
        if (chosen !== undefined) onSelect(String(chosen));
      }}
    >
      {readers.map((state) => (
        <GridListItem
          key={state.reader.readerId}
          id={state.reader.readerId}
          textValue={state.reader.model}
          className="reader-card"
        >
          <ReaderCard state={state} />
        </GridListItem>
      ))}
    </GridList>
  );
}

function ReaderCard({ state }: { readonly state: ReaderState }) {
  const { place, line } = useReaderTexts();
  const { reader, status } = state;
  return (
    <div className="reader-card__grid">
      <span className="reader-card__icon muted">
        {reader.technology === "stripe" ? <StripeCardIcon size={36} /> : <ChipIcon size={36} />}
      </span>
      <b className="reader-card__name">{reader.model}</b>
      <p className="reader-card__place muted small">
        <Dotted parts={place(reader)} />
      </p>
      <span className="reader-card__state">
        <StateMark status={status} size={22} />
      </span>
      <p className="reader-card__line muted small">{line(state)}</p>
    </div>
  );
}
