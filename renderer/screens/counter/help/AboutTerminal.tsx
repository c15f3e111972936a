import { Fact, Facts } from "../../../components/Facts.tsx";
import { WarningMark } from "../../../components/icons/WarningMark.tsx";
import { selectStatus } from "../../../store/selectors.ts";
import { useCounter } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";

/** Version, place, and how well the records kept here are protected. */
export function AboutTerminal() {
  const { t } = useWords();
  const status = useCounter(selectStatus);
  if (status === null) return null;
  const { version, site, keyProtection } = status;
  return (
    <section className="about-terminal" aria-label={t("help.about-heading")}>
      <h2>{t("help.about-heading")}</h2>
      <Facts>
        <Fact label={t("help.about-version")}>
          {t("frame.product")} {version}
        </Fact>
        <Fact label={t("help.about-terminal")}>
          {site.name}
          <span className="dot">·</span>
          {site.window}
        </Fact>
        <Fact label={t("help.about-protection")}>
          {keyProtection === "file-rights" ? (
            <span className="about-terminal__weak is-pending">
              <WarningMark size={18} />
              {t("help.protection-file-rights")}
            </span>
          ) : (
            t("help.protection-os-key-store")
          )}
        </Fact>
      </Facts>
    </section>
  );
}
