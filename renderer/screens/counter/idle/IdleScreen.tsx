import { ActionButton } from "../../../components/ActionButton.tsx";
import { InfoIcon } from "../../../components/icons/InfoIcon.tsx";
import { WarningMark } from "../../../components/icons/WarningMark.tsx";
import { Masked } from "../../../components/Masked.tsx";
import { Note } from "../../../components/Note.tsx";
import { InsertPicture } from "../../../components/pictures/InsertPicture.tsx";
import { SwipeSlotPicture } from "../../../components/pictures/SwipeSlotPicture.tsx";
import { ReaderStateWord } from "../../../components/ReaderStateWord.tsx";
import { ResultWord } from "../../../components/ResultWord.tsx";
import { ScreenTitle } from "../../../components/ScreenTitle.tsx";
import type { WorkOf } from "../../../store/counter-store.ts";
import type { ScreenProps } from "../../../store/screen-of.tsx";
import { selectReaders, selectToday } from "../../../store/selectors.ts";
import { useCounter, useIntents } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { type Readiness, readinessOf } from "./readiness-of.ts";
import "./idle.css";

function HowTo({ technology, alone }: { readonly technology: "stripe" | "chip"; readonly alone: boolean }) {
  const { t } = useWords();
  const picture = { label: t(`work.idle-${technology}-picture`), width: alone ? 340 : 270 };
  return (
    <figure className="block idle__how">
      {technology === "chip" ? (
        <InsertPicture manner="fully" {...picture} />
      ) : (
        <SwipeSlotPicture manner="level" {...picture} />
      )}
      <figcaption>
        <b>{t(`work.idle-${technology}`)}</b>
        <br />
        <span className="muted small">{t(`work.idle-${technology}-how`)}</span>
      </figcaption>
    </figure>
  );
}

type ReadyProps = { readonly ready: Extract<Readiness, { readonly kind: "ready" }>; readonly isSmall: boolean };

function Ready({ ready, isSmall }: ReadyProps) {
  const { t } = useWords();
  return (
    <div className={isSmall ? "idle idle--small" : "idle"}>
      <ScreenTitle>{t(`work.idle-title-${ready.by}`)}</ScreenTitle>
      <p className="lead muted">{t("work.idle-lead")}</p>
      <div className={ready.by === "both" ? "idle__ways idle__ways--two" : "idle__ways"}>
        {ready.by === "chip" ? null : <HowTo technology="stripe" alone={ready.by === "stripe"} />}
        {ready.by === "stripe" ? null : <HowTo technology="chip" alone={ready.by === "chip"} />}
      </div>
    </div>
  );
}

const notReadyWords = {
  none: { title: "work.idle-none", lead: "work.idle-none-what" },
  paused: { title: "work.idle-not-ready", lead: "work.idle-paused-lead" },
  "not-ready": { title: "work.idle-not-ready", lead: "work.idle-not-ready-lead" },
} as const;

function NotReady({ kind }: { readonly kind: Exclude<Readiness["kind"], "ready"> }) {
  const { t } = useWords();
  const { openPage } = useIntents();
  const readers = useCounter(selectReaders);
  return (
    <div className="idle idle--not-ready">
      <span className="is-pending">
        <WarningMark size={64} />
      </span>
      <ScreenTitle>{t(notReadyWords[kind].title)}</ScreenTitle>
      <p className="lead muted">{t(notReadyWords[kind].lead)}</p>
      <ul className="idle__readers">
        {readers.map(({ reader, status }) => (
          <li key={reader.readerId}>
            {reader.model}
            <ReaderStateWord kind={status.kind} />
          </li>
        ))}
      </ul>
      <ActionButton shortcut="F6" onPress={() => openPage("readers")}>
        {t("work.idle-see-readers")}
      </ActionButton>
    </div>
  );
}

function AfterRestart({ restart }: { readonly restart: NonNullable<WorkOf<"idle">["restart"]> }) {
  const { t } = useWords();
  const { settled, unsettled, parked } = restart;
  const [first, ...others] = [
    ...(unsettled > 0 ? [t("work.restart-unsettled", { unsettled })] : []),
    ...(parked > 0 ? [t("work.restart-parked", { parked })] : []),
    ...(settled > 0 ? [t("work.restart-settled", { settled })] : []),
  ];
  if (first === undefined) return null;
  return (
    <Note tone={unsettled + parked > 0 ? "pending" : "done"} icon={<InfoIcon size={28} />} title={first}>
      {others.length === 0 ? undefined : others.map((text) => <p key={text}>{text}</p>)}
    </Note>
  );
}

function LastEntry() {
  const { t, time } = useWords();
  const last = useCounter(selectToday)?.[0];
  if (last === undefined) return null;
  return (
    <p className="idle__last small">
      <span className="muted">{t("work.idle-last")}</span>
      <span className="fig">{time(last.atMs)}</span>
      {last.holderNameMasked === null ? null : <Masked kind="name" text={last.holderNameMasked} />}
      <Masked kind="number" text={last.cardNumberMasked} />
      <b>
        <ResultWord result={last.result} size={20} />
      </b>
    </p>
  );
}

/** Nothing in work: says how to present a card to the readers that can take one. */
export function IdleScreen({ work }: ScreenProps<"idle">) {
  const readiness = readinessOf(useCounter(selectReaders));
  return (
    <>
      {readiness.kind === "ready" ? (
        <Ready ready={readiness} isSmall={work.restart !== null} />
      ) : (
        <NotReady kind={readiness.kind} />
      )}
      {work.restart === null ? <LastEntry /> : <AfterRestart restart={work.restart} />}
    </>
  );
}
