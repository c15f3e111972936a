import { useEffect, useRef } from "react";
import { createRegionTime } from "../words/region-time.ts";
import { DockSection } from "./DockSection.tsx";
import type { LoggedEvent } from "./dock-store.ts";
import { useDockWords } from "./use-dock-words.ts";

type Props = { readonly events: readonly LoggedEvent[]; readonly timeZone: string };

/** What happened, to the millisecond. Stays at the newest line. */
export function EventLog({ events, timeZone }: Props) {
  const { t, locale } = useDockWords();
  const { timeWithSeconds } = createRegionTime(locale, timeZone);
  const list = useRef<HTMLOListElement>(null);
  const newest = events.at(-1)?.number ?? 0;
  useEffect(() => {
    if (newest > 0) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [newest]);
  return (
    <DockSection title={t("dock.events")}>
      <ol className="event-log num" ref={list}>
        {events.length === 0 ? <li className="muted">{t("dock.events-none")}</li> : null}
        {events.map(({ number, atMs, source, text }) => (
          <li key={number}>
            <span className="muted">
              {timeWithSeconds(atMs)}.{String(atMs % 1000).padStart(3, "0")}
            </span>
            <span>{source}</span>
            <span className="event-log__text">{text}</span>
          </li>
        ))}
      </ol>
    </DockSection>
  );
}
