import { ChipIcon } from "../../../components/icons/ChipIcon.tsx";
import { StripeCardIcon } from "../../../components/icons/StripeCardIcon.tsx";
import { KeyCap } from "../../../components/KeyCap.tsx";
import { Masked } from "../../../components/Masked.tsx";
import { ReaderStateWord } from "../../../components/ReaderStateWord.tsx";
import { ResultWord } from "../../../components/ResultWord.tsx";
import { selectCounts, selectReaders, selectToday } from "../../../store/selectors.ts";
import { useCounter } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import "./side-column.css";

const latestCount = 5;

function TodayFigures() {
  const { t } = useWords();
  const counts = useCounter(selectCounts);
  return (
    <section>
      <h2>{t("frame.today")}</h2>
      <div className="figures">
        <div>
          <b className="fig">{counts?.confirmed ?? 0}</b>
          <span>{t("frame.confirmed")}</span>
        </div>
        <div>
          <b className="fig">{counts?.waiting ?? 0}</b>
          <span>{t("frame.to-send")}</span>
        </div>
        <div>
          <b className="fig">{counts?.unknown ?? 0}</b>
          <span>{t("frame.unknown")}</span>
        </div>
      </div>
    </section>
  );
}

function Latest() {
  const { t, time } = useWords();
  const today = useCounter(selectToday) ?? [];
  return (
    <section className="grow">
      <h2>
        {t("frame.latest")}
        <KeyCap name="F2" />
      </h2>
      {today.length === 0 ? <p className="side__none">{t("frame.latest-none")}</p> : null}
      <ul className="feed">
        {today.slice(0, latestCount).map((item) => (
          <li key={item.id}>
            <time className="fig">{time(item.atMs)}</time>
            <span className="feed__name">
              {item.holderNameMasked === null ? "—" : <Masked kind="name" text={item.holderNameMasked} />}
            </span>
            <ResultWord result={item.result} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A device is told by its own name; the folders before it are the readers page's matter. */
function lastSegment(node: string): string {
  return node.slice(node.lastIndexOf("/") + 1);
}

function Readers() {
  const { t } = useWords();
  const readers = useCounter(selectReaders);
  return (
    <section>
      <h2>
        {t("frame.readers")}
        <KeyCap name="F6" />
      </h2>
      {readers.length === 0 ? <p className="side__none">{t("frame.no-reader")}</p> : null}
      <ul className="side__readers">
        {readers.map(({ reader, status }) => (
          <li key={reader.readerId}>
            {reader.technology === "chip" ? <ChipIcon size={26} /> : <StripeCardIcon size={26} />}
            <span className="side__reader">{reader.model}</span>
            <span className="side__place" title={reader.node ?? undefined}>
              {t(`frame.${reader.technology}`)}
              {reader.node === null ? null : (
                <>
                  <span className="dot">·</span> {lastSegment(reader.node)}
                </>
              )}
            </span>
            <ReaderStateWord kind={status.kind} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The right column: today's figures, the latest entries, the readers. */
export function SideColumn() {
  const { t } = useWords();
  return (
    <aside className="side" aria-label={t("frame.side-label")}>
      <TodayFigures />
      <Latest />
      <Readers />
    </aside>
  );
}
