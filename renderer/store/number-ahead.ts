import type { WorkView } from "../../shared/contracts/counter-snapshot.ts";
import { type CounterStore, receiveWork } from "./counter-store.ts";
import { selectReadEnd } from "./selectors.ts";

/** Calls `then` once the frame that is due has been drawn. */
export type AfterFrame = (then: () => void) => void;

/**
 * Takes work snapshots as `receiveWork` does, but draws a card's number first, in a frame of its own; the screen that the card opens comes
 * right after it. Building and laying out a screen takes ten times as long as one number, and the number is what the clerk looks for.
 */
export function numberAhead(store: CounterStore, afterFrame: AfterFrame): (work: WorkView) => void {
  const draw = () => {
    const { ahead } = store.getState();
    if (ahead !== null) receiveWork(store, ahead);
  };
  return (work) => {
    // Every snapshot is taken, in order: what the next screen is follows from the one before.
    draw();
    if (!bringsNumber(store, work)) {
      receiveWork(store, work);
      return;
    }
    store.setState({ ahead: work });
    afterFrame(draw);
  };
}

function bringsNumber(store: CounterStore, work: WorkView): boolean {
  const state = store.getState();
  if (state.work === null || work.step <= state.work.step) return false;
  const end = selectReadEnd({ ...state, ahead: work });
  return end !== null && end !== selectReadEnd(state);
}
