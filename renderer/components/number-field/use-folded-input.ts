import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { foldNumber } from "../../../shared/numbers/fold-number.ts";

type Caret = { readonly start: number; readonly end: number };

export type FoldedInput = {
  readonly caret: Caret;
  readonly onChange: (raw: string) => void;
  readonly onCompositionStart: () => void;
  readonly onCompositionEnd: () => void;
  readonly onSelect: () => void;
};

/** More than any number a clerk might mistake for the card number; the rest of a paste is dropped. */
const maxCharacters = 24;

const foldTyped = (raw: string) => [...foldNumber(raw)].slice(0, maxCharacters).join("");

/**
 * Keeps a field folded while it is typed in: full width, lower case, spaces and hyphens. Text of an input method's composition is left
 * alone until it ends, or the composition would break; the caret stays where the person put it.
 */
export function useFoldedInput(
  input: RefObject<HTMLInputElement | null>,
  text: string,
  onText: (text: string) => void,
): FoldedInput {
  const isComposing = useRef(false);
  const wantedCaret = useRef<number | null>(null);
  const [caret, setCaret] = useState<Caret>({ start: text.length, end: text.length });

  useLayoutEffect(() => {
    if (wantedCaret.current === null || input.current?.value !== text) return;
    input.current.setSelectionRange(wantedCaret.current, wantedCaret.current);
    wantedCaret.current = null;
  });

  const take = (raw: string) => {
    const before = raw.slice(0, input.current?.selectionStart ?? raw.length);
    const at = Math.min(foldTyped(before).length, foldTyped(raw).length);
    wantedCaret.current = at;
    setCaret({ start: at, end: at });
    onText(foldTyped(raw));
  };

  return {
    caret,
    onChange: (raw) => {
      if (isComposing.current) onText(raw);
      else take(raw);
    },
    onCompositionStart: () => {
      isComposing.current = true;
    },
    onCompositionEnd: () => {
      isComposing.current = false;
      take(input.current?.value ?? "");
    },
    onSelect: () => {
      const field = input.current;
      if (field === null) return;
      setCaret({ start: field.selectionStart ?? 0, end: field.selectionEnd ?? 0 });
    },
  };
}
