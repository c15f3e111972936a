import { useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { useCounterContext } from "../store/use-counter.ts";
import type { DrawnKey, KeyBinding, Layer } from "./keyboard.ts";

/** Declares the keys of a screen, page or dialog while it is shown. */
export function useKeys(layer: Layer, bindings: readonly KeyBinding[]): void {
  const { keyboard } = useCounterContext();
  const owner = useRef({});
  useLayoutEffect(() => {
    const of = owner.current;
    return () => keyboard.remove(of);
  }, [keyboard]);
  useLayoutEffect(() => keyboard.put(owner.current, layer, bindings));
}

/** The keys that work now and are drawn in the key bar. */
export function useDrawnKeys(): readonly DrawnKey[] {
  const { keyboard } = useCounterContext();
  return useSyncExternalStore(keyboard.subscribe, keyboard.drawn);
}
