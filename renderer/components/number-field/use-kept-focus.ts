import { type RefObject, useEffect } from "react";
import { takesText } from "../../keyboard/keyboard.ts";

/**
 * Keeps the focus in the screen's one field: taken when the screen appears, back when it was lost to nothing, and fetched by the first
 * character typed elsewhere. Tab to a button works as ever.
 */
export function useKeptFocus(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const field = input.current;
    if (field === null) return;
    const take = () => field.focus({ preventScroll: true });
    const fetch = (event: KeyboardEvent) => {
      const isTyped =
        [...event.key].length === 1 && event.key !== " " && !event.ctrlKey && !event.altKey && !event.metaKey;
      if (isTyped && !takesText(document.activeElement)) take();
    };
    let frame = 0;
    const comeBack = (event: FocusEvent) => {
      if (event.relatedTarget !== null) return;
      frame = requestAnimationFrame(() => {
        if (document.activeElement === document.body) take();
      });
    };
    take();
    field.addEventListener("blur", comeBack);
    document.addEventListener("keydown", fetch);
    return () => {
      cancelAnimationFrame(frame);
      field.removeEventListener("blur", comeBack);
      document.removeEventListener("keydown", fetch);
    };
  }, [input]);
}
