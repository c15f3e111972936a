import { describe, expect, it } from "vitest";
import {
  clickCounts,
  forgetKeys,
  noPress,
  type PressRule,
  type PressState,
  pressKey,
  releaseKey,
} from "./fresh-press.ts";

const screen: PressRule = { shownAtMs: 1000, armAfterMs: 300 };

type Stroke =
  | { readonly down: string; readonly atMs: number; readonly on?: PressRule | null; readonly repeat?: boolean }
  | { readonly up: string; readonly on?: PressRule | null };

/** Plays key events and answers which key-ups counted. */
function play(strokes: readonly Stroke[], from: PressState = noPress): readonly boolean[] {
  let state = from;
  const counted: boolean[] = [];
  for (const stroke of strokes) {
    const rule = stroke.on === undefined ? screen : stroke.on;
    if ("down" in stroke) {
      state = pressKey(state, { key: stroke.down, atMs: stroke.atMs, repeat: stroke.repeat ?? false }, rule);
    } else {
      const released = releaseKey(state, stroke.up, rule);
      state = released.state;
      counted.push(released.counts);
    }
  }
  return counted;
}

describe("a fresh press", () => {
  it("counts when it begins 300 ms after the screen appeared, at its key-up", () => {
    expect(play([{ down: "Enter", atMs: 1300 }, { up: "Enter" }])).toEqual([true]);
  });

  it("counts nothing on key-down alone", () => {
    expect(pressKey(noPress, { key: "Enter", atMs: 1300, repeat: false }, screen)).toEqual({
      down: ["Enter"],
      recent: [{ key: "Enter", atMs: 1300 }],
      candidate: { key: "Enter", shownAtMs: 1000 },
    });
  });

  it("does not count 1 ms too early, however late its key-up comes", () => {
    expect(play([{ down: "Enter", atMs: 1299 }, { up: "Enter" }])).toEqual([false]);
  });

  it("does not count while the screen has not been painted", () => {
    expect(play([{ down: "Enter", atMs: 5000, on: null }, { up: "Enter" }])).toEqual([false]);
  });

  it("does not count when Enter was held from the screen before", () => {
    expect(
      play([
        { down: "Enter", atMs: 900, on: null },
        { down: "Enter", atMs: 1400, repeat: true },
        { down: "Enter", atMs: 1430, repeat: true },
        { up: "Enter" },
      ]),
    ).toEqual([false]);
  });

  it("does not count a repeat whose first key-down was never seen", () => {
    expect(play([{ down: "Enter", atMs: 1400, repeat: true }, { up: "Enter" }])).toEqual([false]);
  });

  it("counts after a held key was let go and pressed anew", () => {
    expect(
      play([{ down: "Enter", atMs: 900, on: null }, { up: "Enter" }, { down: "Enter", atMs: 1400 }, { up: "Enter" }]),
    ).toEqual([false, true]);
  });

  it("counts once when Enter is held on the screen itself", () => {
    expect(
      play([
        { down: "Enter", atMs: 1400 },
        { down: "Enter", atMs: 1900, repeat: true },
        { up: "Enter" },
        { up: "Enter" },
      ]),
    ).toEqual([true, false]);
  });

  it("does not count the second of a doubled Enter whose first opened the screen", () => {
    expect(
      play([{ down: "Enter", atMs: 950, on: null }, { up: "Enter" }, { down: "Enter", atMs: 1090 }, { up: "Enter" }]),
    ).toEqual([false, false]);
  });

  it("does not count Enter right behind the characters of a reader that types", () => {
    const burst: Stroke[] = [..."6222020"].flatMap((key, index) => [
      { down: key, atMs: 2000 + index * 4 },
      { up: key },
    ]);
    expect(play([...burst, { down: "Enter", atMs: 2028 }, { up: "Enter" }]).at(-1)).toBe(false);
  });

  it("does not count Enter 99 ms after another key, and counts it 100 ms after", () => {
    const enterAfter = (ms: number): Stroke[] => [
      { down: "4", atMs: 2000 },
      { up: "4" },
      { down: "Enter", atMs: 2000 + ms },
      { up: "Enter" },
    ];
    expect([play(enterAfter(99)).at(-1), play(enterAfter(100)).at(-1)]).toEqual([false, true]);
  });

  it("does not count when the screen changed between key-down and key-up", () => {
    expect(
      play([
        { down: "Enter", atMs: 1400 },
        { up: "Enter", on: { shownAtMs: 1450, armAfterMs: 300 } },
      ]),
    ).toEqual([false]);
  });

  it("is forgotten when the window loses the focus", () => {
    const pressed = pressKey(noPress, { key: "Enter", atMs: 1400, repeat: false }, screen);
    expect(pressed.candidate).not.toBeNull();
    expect(play([{ up: "Enter" }], forgetKeys())).toEqual([false]);
  });
});

describe("a click", () => {
  it("counts when it begins 300 ms after the screen appeared", () => {
    expect([clickCounts(1299, screen), clickCounts(1300, screen)]).toEqual([false, true]);
  });
});
