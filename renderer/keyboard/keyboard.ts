import { forgetKeys, noPress, type PressRule, type PressState, pressKey, releaseKey } from "./fresh-press.ts";

/** Who answers a key first. A dialog hides the layers under it. */
export type Layer = "dialog" | "screen" | "page" | "frame";

export type KeyBinding = {
  /** As in `KeyboardEvent.key`; a chord as `Control+Enter`. */
  readonly key: string;
  readonly run: () => void;
  /** Word in the key bar; null when the key is drawn in a button or needs no drawing. */
  readonly label: string | null;
  /** Set where only a fresh press counts; null in it while the screen has not been painted. */
  readonly fresh?: { readonly rule: PressRule | null };
};

export type DrawnKey = { readonly key: string; readonly label: string; readonly run: () => void };

export type Keyboard = ReturnType<typeof createKeyboard>;

const layers: readonly Layer[] = ["dialog", "screen", "page", "frame"];
const modifiers = new Set(["Shift", "Control", "Alt", "Meta"]);
const editingKeys = new Set(["Backspace", "Delete", "ArrowLeft", "ArrowRight", "Home", "End"]);
const isCharacter = (key: string) => [...key].length === 1;

/** Marks a button as the one that Enter means; Enter is left to every other focused button. */
export const primaryMark = "data-primary";

function nameOf(event: KeyboardEvent): string {
  const key = isCharacter(event.key) ? event.key.toLowerCase() : event.key;
  return `${event.ctrlKey ? "Control+" : ""}${event.altKey ? "Alt+" : ""}${event.metaKey ? "Meta+" : ""}${
    event.shiftKey && !isCharacter(event.key) ? "Shift+" : ""
  }${key}`;
}

const choiceTypes = new Set(["radio", "checkbox", "button", "submit"]);

/** Whether characters typed at this element become text in it. */
export function takesText(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !choiceTypes.has(target.type);
  return target instanceof HTMLTextAreaElement;
}

function otherButton(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const control = target.closest("button, a[href], summary, [role=button]");
  return control !== null && !control.hasAttribute(primaryMark);
}

/** Keys that belong to what has the focus: characters to a field, Enter and Space to a button of its own. */
function belongsToFocus(event: KeyboardEvent, binding: KeyBinding): boolean {
  if (isCharacter(event.key) || editingKeys.has(event.key)) return takesText(event.target);
  if (event.key === "Enter") return otherButton(event.target);
  return false;
}

/**
 * The one place that turns key presses into what a screen declared for them. Screens put bindings in layers; the key bar draws from
 * the same bindings, so a key that is drawn works. Held keys never repeat; keys of an input method's composition are left alone.
 */
export function createKeyboard() {
  const groups = new Map<object, { readonly layer: Layer; readonly bindings: readonly KeyBinding[] }>();
  const listeners = new Set<() => void>();
  let drawn: readonly DrawnKey[] = [];
  let signature = "";
  let presses: PressState = noPress;

  const active = (): readonly KeyBinding[] => {
    const of = (layer: Layer) => [...groups.values()].filter((group) => group.layer === layer).reverse();
    const dialog = of("dialog");
    const shown = dialog.length > 0 ? dialog : layers.flatMap(of);
    const all = shown.flatMap((group) => group.bindings);
    return all.filter((binding, index) => all.findIndex((other) => other.key === binding.key) === index);
  };

  const find = (key: string) => active().find((binding) => binding.key === key);

  const redraw = () => {
    const labelled = active().flatMap(({ key, label, run }) => (label === null ? [] : [{ key, label, run }]));
    const next = JSON.stringify(labelled.map(({ key, label }) => [key, label]));
    if (next === signature) return;
    signature = next;
    drawn = labelled.map(({ key, label }) => ({ key, label, run: () => find(key)?.run() }));
    for (const listener of listeners) listener();
  };

  const bindingOf = (event: KeyboardEvent): KeyBinding | undefined => {
    const name = nameOf(event);
    const onPrimary = event.target instanceof Element && event.target.closest(`[${primaryMark}]`) !== null;
    // Space on the primary button is the same decision as Enter and takes the same care.
    const binding = find(name === " " && onPrimary ? "Enter" : name);
    return binding === undefined || belongsToFocus(event, binding) ? undefined : binding;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229) return;
    const binding = bindingOf(event);
    // The browser clicks a focused button again for every repeat of a held Enter.
    if (event.repeat && event.key === "Enter" && otherButton(event.target)) event.preventDefault();
    if (!modifiers.has(event.key)) {
      const press = { key: event.key, atMs: event.timeStamp, repeat: event.repeat };
      presses = pressKey(presses, press, binding?.fresh?.rule ?? null);
    }
    if (binding === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (binding.fresh === undefined && !event.repeat) binding.run();
  };

  const onKeyUp = (event: KeyboardEvent) => {
    const binding = bindingOf(event);
    const released = releaseKey(presses, event.key, binding?.fresh?.rule ?? null);
    presses = released.state;
    if (binding === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (released.counts) binding.run();
  };

  const onBlur = () => {
    presses = forgetKeys();
  };

  return {
    /** Puts or replaces the bindings of one owner. */
    put: (owner: object, layer: Layer, bindings: readonly KeyBinding[]) => {
      groups.set(owner, { layer, bindings });
      redraw();
    },
    remove: (owner: object) => {
      groups.delete(owner);
      redraw();
    },
    drawn: () => drawn,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    /** Listens before the page does. Answers with the way to stop. */
    listen: (target: Window) => {
      target.addEventListener("keydown", onKeyDown, true);
      target.addEventListener("keyup", onKeyUp, true);
      target.addEventListener("blur", onBlur);
      return () => {
        target.removeEventListener("keydown", onKeyDown, true);
        target.removeEventListener("keyup", onKeyUp, true);
        target.removeEventListener("blur", onBlur);
      };
    },
  };
}
