import type { CardView, HolderView } from "../../../../shared/contracts/http.ts";
import { Fact, Facts } from "../../../components/Facts.tsx";
import { ConfirmedMark } from "../../../components/icons/ConfirmedMark.tsx";
import { Masked } from "../../../components/Masked.tsx";
import { PersonPicture } from "../../../components/pictures/PersonPicture.tsx";
import { useWords } from "../../../words/use-words.ts";
import { nameSize } from "./name-size.ts";

function Photo({ holder }: { readonly holder: HolderView }) {
  const { t } = useWords();
  const photo = holder.kind === "full" ? holder.photo : null;
  // Only a picture that came inside the reply: the page may load nothing else.
  const isInline = photo?.startsWith("data:image/") ?? false;
  return (
    <figure>
      <div className="photo">
        {photo !== null && isInline ? (
          <img className="photo__image" src={photo} alt={t("work.confirm-photo-of")} />
        ) : (
          <PersonPicture width={146} />
        )}
      </div>
      <figcaption className="photo__caption small muted">
        {t(isInline ? "work.confirm-photo" : "work.confirm-no-photo")}
      </figcaption>
    </figure>
  );
}

function CardFacts({ card, isMasked }: { readonly card: CardView; readonly isMasked: boolean }) {
  const { t } = useWords();
  return (
    <>
      <Fact label={t("work.fact-card-number")}>
        <Masked kind="number" text={card.cardNumberMasked} />
      </Fact>
      <Fact label={t("work.fact-card-state")}>
        <span className="holder__state">
          <b className="row is-done">
            <ConfirmedMark size={20} />
            {t("work.card-state-normal")}
          </b>
          {card.validUntil === null ? null : (
            <span className="muted">
              {t("work.card-valid-until")} <span className="fig">{card.validUntil}</span>
            </span>
          )}
        </span>
      </Fact>
      <Fact label={t("work.fact-issued-at")}>
        <span className="fig">{card.issueRegion}</span>
        <span className="dot">·</span>
        {t(`work.generation-${card.generation}`)}
      </Fact>
      {/* The note about the mask needs the room; a look-up that finds an association never comes to this screen. */}
      {isMasked ? null : <Fact label={t("work.fact-associated")}>{t("work.associated-none")}</Fact>}
    </>
  );
}

/** The person and the card, as the operator may see them. */
export function Holder({ holder, card }: { readonly holder: HolderView; readonly card: CardView }) {
  const { t } = useWords();
  const name = holder.kind === "full" ? holder.name : holder.nameMasked;
  return (
    <div className="holder">
      <Photo holder={holder} />
      <div className="holder__facts">
        <p className={`holder__name holder__name--${nameSize(name)}`}>
          <Masked kind="name" text={name} />
        </p>
        <Facts>
          <Fact label={t("work.fact-social-security-number")}>
            <span className="holder__number">
              <Masked kind="number" text={holder.socialSecurityNumberMasked} grouped />
            </span>
          </Fact>
          <CardFacts card={card} isMasked={holder.kind === "masked"} />
        </Facts>
      </div>
    </div>
  );
}
