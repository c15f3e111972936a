import type { RefusalReason } from "../../../../shared/contracts/problem-codes.ts";
import { useWords } from "../../../words/use-words.ts";
import "./remedy-steps.css";

const steps = ["first", "then"] as const;

/** What the holder can do about a refusal, in order. */
export function RemedySteps({ reason }: { readonly reason: RefusalReason }) {
  const { t } = useWords();
  return (
    <section aria-labelledby="what-to-do">
      <h2 id="what-to-do" className="lead">
        {t("outcomes.what-to-do")}
      </h2>
      <ol className="remedy-steps">
        {steps.map((step, index) => (
          <li key={step}>
            <span className="remedy-steps__number" aria-hidden="true">
              {index + 1}
            </span>
            <div>
              <b>{t(`outcomes.refused-${reason}-${step}-title`)}</b>
              <p className="muted">{t(`outcomes.refused-${reason}-${step}-detail`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
