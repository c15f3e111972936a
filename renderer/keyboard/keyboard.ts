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

function isOtherButton(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const control = target.closest("button, a[href], summary, [role=button]");
  return control !== null && !control.hasAttribute(primaryMark);
}

/** Keys that belong to what has the focus: characters and editing keys to a text field, Enter to a button of its own. */
function belongsToFocus(event: KeyboardEvent): boolean {
  if (isCharacter(event.key) || editingKeys.has(event.key)) return takesText(event.target);
  return event.key === "Enter" && isOtherButton(event.target);
}

/** Keys of an input method's composition are its own. 229 is what Chromium gives for the first of them. */
function isComposed(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Who bound what, and which of it is drawn. */
function createBindings() {
  const groups = new Map<object, { readonly layer: Layer; readonly bindings: readonly KeyBinding[] }>();
  const listeners = new Set<() => void>();
  let drawn: readonly DrawnKey[] = [];
  let signature = "";

  const active = (): readonly KeyBinding[] => {
    const of = (layer: Layer) => [...groups.values()].filter((group) => group.layer === layer).reverse();
    const dialog = of("dialog");
    const shown = dialog.length > 0 ? dialog : layers.flatMap(of);
    const all = shown.flatMap((group) => group.bindings);
    return all.filter((binding, index) => all.findIndex((other) => other.key === binding.key) === index);
  };

  const find = (key: string) => active().find((binding) => binding.key === key);

  const redraw = () => {
    const labelled = active().flatMap(({ key, label }) => (label === null ? [] : [{ key, label }]));
    const next = JSON.stringify(labelled);
    if (next === signature) return;
    signature = next;
    drawn = labelled.map(({ key, label }) => ({ key, label, run: () => find(key)?.run() }));
    for (const listener of listeners) listener();
  };

  return {
    find,
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
  };
}

/** The binding an event means, unless it belongs to what has the focus. */
function bindingOf(event: KeyboardEvent, find: (key: string) => KeyBinding | undefined): KeyBinding | undefined {
  const name = nameOf(event);
  const isOnPrimary = event.target instanceof Element && event.target.closest(`[${primaryMark}]`) !== null;
  // Space on the primary button is the same decision as Enter and takes the same care.
  const binding = find(name === " " && isOnPrimary ? "Enter" : name);
  return binding === undefined || belongsToFocus(event) ? undefined : binding;
}

function claim(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

function createHandlers(find: (key: string) => KeyBinding | undefined) {
  let presses: PressState = noPress;
  const ruleOf = (binding: KeyBinding | undefined) => binding?.fresh?.rule ?? null;
  return {
    keydown: (event: KeyboardEvent) => {
      if (isComposed(event)) return;
      const binding = bindingOf(event, find);
      if (!modifiers.has(event.key))
        presses = pressKey(presses, { key: event.key, atMs: event.timeStamp, repeat: event.repeat }, ruleOf(binding));
      // The browser clicks a focused button again for every repeat of a held Enter.
      if (event.repeat && event.key === "Enter" && isOtherButton(event.target)) event.preventDefault();
      if (binding === undefined) return;
      claim(event);
      if (binding.fresh === undefined && !event.repeat) binding.run();
    },
    keyup: (event: KeyboardEvent) => {
      const binding = bindingOf(event, find);
      const released = releaseKey(presses, event.key, ruleOf(binding));
      presses = released.state;
      if (binding === undefined) return;
      claim(event);
      if (released.counts) binding.run();
    },
    blur: () => {
      presses = forgetKeys();
    },
  };
}

/**
 * The one place that turns key presses into what a screen declared for them. Screens put bindings in layers; the key bar draws from
 * the same bindings, so a key that is drawn works. Held keys never repeat; keys of an input method's composition are left alone.
 */
export function createKeyboard() {
  const { find, ...bindings } = createBindings();
  return {
    ...bindings,
    /** Listens before the page does. Answers with the way to stop. */
    listen: (target: Window) => {
      const { keydown, keyup, blur } = createHandlers(find);
      target.addEventListener("keydown", keydown, true);
      target.addEventListener("keyup", keyup, true);
      target.addEventListener("blur", blur);
      return () => {
        target.removeEventListener("keydown", keydown, true);
        target.removeEventListener("keyup", keyup, true);
        target.removeEventListener("blur", blur);
      };
    },
  };
}
