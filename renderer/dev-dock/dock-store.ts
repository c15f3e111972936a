import { createStore, type StoreApi } from "zustand/vanilla";
import type { DockBridge, DockEvent, DockView } from "../../shared/contracts/dock.ts";

/** An event with the place it has in the log, which no two share. */
export type LoggedEvent = DockEvent & { readonly number: number };

export type DockState = {
  /** Null until the first push. */
  readonly view: DockView | null;
  /** The last events, oldest first. */
  readonly events: readonly LoggedEvent[];
};
export type DockStore = StoreApi<DockState>;

const keptEvents = 200;

/** A store that is fed by the bridge's pushes. */
export function createDockStore(bridge: DockBridge): DockStore {
  const store = createStore<DockState>(() => ({ view: null, events: [] }));
  bridge.onView((view) => store.setState({ view }));
  bridge.onEvent((event) =>
    store.setState(({ events }) => {
      const number = (events.at(-1)?.number ?? 0) + 1;
      return { events: [...events, { ...event, number }].slice(-keptEvents) };
    }),
  );
  return store;
}
