import type { ScreenProps } from "../../../store/screen-of.tsx";
import { EndedActions } from "./EndedActions.tsx";
import "./ended.css";
import { OutcomeDetails } from "./OutcomeDetails.tsx";
import { OutcomePlate } from "./OutcomePlate.tsx";

/** How one attempt ended, or how it stands. Follows its entry: an unknown outcome turns into what became of it. */
export function EndedScreen({ work }: ScreenProps<"ended">) {
  return (
    <>
      <OutcomePlate outcome={work.outcome} />
      <div className="ended__details">
        <OutcomeDetails work={work} />
      </div>
      <EndedActions work={work} />
    </>
  );
}
