import { InfoIcon } from "../../../components/icons/InfoIcon.tsx";
import { WarningMark } from "../../../components/icons/WarningMark.tsx";
import { Note } from "../../../components/Note.tsx";
import { useWords } from "../../../words/use-words.ts";

type Props = {
  readonly tone: "pending" | "plain";
  /** Which outcome's title and detail the note takes. */
  readonly of: "claimed" | "waiting" | "sending" | "unknown" | "cancelled";
  /** The card already had an open entry: that is said first, because the clerk expected a new one. */
  readonly earlier: boolean;
};

/** What the clerk must do, or must not do, with this outcome. */
export function EndedNote({ tone, of, earlier }: Props) {
  const { t } = useWords();
  const warns = of === "claimed" || of === "sending" || of === "unknown";
  return (
    <div className="ended__note">
      <Note
        tone={tone}
        icon={warns ? <WarningMark size={28} /> : <InfoIcon size={28} />}
        title={earlier ? t("outcomes.earlier-title") : t(`outcomes.${of}-note-title`)}
      >
        <p>{t(`outcomes.${of}-note-detail`)}</p>
      </Note>
    </div>
  );
}
