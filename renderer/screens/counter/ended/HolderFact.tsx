import { Fact } from "../../../components/Facts.tsx";
import { Masked } from "../../../components/Masked.tsx";
import { useWords } from "../../../words/use-words.ts";

type Props = { readonly nameMasked: string; readonly socialSecurityNumberMasked: string };

/** Whose account it is, as everyone may see it. */
export function HolderFact({ nameMasked, socialSecurityNumberMasked }: Props) {
  const { t } = useWords();
  return (
    <Fact label={t("outcomes.fact-holder")}>
      <b>
        <Masked text={nameMasked} kind="name" />
      </b>
      <span className="ended__second">
        <Masked text={socialSecurityNumberMasked} kind="number" grouped />
      </span>
    </Fact>
  );
}
