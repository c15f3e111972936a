import type { RefObject } from "react";
import type { KeyBinding } from "../keyboard/keyboard.ts";

// A quarter of the smallest sheet: the reader's eye finds the line it was on.
const stepPx = 100;

/** Keys that scroll a long text without a mouse. Not drawn: they do nothing where all of it is seen. */
export function scrollKeys(text: RefObject<HTMLElement | null>, down: string, up: string): readonly KeyBinding[] {
  const scrollBy = (top: number) => () => text.current?.scrollBy({ top });
  return [
    { key: down, run: scrollBy(stepPx), label: null },
    { key: up, run: scrollBy(-stepPx), label: null },
  ];
}
