// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keyEvent, strike } from "../fake-counter.tsx";
import { createKeyboard, type KeyBinding, type Keyboard } from "./keyboard.ts";

let keyboard: Keyboard;
let stop: () => void;
let ran: string[];

const binds = (key: string, does: string, rest: Partial<KeyBinding> = {}): KeyBinding => ({
  key,
  label: does,
  run: () => ran.push(does),
  ...rest,
});

function focus(html: string): HTMLElement {
  document.body.innerHTML = html;
  const element = document.body.firstElementChild;
  if (!(element instanceof HTMLElement)) throw new Error("nothing to focus");
  element.focus();
  return element;
}

beforeEach(() => {
  ran = [];
  keyboard = createKeyboard();
  stop = keyboard.listen(window);
});

afterEach(() => {
  stop();
  document.body.innerHTML = "";
});

describe("the keyboard", () => {
  it("runs what the screen bound, before the page sees the key", () => {
    keyboard.put({}, "screen", [binds("F10", "go on")]);
    let seenByPage = 0;
    document.body.addEventListener("keydown", () => {
      seenByPage += 1;
    });

    const event = keyEvent("keydown", { key: "F10" });

    expect([ran, event.defaultPrevented, seenByPage]).toEqual([["go on"], true, 0]);
  });

  it("leaves a key alone that nobody bound", () => {
    expect(keyEvent("keydown", { key: "F7" }).defaultPrevented).toBe(false);
  });

  it("never repeats a held key", () => {
    keyboard.put({}, "screen", [binds("Enter", "submit"), binds("Escape", "back")]);

    for (const key of ["Enter", "Escape"]) {
      keyEvent("keydown", { key });
      keyEvent("keydown", { key, repeat: true });
      keyEvent("keydown", { key, repeat: true });
      keyEvent("keyup", { key });
    }

    expect(ran).toEqual(["submit", "back"]);
  });

  it("asks the dialog first, and the layers under it not at all", () => {
    keyboard.put({}, "frame", [binds("F2", "today"), binds("Escape", "back to work")]);
    keyboard.put({}, "screen", [binds("Escape", "drop"), binds("Enter", "submit")]);
    strike("Escape");
    keyboard.put({}, "dialog", [binds("Escape", "keep")]);
    for (const key of ["Escape", "Enter", "F2"]) strike(key);

    expect(ran).toEqual(["drop", "keep"]);
  });

  it("draws exactly the labelled keys that work", () => {
    const screen = {};
    keyboard.put({}, "frame", [binds("F2", "today"), binds("Escape", "back to work")]);
    keyboard.put(screen, "screen", [binds("Escape", "drop"), binds("Enter", "submit", { label: null })]);
    const drawn = () => keyboard.drawn().map(({ key, label }) => `${key} ${label}`);

    expect(drawn()).toEqual(["Escape drop", "F2 today"]);
    keyboard.remove(screen);
    expect(drawn()).toEqual(["F2 today", "Escape back to work"]);
  });

  it("tells its listeners only when what is drawn changes", () => {
    let told = 0;
    const screen = {};
    keyboard.put(screen, "screen", [binds("Escape", "drop")]);
    keyboard.subscribe(() => {
      told += 1;
    });

    keyboard.put(screen, "screen", [binds("Escape", "drop")]);
    keyboard.put(screen, "screen", [binds("Escape", "cancel")]);

    expect(told).toBe(1);
  });

  it("runs the newest binding of a drawn key that is clicked", () => {
    const screen = {};
    keyboard.put(screen, "screen", [binds("Escape", "drop")]);
    const [drawn] = keyboard.drawn();
    keyboard.put(screen, "screen", [binds("Escape", "drop", { run: () => ran.push("newest") })]);

    drawn?.run();

    expect(ran).toEqual(["newest"]);
  });
});

describe("keys that belong to what has the focus", () => {
  it("are characters and editing keys in a text field", () => {
    keyboard.put({}, "screen", [binds("r", "retry"), binds("2", "second"), binds("Delete", "cancel")]);
    focus("<input type='text'>");
    for (const key of ["r", "2", "Delete"]) strike(key);
    focus("<input type='radio'>");
    for (const key of ["R", "2", "Delete"]) strike(key);

    expect(ran).toEqual(["retry", "second", "cancel"]);
  });

  it("are Enter on another button than the primary one", () => {
    keyboard.put({}, "screen", [binds("Enter", "primary")]);
    focus("<button>other</button>");
    const left = keyEvent("keydown", { key: "Enter" });
    focus("<button data-primary>primary</button>");
    strike("Enter");

    expect([ran, left.defaultPrevented]).toEqual([["primary"], false]);
  });

  it("are not repeated by the browser on a held button", () => {
    focus("<button>other</button>");
    keyEvent("keydown", { key: "Enter" });

    expect(keyEvent("keydown", { key: "Enter", repeat: true }).defaultPrevented).toBe(true);
  });

  it("are the keys of an input method that is composing", () => {
    keyboard.put({}, "screen", [binds("Enter", "submit"), binds("Escape", "drop")]);
    const field = focus("<input type='text'>");
    for (const key of ["Enter", "Escape"])
      field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, isComposing: true }));

    expect(ran).toEqual([]);
  });

  it("are chords nobody bound", () => {
    keyboard.put({}, "screen", [binds("c", "copy")]);
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "c", ctrlKey: true, bubbles: true }));

    expect(ran).toEqual([]);
  });
});

describe("a binding that must be meant", () => {
  const fresh = { fresh: { rule: { shownAtMs: 1000, armAfterMs: 300 } } };

  it("runs at the key-up of a fresh press", () => {
    keyboard.put({}, "screen", [binds("Enter", "confirm", fresh)]);

    keyEvent("keydown", { key: "Enter", atMs: 1400 });
    expect(ran).toEqual([]);
    keyEvent("keyup", { key: "Enter", atMs: 1450 });
    expect(ran).toEqual(["confirm"]);
  });

  it("does not run for Enter held from the screen before", () => {
    const screen = {};
    keyboard.put(screen, "screen", [binds("Enter", "submit")]);
    keyEvent("keydown", { key: "Enter", atMs: 900 });
    keyboard.put(screen, "screen", [binds("Enter", "confirm", fresh)]);
    keyEvent("keydown", { key: "Enter", atMs: 1400, repeat: true });
    keyEvent("keyup", { key: "Enter", atMs: 1500 });

    expect(ran).toEqual(["submit"]);
  });

  it("does not run for Enter behind characters typed by a reader, whether bound or not", () => {
    keyboard.put({}, "screen", [binds("Enter", "confirm", fresh), binds("1", "first")]);
    for (const [index, key] of [..."6212"].entries()) strike(key, 2000 + index * 5);
    strike("Enter", 2020);

    expect(ran).toEqual(["first"]);
  });

  it("takes the same care with Space on the primary button", () => {
    keyboard.put({}, "screen", [binds("Enter", "confirm", fresh)]);
    focus("<button data-primary>confirm</button>");
    strike(" ", 1200);
    strike(" ", 1400);

    expect(ran).toEqual(["confirm"]);
  });

  it("does not run while its screen is not painted", () => {
    keyboard.put({}, "screen", [binds("Enter", "confirm", { fresh: { rule: null } })]);
    strike("Enter", 9000);

    expect(ran).toEqual([]);
  });

  it("forgets a press when the window loses the focus", () => {
    keyboard.put({}, "screen", [binds("Enter", "confirm", fresh)]);
    keyEvent("keydown", { key: "Enter", atMs: 1400 });
    window.dispatchEvent(new Event("blur"));
    keyEvent("keyup", { key: "Enter", atMs: 1500 });

    expect(ran).toEqual([]);
  });
});
