import { BrandMark } from "../../../components/icons/BrandMark.tsx";
import { PersonIcon } from "../../../components/icons/PersonIcon.tsx";
import { WarningMark } from "../../../components/icons/WarningMark.tsx";
import { Tag } from "../../../components/Tag.tsx";
import { selectDemo, selectOperatorId, selectSite } from "../../../store/selectors.ts";
import { useCounter } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { Clock } from "./Clock.tsx";
import { LinkStatusItem } from "./LinkStatusItem.tsx";
import { JournalFaultItem, QueueStatusItem } from "./QueueStatusItem.tsx";
import { ReaderStatusItems } from "./ReaderStatusItems.tsx";
import "./status-bar.css";

function Place() {
  const site = useCounter(selectSite);
  if (site === null) return null;
  const place = `${site.name} · ${site.window}`;
  return (
    <span className="place" title={place}>
      {site.name}
      <span className="dot">·</span>
      {site.window}
    </span>
  );
}

function Operator() {
  const { t } = useWords();
  const operatorId = useCounter(selectOperatorId);
  if (operatorId === null) return null;
  return (
    <span className="stat">
      <PersonIcon size={20} />
      <span className="vh">{t("frame.operator")}</span>
      <span>{operatorId}</span>
    </span>
  );
}

/** The top bar: where this is, and the state of everything the work needs. */
export function StatusBar() {
  const { t } = useWords();
  const isDemo = useCounter(selectDemo);
  return (
    <header className="statusbar">
      <span className="brand">
        <BrandMark size={30} />
        {t("frame.product")}
      </span>
      <Place />
      {isDemo ? (
        <Tag tone="pending" icon={<WarningMark size={18} />}>
          {t("frame.demo")}
        </Tag>
      ) : null}
      <div className="statusbar__end">
        {/* Only what changed is spoken; the clock and the operator stay outside. */}
        <div className="statusbar__live" role="status" aria-atomic="false" aria-label={t("frame.status-region")}>
          <ReaderStatusItems />
          <LinkStatusItem />
          <QueueStatusItem />
          <JournalFaultItem />
        </div>
        <Operator />
        <Clock />
      </div>
    </header>
  );
}
