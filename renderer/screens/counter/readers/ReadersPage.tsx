import { useState } from "react";
import { AriaLocale } from "../../../components/AriaLocale.tsx";
import { ScreenTitle } from "../../../components/ScreenTitle.tsx";
import { useKeys } from "../../../keyboard/use-keys.ts";
import { selectReaders } from "../../../store/selectors.ts";
import { useCounter, useIntents } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { NoReaders } from "./NoReaders.tsx";
import { ReaderDetail } from "./ReaderDetail.tsx";
import { ReaderList } from "./ReaderList.tsx";
import "./readers.css";
import { firstToSee, isReader, isUsable } from "./reader-words.ts";
import { useReaderActions } from "./use-reader-actions.ts";

/** Every reader the terminal knows, how it stands, and what mends the selected one. */
export function ReadersPage() {
  const { t } = useWords();
  const { resumeReader, rescanReaders } = useIntents();
  const readers = useCounter(selectReaders);
  // What the page opened on stays selected when that reader recovers: the clerk wants to see it recover.
  const [chosen, setChosen] = useState(() => firstToSee(readers)?.reader.readerId);
  const current = readers.find(({ reader }) => reader.readerId === chosen) ?? firstToSee(readers);
  const actions = useReaderActions(current);
  const rescan = () => void rescanReaders({});
  const paused = current?.status.kind === "paused" ? current.reader : null;
  useKeys("page", [
    ...(readers.length > 1 ? [{ key: "↑↓", run: () => undefined, label: t("readers.key-select") }] : []),
    ...actions,
    // M is the same key both ways; Enter is drawn for it.
    ...(paused === null
      ? []
      : [{ key: "m", run: () => void resumeReader({ readerId: paused.readerId }), label: null }]),
    { key: "F5", run: rescan, label: t("readers.rescan") },
  ]);
  const attached = readers.filter(({ status }) => isReader(status) && status.kind !== "absent").length;
  const usable = readers.filter(({ status }) => isUsable(status)).length;
  return (
    <div className="readers-page">
      <header className="spread">
        <ScreenTitle takesFocus={current === undefined}>{t("readers.heading")}</ScreenTitle>
        <span className="muted">{t("readers.summary", { attached, usable })}</span>
      </header>
      {current === undefined ? (
        <NoReaders onRescan={rescan} />
      ) : (
        <div className="readers-page__columns">
          <AriaLocale>
            <ReaderList readers={readers} selectedId={current.reader.readerId} onSelect={setChosen} />
          </AriaLocale>
          <ReaderDetail key={current.reader.readerId} state={current} actions={actions} />
        </div>
      )}
    </div>
  );
}
