import { createContext, useContext, useMemo } from "react";
import { useStore } from "zustand";
import type { WorkKind } from "../../shared/contracts/counter-snapshot.ts";
import type { Keyboard } from "../keyboard/keyboard.ts";
import type { CounterState, CounterStore, WorkOf } from "./counter-store.ts";
import type { CounterIntents } from "./intents.ts";
import { selectWorkOf } from "./selectors.ts";

export type Counter = {
  readonly store: CounterStore;
  readonly intents: CounterIntents;
  readonly keyboard: Keyboard;
};

export const CounterContext = createContext<Counter | null>(null);

/** The window's store, intents and keyboard. */
export function useCounterContext(): Counter {
  const counter = useContext(CounterContext);
  if (counter === null) throw new Error("rendered outside CounterContext");
  return counter;
}

/** A narrow slice of the store; pass a named selector. */
export function useCounter<Slice>(selector: (state: CounterState) => Slice): Slice {
  return useStore(useCounterContext().store, selector);
}

export function useIntents(): CounterIntents {
  return useCounterContext().intents;
}

/** The snapshot of the screen a component belongs to, or null when the flow has moved on. */
export function useWork<Kind extends WorkKind>(kind: Kind): WorkOf<Kind> | null {
  return useCounter(useMemo(() => selectWorkOf(kind), [kind]));
}
