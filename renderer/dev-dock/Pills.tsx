import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import { StepTickIcon } from "../components/icons/StepTickIcon.tsx";

type Props<Choice extends string> = {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: Choice;
  readonly onChoose: (choice: Choice) => void;
  readonly nameOf: (choice: Choice) => string;
};

/** One of several, each a pill; the chosen one carries a tick. */
export function Pills<Choice extends string>({ label, choices, chosen, onChoose, nameOf }: Props<Choice>) {
  return (
    <ToggleButtonGroup
      className="pills"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const choice = choices.find((candidate) => keys.has(candidate));
        if (choice !== undefined) onChoose(choice);
      }}
    >
      {choices.map((choice) => (
        <ToggleButton key={choice} id={choice} className="pill">
          {choice === chosen ? <StepTickIcon size={20} /> : null}
          {nameOf(choice)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
