import type { ListItem } from "../../shared/contracts/counter-snapshot.ts";
import { useWords } from "../words/use-words.ts";
import { resultLooks } from "./result-looks.ts";

type Props = { readonly result: ListItem["result"]; readonly size?: number };

/** A result as lists show it: its mark and its word, never colour alone. */
export function ResultWord({ result, size = 18 }: Props) {
  const { t } = useWords();
  const { tone, Icon } = resultLooks[result];
  return (
    <span className={`result-word is-${tone}`}>
      <Icon size={size} />
      {t(`frame.result-${result}`)}
    </span>
  );
}
