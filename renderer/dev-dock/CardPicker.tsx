import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import type { DockCard } from "../../shared/contracts/dock.ts";
import { CardFaceIcon } from "../components/icons/CardFaceIcon.tsx";
import "../components/masked.css";
import { useDockWords } from "./use-dock-words.ts";

type Props = {
  readonly cards: readonly DockCard[];
  readonly chosen: string | undefined;
  readonly onChoose: (cardId: string) => void;
};

/** The sample cards: full number, because every one is invented, and what it is good for. */
export function CardPicker({ cards, chosen, onChoose }: Props) {
  const { t, locale } = useDockWords();
  return (
    <ToggleButtonGroup
      className="card-picker"
      aria-label={t("dock.card")}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={chosen === undefined ? [] : [chosen]}
      onSelectionChange={(keys) => {
        const card = cards.find(({ id }) => keys.has(id));
        if (card !== undefined) onChoose(card.id);
      }}
    >
      {cards.map((card) => (
        <ToggleButton key={card.id} id={card.id} className="card-picker__card">
          <CardFaceIcon size={34} />
          <span>
            <b className="num">{card.cardNumber}</b>
            <span className="small">{card.description[locale]}</span>
          </span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
