import { Fragment, type ReactNode } from "react";
import { maskName } from "../../../../shared/numbers/masks.ts";
import { CardFaceIcon } from "../../../components/icons/CardFaceIcon.tsx";
import { ChipIcon } from "../../../components/icons/ChipIcon.tsx";
import { LinkIcon } from "../../../components/icons/LinkIcon.tsx";
import { PersonIcon } from "../../../components/icons/PersonIcon.tsx";
import { StripeCardIcon } from "../../../components/icons/StripeCardIcon.tsx";
import { Masked } from "../../../components/Masked.tsx";
import type { WorkOf } from "../../../store/counter-store.ts";
import { useWords } from "../../../words/use-words.ts";

/** What identifies the piece of plastic, short enough to stand in a third of the sheet: a long run of stars says no more than four. */
function shortened(masked: string): string {
  return masked.replace(/\*{5,}/, "****");
}

type Tie = {
  readonly key: string;
  readonly icon: ReactNode;
  readonly label: string;
  readonly value: ReactNode;
  readonly note: string | null;
};

function mediumIcon(medium: WorkOf<"confirming">["medium"]): ReactNode {
  return medium.kind === "read" && medium.read.technology === "chip" ? (
    <ChipIcon size={20} />
  ) : (
    <StripeCardIcon size={20} />
  );
}

function useTies({ medium, mediumStanding, holder, card }: WorkOf<"confirming">): readonly Tie[] {
  const { t } = useWords();
  // The full name stands once on this screen, large; nothing repeats it.
  const name = holder.kind === "full" ? maskName(holder.name, "family") : holder.nameMasked;
  return [
    {
      key: "card",
      icon: mediumIcon(medium),
      label: t("work.tie-card"),
      value:
        medium.kind === "read" ? (
          <Masked kind="number" text={shortened(medium.read.keyMasked)} />
        ) : (
          t(`work.reason-${medium.reason}`)
        ),
      note: t(`work.standing-${mediumStanding}`),
    },
    {
      key: "number",
      icon: <CardFaceIcon size={20} />,
      label: t("work.tie-number"),
      value: <Masked kind="number" text={card.cardNumberMasked} />,
      note: t("work.number-typed-by"),
    },
    {
      key: "holder",
      icon: <PersonIcon size={20} />,
      label: t("work.tie-holder"),
      value: <Masked kind="name" text={name} />,
      note: `…${holder.socialSecurityNumberMasked.slice(-4)}`,
    },
  ];
}

/** The three things that are tied together by the press: the piece of plastic, the number, the person. */
export function Ties({ work }: { readonly work: WorkOf<"confirming"> }) {
  const { t } = useWords();
  return (
    <div className="ties">
      {useTies(work).map(({ key, icon, label, value, note }, index) => (
        <Fragment key={key}>
          {index === 0 ? null : (
            <span className="ties__link">
              <LinkIcon size={32} />
              <span className="vh">{t("work.tie-and")}</span>
            </span>
          )}
          <section className="tie" aria-label={label}>
            <h3>
              {icon}
              {label}
            </h3>
            <p className="tie__value">{value}</p>
            {note === null ? null : <p className="tie__note">{note}</p>}
          </section>
        </Fragment>
      ))}
    </div>
  );
}
