import type { ReaderStatus } from "../../../../shared/readers/reader-status.ts";
import { useWords } from "../../../words/use-words.ts";
import { isForIt, isUsable, stepsTopicOf } from "./reader-words.ts";

const steps = [1, 2, 3] as const;

/** What mends the state, step by step; for a permission also the line to add. */
export function ReaderSteps({ status }: { readonly status: ReaderStatus }) {
  const { t } = useWords();
  if (isUsable(status)) return <p className="muted">{t("readers.try-now")}</p>;
  const topic = stepsTopicOf(status);
  if (topic === undefined) return null;
  return (
    <div className="reader-steps">
      <h3>{t(isForIt(topic) ? "readers.steps-it" : "readers.steps-clerk")}</h3>
      <ol className="small">
        {steps.map((step) => (
          <li key={step}>
            <span aria-hidden="true">{step}</span>
            {t(`readers.step-${topic}-${step}`)}
          </li>
        ))}
      </ol>
      {status.kind === "faulted" && status.fault.kind === "permission-denied" ? (
        <figure className="reader-steps__rule small">
          <figcaption className="vh">{t("readers.udev-line")}</figcaption>
          <code>{status.fault.udevRule}</code>
        </figure>
      ) : null}
    </div>
  );
}
