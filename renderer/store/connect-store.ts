import type { WorkView } from "../../shared/contracts/counter-snapshot.ts";
import type { Bridge } from "../bridge/bridge.ts";
import { type CounterStore, receiveLists, receiveStatus, receiveWork } from "./counter-store.ts";

/** Feeds every push into the store, work by `takeWork`. Answers with the way to stop. */
export function connectStore(
  bridge: Bridge,
  store: CounterStore,
  takeWork = (work: WorkView) => receiveWork(store, work),
): () => void {
  const stops = [
    bridge.onWork(takeWork),
    bridge.onStatus((status) => receiveStatus(store, status)),
    bridge.onLists((lists) => receiveLists(store, lists)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
