import { useWords } from "../words/use-words.ts";
import "./error-report.css";
import { RefusedMark } from "./icons/RefusedMark.tsx";
import { ScreenTitle } from "./ScreenTitle.tsx";
import { SupportReference } from "./SupportReference.tsx";

type Props = { readonly title: string; readonly code: string; readonly reference: string };

/** Something did not work: what, what to do about it, and what to tell IT. */
export function ErrorReport({ title, code, reference }: Props) {
  const { errorWords } = useWords();
  const { cause, remedy } = errorWords(code);
  return (
    <section className="error-report" role="alert">
      <div className="error-report__head">
        <span className="is-stopped">
          <RefusedMark size={64} />
        </span>
        <div>
          <ScreenTitle>{title}</ScreenTitle>
          <p className="lead">{cause}</p>
        </div>
      </div>
      <p className="error-report__remedy lead">{remedy}</p>
      <SupportReference code={code} reference={reference} />
    </section>
  );
}
