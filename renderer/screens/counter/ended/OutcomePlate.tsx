import type { OutcomeView } from "../../../../shared/contracts/outcome-view.ts";
import { resultLooks } from "../../../components/result-looks.ts";
import { useWords } from "../../../words/use-words.ts";
import "./outcome-plate.css";
import { plateEdges, plateWordsOf } from "./plate-words.ts";

/** The outcome in a mark, a word and a sentence. Stays mounted while the outcome changes, so that the change is read out. */
export function OutcomePlate({ outcome }: { readonly outcome: OutcomeView }) {
  const { t } = useWords();
  const { tone, Icon } = resultLooks[outcome.kind];
  const words = plateWordsOf(outcome);
  return (
    <section className={`plate plate--${tone} plate--${plateEdges[outcome.kind]}`} role="status">
      <Icon size={92} />
      <div>
        <h1>{t(words.title)}</h1>
        <p>{t(words.sentence)}</p>
      </div>
    </section>
  );
}
