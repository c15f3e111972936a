import type { MediumView, ReadView } from "../../../../shared/contracts/counter-snapshot.ts";
import { ChipIcon } from "../../../components/icons/ChipIcon.tsx";
import { InfoIcon } from "../../../components/icons/InfoIcon.tsx";
import { ReadyMark } from "../../../components/icons/ReadyMark.tsx";
import { StripeCardIcon } from "../../../components/icons/StripeCardIcon.tsx";
import { WarningMark } from "../../../components/icons/WarningMark.tsx";
import { Tag } from "../../../components/Tag.tsx";
import { useWords } from "../../../words/use-words.ts";
import { ReadFacts } from "./ReadFacts.tsx";
import { isPastMonth } from "./read-facts.ts";
import "./medium.css";

function ReadTag({ read }: { readonly read: ReadView }) {
  const { t, day } = useWords();
  if (read.technology === "chip") return null;
  if (read.expiry.kind === "month" && isPastMonth(read.expiry, day(Date.now())))
    return (
      <Tag tone="pending" icon={<WarningMark size={18} />}>
        {t("work.tag-expired")}
      </Tag>
    );
  const holdsNumber = read.keyKind === "cardNumber";
  return (
    <Tag tone={holdsNumber ? "done" : "quiet"} icon={holdsNumber ? <ReadyMark size={18} /> : <InfoIcon size={20} />}>
      {t(`work.tag-${read.keyKind}`)}
    </Tag>
  );
}

/** What is known of the piece of plastic: read, by which reader and how, or why it was not read. */
export function MediumBlock({ medium }: { readonly medium: MediumView }) {
  const { t } = useWords();
  if (medium.kind === "notRead")
    return (
      <section className="block medium" aria-label={t("work.not-read")}>
        <div className="spread">
          <h2 className="medium__title">{t("work.not-read")}</h2>
          <Tag tone="pending" icon={<WarningMark size={18} />}>
            {t(`work.reason-${medium.reason}`)}
          </Tag>
        </div>
        <p className="muted">{t("work.not-read-detail")}</p>
      </section>
    );
  const { read } = medium;
  return (
    <section className="block medium" aria-label={t("work.read-card")}>
      <div className="spread">
        <h2 className="medium__title">
          {read.technology === "chip" ? <ChipIcon size={30} /> : <StripeCardIcon size={30} />}
          {t("work.read-card")}
        </h2>
        <ReadTag read={read} />
      </div>
      <ReadFacts read={read} />
    </section>
  );
}
