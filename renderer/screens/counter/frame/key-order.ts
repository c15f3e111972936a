import type { DrawnKey } from "../../../keyboard/keyboard.ts";

const frameKeys: readonly string[] = ["F2", "F4", "F6", "F9"];
const endKeys: readonly string[] = ["F3", "F1"];

/** Esc first, then what the screen adds, then the pages; language and help at the right end. */
export function inBarOrder(keys: readonly DrawnKey[]): {
  readonly start: readonly DrawnKey[];
  readonly end: readonly DrawnKey[];
} {
  const pick = (names: readonly string[]) => names.flatMap((name) => keys.filter(({ key }) => key === name));
  const own = keys.filter(({ key }) => !["Escape", ...frameKeys, ...endKeys].includes(key));
  return { start: [...pick(["Escape"]), ...own, ...pick(frameKeys)], end: pick(endKeys) };
}
