import type { ReadView } from "../../../../shared/contracts/counter-snapshot.ts";
import { StripeCardIcon } from "../../../components/icons/StripeCardIcon.tsx";
import { SwipeIcon } from "../../../components/icons/SwipeIcon.tsx";
import { Masked } from "../../../components/Masked.tsx";
import { useWords } from "../../../words/use-words.ts";

/** The work with this person is over: the next one needs no key, or is already read. */
export function SwipeNext({ next }: { readonly next: ReadView | null }) {
  const { t } = useWords();
  return (
    <div className="block swipe-next push">
      {next === null ? <SwipeIcon size={40} /> : <StripeCardIcon size={40} />}
      <p className="lead">
        <b>{t(next === null ? "outcomes.swipe-next" : "outcomes.next-read")}</b>
      </p>
      {next === null ? null : <Masked text={next.keyMasked} kind="number" />}
    </div>
  );
}
