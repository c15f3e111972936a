import type { Bridge } from "../bridge/bridge.ts";
import { type CounterStore, receiveLists, receiveStatus, receiveWork } from "./counter-store.ts";

/** Feeds every push into the store. Answers with the way to stop. */
export function connectStore(bridge: Bridge, store: CounterStore): () => void {
  const stops = [
    bridge.onWork((work) => receiveWork(store, work)),
    bridge.onStatus((status) => receiveStatus(store, status)),
    bridge.onLists((lists) => receiveLists(store, lists)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
