import type { ReadFaultKind } from "../../../../shared/readers/read-fault.ts";
import { ActionButton } from "../../../components/ActionButton.tsx";
import { ChipIcon } from "../../../components/icons/ChipIcon.tsx";
import { InfoIcon } from "../../../components/icons/InfoIcon.tsx";
import { KeyboardIcon } from "../../../components/icons/KeyboardIcon.tsx";
import { SpinnerIcon } from "../../../components/icons/SpinnerIcon.tsx";
import { SwipeIcon } from "../../../components/icons/SwipeIcon.tsx";
import { WarningMark } from "../../../components/icons/WarningMark.tsx";
import { Note } from "../../../components/Note.tsx";
import { ScreenTitle } from "../../../components/ScreenTitle.tsx";
import { useKeys } from "../../../keyboard/use-keys.ts";
import type { WorkOf } from "../../../store/counter-store.ts";
import type { ScreenProps } from "../../../store/screen-of.tsx";
import { selectReaders } from "../../../store/selectors.ts";
import { useCounter, useIntents } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { isMendedByHand, nextHelp } from "./bad-read-plan.ts";
import { RightAndWrong } from "./RightAndWrong.tsx";
import "./bad-read.css";

/** `again` stands for the plain title of the reader's kind. */
const titles = {
  "nothing-read": "again",
  unreadable: "again",
  truncated: "again",
  oversize: "again",
  "check-failed": "work.bad-read-title-check-failed",
  "tracks-disagree": "work.bad-read-title-tracks-disagree",
  "not-a-card": "work.bad-read-title-not-a-card",
  "sealing-key-missing": "work.bad-read-title-sealing-key-missing",
} as const satisfies Record<ReadFaultKind, string>;

function Head({ work }: { readonly work: WorkOf<"badRead"> }) {
  const { t, errorWords } = useWords();
  const { kind, badTracks } = work.fault;
  const special = titles[kind];
  const plain = work.picture === "insert" ? "work.bad-read-title-insert" : "work.bad-read-title";
  const cause =
    badTracks.length > 0 && isMendedByHand(kind)
      ? t("work.bad-read-tracks", { tracks: badTracks.join(t("work.track-separator")) })
      : errorWords(`read/${kind}`).cause;
  return (
    <div className="bad-read__head" role="alert">
      <span className="is-pending">
        <WarningMark size={64} />
      </span>
      <div>
        <ScreenTitle>{t(special === "again" ? plain : special)}</ScreenTitle>
        <p className="lead muted">{t("work.bad-read-reader", { model: work.readerModel, cause })}</p>
      </div>
    </div>
  );
}

function Help({ work }: { readonly work: WorkOf<"badRead"> }) {
  const { t } = useWords();
  const help = nextHelp(work, useCounter(selectReaders));
  switch (help.kind) {
    case "go-on":
      return (
        <Note tone="plain" icon={<KeyboardIcon size={28} />} title={t("work.bad-read-go-on")}>
          {t("work.bad-read-go-on-how", { count: work.badReads })}
        </Note>
      );
    case "use-chip":
      return (
        <Note tone="plain" icon={<ChipIcon size={28} />} title={t("work.bad-read-use-chip")}>
          {t("work.bad-read-use-chip-how", { model: help.model })}
        </Note>
      );
    case "use-other":
      return (
        <Note tone="plain" icon={<SwipeIcon size={28} />} title={t("work.bad-read-use-other")}>
          {t("work.bad-read-use-other-how", { model: help.model })}
        </Note>
      );
    case "go-on-later":
      return <p className="muted">{t("work.bad-read-go-on-later", { count: help.count })}</p>;
    case "none":
      return null;
  }
}

function Remedy({ work }: { readonly work: WorkOf<"badRead"> }) {
  const { errorWords } = useWords();
  const { remedy } = errorWords(`read/${work.fault.kind}`);
  return (
    <div className="bad-read__remedy">
      <Note tone="pending" icon={<InfoIcon size={28} />} title={remedy} />
    </div>
  );
}

/** A card was presented and not read: what to do for this reader, in words and pictures. */
export function BadReadScreen({ work }: ScreenProps<"badRead">) {
  const { t } = useWords();
  const { stepBack, goOnWithoutRead, openPage } = useIntents();
  const { step } = work;
  const goOn = () => void goOnWithoutRead({ step });
  const isByNumber = work.untilGoOn === 0;
  useKeys("screen", [
    { key: "Escape", label: t("work.bad-read-cancel"), run: () => void stepBack({ step }) },
    ...(isByNumber ? [{ key: "F10", label: null, run: goOn }] : []),
  ]);
  return (
    <>
      <Head work={work} />
      {isMendedByHand(work.fault.kind) ? <RightAndWrong picture={work.picture} /> : <Remedy work={work} />}
      {isMendedByHand(work.fault.kind) || isByNumber ? <Help work={work} /> : null}
      <div className="actions push">
        <ActionButton shortcut="F6" onPress={() => openPage("readers")}>
          {t("work.bad-read-readers")}
        </ActionButton>
        {isByNumber ? (
          <ActionButton shortcut="F10" onPress={goOn}>
            {t("work.bad-read-go-on-button")}
          </ActionButton>
        ) : null}
        <span className="hint row">
          <SpinnerIcon size={22} />
          {t("work.bad-read-waiting")}
        </span>
      </div>
    </>
  );
}
