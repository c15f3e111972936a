import type { ReactNode } from "react";
import { ConfirmedMark } from "../../../components/icons/ConfirmedMark.tsx";
import { CrossIcon } from "../../../components/icons/CrossIcon.tsx";
import { ReaderPicture } from "../../../components/pictures/ReaderPicture.tsx";
import { WipePicture } from "../../../components/pictures/WipePicture.tsx";
import type { WorkOf } from "../../../store/counter-store.ts";
import { useWords } from "../../../words/use-words.ts";

type PictureKind = WorkOf<"badRead">["picture"];

const words = {
  "swipe-slot": { right: "slot", wrong: "tilt" },
  "swipe-side": { right: "side", wrong: "tilt" },
  insert: { right: "insert", wrong: "pull" },
} as const satisfies Record<PictureKind, { right: string; wrong: string }>;

type HowProps = {
  readonly tone: "done" | "plain";
  readonly picture: ReactNode;
  readonly mark: ReactNode;
  readonly title: string;
  readonly how: string;
};

function How({ tone, picture, mark, title, how }: HowProps) {
  return (
    <figure className={`how how--${tone}`}>
      {picture}
      <figcaption>
        <span className="how__title">
          {mark}
          <b>{title}</b>
        </span>
        <span className="muted small">{how}</span>
      </figcaption>
    </figure>
  );
}

/** Three pictures for the reader that failed: wipe, the right way, the wrong way. */
export function RightAndWrong({ picture }: { readonly picture: PictureKind }) {
  const { t } = useWords();
  const { right, wrong } = words[picture];
  const isChip = picture === "insert";
  const width = 190;
  const wipeLabel = t(isChip ? "work.bad-read-wipe-chip-picture" : "work.bad-read-wipe-picture");
  return (
    <div className="hows">
      <How
        tone="plain"
        picture={<WipePicture part={isChip ? "chip" : "stripe"} label={wipeLabel} width={width} />}
        mark={null}
        title={t(isChip ? "work.bad-read-wipe-chip" : "work.bad-read-wipe")}
        how={t("work.bad-read-wipe-how")}
      />
      <How
        tone="done"
        picture={
          <ReaderPicture picture={picture} manner="right" label={t(`work.bad-read-${right}-picture`)} width={width} />
        }
        mark={
          <span className="is-done">
            <ConfirmedMark size={22} />
          </span>
        }
        title={t(`work.bad-read-${right}`)}
        how={t(`work.bad-read-${right}-how`)}
      />
      <How
        tone="plain"
        picture={
          <ReaderPicture picture={picture} manner="wrong" label={t(`work.bad-read-${wrong}-picture`)} width={width} />
        }
        mark={
          <span className="is-stopped">
            <CrossIcon size={24} />
          </span>
        }
        title={t(`work.bad-read-${wrong}`)}
        how={t(`work.bad-read-${wrong}-how`)}
      />
    </div>
  );
}
