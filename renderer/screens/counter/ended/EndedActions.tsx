import { useEffect, useRef } from "react";
import type { OutcomeView } from "../../../../shared/contracts/outcome-view.ts";
import { ActionButton } from "../../../components/ActionButton.tsx";
import { StripeCardIcon } from "../../../components/icons/StripeCardIcon.tsx";
import type { KeyBinding } from "../../../keyboard/keyboard.ts";
import { useKeys } from "../../../keyboard/use-keys.ts";
import type { WorkOf } from "../../../store/counter-store.ts";
import { useIntents } from "../../../store/use-counter.ts";
import { useWords } from "../../../words/use-words.ts";

/** Outcomes that stand in the queue until they are settled. */
function isQueued(outcome: OutcomeView): boolean {
  return ["waiting", "sending", "unknown", "parked"].includes(outcome.kind);
}

/** Outcomes whose details say that the next card is read. */
function saysNextItself(outcome: OutcomeView): boolean {
  return outcome.kind === "confirmed" || outcome.kind === "alreadyAssociated";
}

/** The ways on from an outcome. The focus goes to the next person, where Enter goes anyway. */
export function EndedActions({ work }: { readonly work: WorkOf<"ended"> }) {
  const { t } = useWords();
  const { nextPerson, openQueue, stepBack } = useIntents();
  const foot = useRef<HTMLDivElement>(null);
  const { outcome, next, step, mayRetype } = work;
  const goOn = () => void nextPerson({ step });
  const retype = () => void stepBack({ step });
  const bindings: readonly KeyBinding[] = [
    { key: "Enter", run: goOn, label: null },
    ...(mayRetype ? [{ key: "Escape", run: retype, label: t("outcomes.retype") }] : []),
  ];
  useKeys("screen", bindings);
  useEffect(() => {
    foot.current?.querySelector<HTMLElement>("[data-primary]")?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="actions" ref={foot}>
      {mayRetype ? (
        <ActionButton shortcut="Escape" onPress={retype}>
          {t("outcomes.retype")}
        </ActionButton>
      ) : null}
      {isQueued(outcome) ? (
        <ActionButton shortcut="F4" kind="quiet" onPress={openQueue}>
          {t("outcomes.queue")}
        </ActionButton>
      ) : null}
      {next === null || saysNextItself(outcome) ? null : (
        <span className="hint row nowrap" role="status">
          <StripeCardIcon size={26} />
          {t("outcomes.next-read")}
        </span>
      )}
      <ActionButton shortcut="Enter" kind="primary" onPress={goOn}>
        {t(isQueued(outcome) || outcome.kind === "claimed" ? "outcomes.next-person-first" : "outcomes.next-person")}
      </ActionButton>
    </div>
  );
}
