import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { IntentReply } from "../../shared/contracts/ipc.ts";
import { clickCounts, type PressRule } from "../keyboard/fresh-press.ts";
import { type Layer, primaryMark } from "../keyboard/keyboard.ts";
import { useKeys } from "../keyboard/use-keys.ts";
import { usePaintedAt } from "../keyboard/use-painted-at.ts";
import "./button.css";
import { KeyCap } from "./KeyCap.tsx";

type Props = {
  /** The step the screen shows; a new one must be painted and waited for anew. */
  readonly step: number;
  readonly armAfterMs: number;
  readonly layer?: Layer;
  readonly isDisabled?: boolean;
  readonly onConfirm: () => Promise<IntentReply | null>;
  readonly children: ReactNode;
};

function useArmed(rule: PressRule | null): boolean {
  const [armedFor, setArmedFor] = useState<PressRule | null>(null);
  useEffect(() => {
    if (rule === null) return;
    const left = rule.shownAtMs + rule.armAfterMs - performance.now();
    const timer = setTimeout(() => setArmedFor(rule), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [rule]);
  return rule !== null && armedFor === rule;
}

/** Null in the very render that brings a new step: not for one frame may the rule of the screen before hold for the next. */
function usePressRule(step: number, armAfterMs: number): PressRule | null {
  const shownAtMs = usePaintedAt(step);
  return useMemo(() => (shownAtMs === null ? null : { shownAtMs, armAfterMs }), [shownAtMs, armAfterMs]);
}

/**
 * The primary button of a screen whose Enter must be meant: only a fresh key press (see fresh-press.ts) or a click that began after
 * the same wait counts, and only once per step. `data-armed` says when it takes presses.
 */
export function ConfirmButton({ step, armAfterMs, layer = "screen", isDisabled = false, onConfirm, children }: Props) {
  const rule = usePressRule(step, armAfterMs);
  const armed = useArmed(rule);
  const doneOnStep = useRef<number | null>(null);
  const clickStartedAtMs = useRef(Number.NEGATIVE_INFINITY);
  const confirm = async () => {
    if (doneOnStep.current === step) return;
    doneOnStep.current = step;
    const reply = await onConfirm();
    // Refused, and the screen stays: the clerk must be able to answer it again.
    if (reply?.kind !== "accepted" && doneOnStep.current === step) doneOnStep.current = null;
  };
  useKeys(layer, isDisabled ? [] : [{ key: "Enter", label: null, run: () => void confirm(), fresh: { rule } }]);
  return (
    <button
      type="button"
      {...{ [primaryMark]: "" }}
      className="button button--primary"
      disabled={isDisabled}
      onPointerDown={(event) => {
        clickStartedAtMs.current = event.timeStamp;
      }}
      onClick={(event) => {
        // A click without a pointer is a screen reader's; it begins when it arrives.
        const startedAtMs = event.detail === 0 ? event.timeStamp : clickStartedAtMs.current;
        if (rule !== null && clickCounts(startedAtMs, rule)) void confirm();
      }}
      aria-keyshortcuts="Enter"
      data-armed={armed || undefined}
    >
      {children}
      <KeyCap name="Enter" />
    </button>
  );
}
