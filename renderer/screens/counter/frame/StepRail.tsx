import type { ReactNode } from "react";
import type { WorkView } from "../../../../shared/contracts/counter-snapshot.ts";
import { StepTickIcon } from "../../../components/icons/StepTickIcon.tsx";
import { WarningMark } from "../../../components/icons/WarningMark.tsx";
import { Masked } from "../../../components/Masked.tsx";
import { resultLooks } from "../../../components/result-looks.ts";
import { selectPage, selectReadEnd, selectWork } from "../../../store/selectors.ts";
import { useCounter } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";
import { type RailStep, railSteps } from "./rail-steps.ts";
import { TodayCount } from "./TodayCount.tsx";
import "./step-rail.css";

function Disc({
  step,
  number,
  work,
}: {
  readonly step: RailStep;
  readonly number: number;
  readonly work: WorkView | null;
}) {
  if (step.state === "now" && work?.kind === "badRead")
    return (
      <span className="disc disc--bare is-pending">
        <WarningMark size={38} />
      </span>
    );
  if (step.state === "now" && work?.kind === "ended") {
    const { tone, Icon } = resultLooks[work.outcome.kind];
    return (
      <span className={`disc disc--bare is-${tone}`}>
        <Icon size={38} />
      </span>
    );
  }
  if (step.state === "past")
    return (
      <span className="disc">
        <StepTickIcon size={22} />
      </span>
    );
  return <span className="disc">{step.state === "skipped" ? "–" : number}</span>;
}

function ReadDetail({ step, work }: { readonly step: RailStep; readonly work: WorkView }) {
  const { t } = useWords();
  const { read } = work.trail;
  if (work.kind === "badRead") return t("frame.step-bad-read", { count: work.badReads });
  if (step.state === "skipped") return t("frame.step-not-read");
  if (read === null) return null;
  return `${t(read.how === "chip" ? "frame.chip" : "frame.stripe")} ${read.readerModel}`;
}

function Detail({ step, work }: { readonly step: RailStep; readonly work: WorkView }): ReactNode {
  const { t } = useWords();
  switch (step.name) {
    case "read":
      return <ReadDetail step={step} work={work} />;
    case "number":
      return work.trail.cardNumberMasked === null || step.state === "now" ? null : (
        <Masked kind="number" text={work.trail.cardNumberMasked} />
      );
    case "confirm":
      if (step.state === "skipped") return t("frame.step-not-done");
      return work.kind === "ended" && work.outcome.kind === "waiting" ? t("frame.step-not-looked-up") : null;
    case "done":
      return null;
  }
}

/** On its own, so that nothing else is drawn again for it: it is shown ahead of the card's screen. */
function ReadEnd() {
  const end = useCounter(selectReadEnd);
  return end === null ? null : <span className="num step__read-end">{end}</span>;
}

function Step({
  step,
  number,
  work,
}: {
  readonly step: RailStep;
  readonly number: number;
  readonly work: WorkView | null;
}) {
  const { t } = useWords();
  const outcome = step.state === "now" && work?.kind === "ended" ? work.outcome.kind : null;
  return (
    <li className={`step step--${step.state}`} aria-current={step.state === "now" ? "step" : undefined}>
      <Disc step={step} number={number} work={work} />
      <span className={`step__name${outcome === null ? "" : ` is-${resultLooks[outcome].tone}`}`}>
        {outcome === null ? t(`frame.step-${step.name}`) : t(`frame.result-${outcome}`)}
        {step.name === "read" ? <ReadEnd /> : null}
        {step.state === "past" ? <span className="vh">{t("frame.step-past")}</span> : null}
        {step.state === "skipped" ? <span className="vh">{t("frame.step-skipped")}</span> : null}
      </span>
      <span className="step__detail">{work === null ? null : <Detail step={step} work={work} />}</span>
    </li>
  );
}

/** The left rail: where the work stands and what is known so far. The discs never move between screens. */
export function StepRail() {
  const { t } = useWords();
  const work = useCounter(selectWork);
  const page = useCounter(selectPage);
  return (
    <nav className="rail" aria-label={t("frame.steps")}>
      <ol className="steps">
        {railSteps(work).map((step, index) => (
          <Step key={step.name} step={step} number={index + 1} work={work} />
        ))}
      </ol>
      {page === "work" ? <TodayCount /> : <p className="rail__foot">{t("frame.swipe-returns")}</p>}
    </nav>
  );
}
