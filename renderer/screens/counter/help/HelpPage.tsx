import { useRef } from "react";
import { ScreenTitle } from "../../../components/ScreenTitle.tsx";
import { scrollKeys } from "../../../components/scroll-keys.ts";
import { useKeys } from "../../../keyboard/use-keys.ts";
import { useWords } from "../../../words/use-words.ts";
import { AboutTerminal } from "./AboutTerminal.tsx";
import "./help.css";
import { KeyTable } from "./KeyTable.tsx";

const topics = [
  { heading: "help.work-heading", lines: ["help.work-1", "help.work-2", "help.work-3", "help.work-4"] },
  { heading: "help.reads-heading", lines: ["help.reads-1", "help.reads-2", "help.reads-3"] },
  { heading: "help.results-heading", lines: ["help.results-1", "help.results-2", "help.results-3"] },
] as const;

/** One page of help: how one person is served, bad reads, what results mean, the keys, and this terminal. */
export function HelpPage() {
  const { t } = useWords();
  const text = useRef<HTMLDivElement>(null);
  useKeys("page", scrollKeys(text, "ArrowDown", "ArrowUp"));
  return (
    <div className="help">
      <header className="spread">
        <ScreenTitle>{t("help.heading")}</ScreenTitle>
        <span className="muted">{t("help.lead")}</span>
      </header>
      <div className="help__columns" ref={text}>
        <div className="help__column">
          {topics.map(({ heading, lines }) => (
            <section key={heading} aria-label={t(heading)}>
              <h2>{t(heading)}</h2>
              <ol className="help__lines">
                {lines.map((line, index) => (
                  <li key={line}>
                    <span aria-hidden="true">{index + 1}</span>
                    {t(line)}
                  </li>
                ))}
              </ol>
            </section>
          ))}
        </div>
        <div className="help__column">
          <KeyTable />
          <AboutTerminal />
        </div>
      </div>
    </div>
  );
}
