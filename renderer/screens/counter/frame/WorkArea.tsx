import { selectBaseKind, selectEpoch, selectKind } from "../../../store/selectors.ts";
import { useCounter } from "../../../store/use-counter.ts";
import { screens } from "../screens.ts";
import { StartingScreen } from "./StartingScreen.tsx";

/** The one thing to do now. Under the question about another card the interrupted screen stays, out of reach. */
export function WorkArea() {
  const kind = useCounter(selectKind);
  const baseKind = useCounter(selectBaseKind);
  const epoch = useCounter(selectEpoch);
  if (kind === null || baseKind === null) return <StartingScreen />;
  const Screen = screens[baseKind];
  const Question = kind === baseKind ? null : screens[kind];
  return (
    <>
      <div className="sheet__content" inert={Question !== null} key={`${baseKind}:${epoch}`}>
        <Screen />
      </div>
      {Question === null ? null : <Question />}
    </>
  );
}
