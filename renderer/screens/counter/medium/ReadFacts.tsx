import type { ReadView } from "../../../../shared/contracts/counter-snapshot.ts";
import { Fact, Facts } from "../../../components/Facts.tsx";
import { Masked } from "../../../components/Masked.tsx";
import { useWords } from "../../../words/use-words.ts";
import { tracksIn } from "./read-facts.ts";

function Expiry({ expiry }: { readonly expiry: ReadView["expiry"] }) {
  const { t } = useWords();
  if (expiry.kind === "none") return <span className="muted">{t("work.expiry-none")}</span>;
  if (expiry.kind === "unreadable") return <span className="muted">{t("work.expiry-unreadable")}</span>;
  return (
    <span className="fig">
      {expiry.year}-{String(expiry.month).padStart(2, "0")}
    </span>
  );
}

function useTrackNames() {
  const { t } = useWords();
  return (read: ReadView, state: "read" | "bad") => tracksIn(read, state).join(t("work.track-separator"));
}

function How({ read }: { readonly read: ReadView }) {
  const { t } = useWords();
  const tracks = useTrackNames()(read, "read");
  if (read.technology === "chip") return t("work.how-chip");
  return tracks === "" ? t("work.how-stripe") : t("work.how-stripe-tracks", { tracks });
}

function Quality({ read }: { readonly read: ReadView }) {
  const { t } = useWords();
  const tracks = useTrackNames()(read, "bad");
  return tracks === "" ? t("work.quality-good") : t("work.quality-bad-tracks", { tracks });
}

/** Of a bank number the end is what people compare; any other number shows what its mask leaves. */
function Key({ read }: { readonly read: ReadView }) {
  const { t } = useWords();
  const isBankNumber = read.keyKind === "bankNumber";
  return (
    <Fact label={t(isBankNumber ? "work.read-last-four" : "work.read-key")}>
      <Masked kind="number" text={isBankNumber ? `…${read.keyMasked.slice(-4)}` : read.keyMasked} />
    </Fact>
  );
}

/** What was read of the card, masked, in two columns. */
export function ReadFacts({ read }: { readonly read: ReadView }) {
  const { t } = useWords();
  const isStripe = read.technology === "stripe";
  return (
    <div className="read-facts">
      <Facts>
        <Fact label={t("work.read-reader")}>{read.readerModel}</Fact>
        <Fact label={t("work.read-how")}>
          <How read={read} />
        </Fact>
        {isStripe ? (
          <Fact label={t("work.read-expiry")}>
            <Expiry expiry={read.expiry} />
          </Fact>
        ) : null}
      </Facts>
      <Facts>
        {isStripe ? <Fact label={t("work.read-holds")}>{t(`work.holds-${read.keyKind}`)}</Fact> : null}
        <Key read={read} />
        <Fact label={t("work.read-quality")}>
          <Quality read={read} />
        </Fact>
      </Facts>
    </div>
  );
}
