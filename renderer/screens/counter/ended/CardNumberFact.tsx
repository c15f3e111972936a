import { Fact } from "../../../components/Facts.tsx";
import { Masked } from "../../../components/Masked.tsx";
import { useWords } from "../../../words/use-words.ts";

/** The card number of the attempt, masked. */
export function CardNumberFact({ masked }: { readonly masked: string }) {
  const { t } = useWords();
  return (
    <Fact label={t("outcomes.fact-card-number")}>
      <Masked text={masked} kind="number" />
    </Fact>
  );
}
