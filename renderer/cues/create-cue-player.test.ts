import { afterEach, describe, expect, test, vi } from "vitest";
import { createCuePlayer } from "./create-cue-player.ts";

type Sounded = { frequencyHz: number; startS: number; endS: number; peak: number };

/** Records what would be heard. */
function fakeAudio() {
  const sounded: Sounded[] = [];
  const opened = { count: 0 };
  class FakeAudioContext {
    readonly state = "running";
    readonly currentTime = 10;
    readonly destination = {};
    constructor() {
      opened.count += 1;
    }
    createGain() {
      const levels: number[] = [];
      const set = (level: number) => levels.push(level);
      return { levels, gain: { setValueAtTime: set, linearRampToValueAtTime: set }, connect: () => undefined };
    }
    createOscillator() {
      const tone: Sounded = { frequencyHz: 0, startS: 0, endS: 0, peak: 0 };
      return {
        frequency: {
          set value(frequencyHz: number) {
            tone.frequencyHz = frequencyHz;
          },
        },
        connect(gain: { levels: number[]; connect: () => void }) {
          tone.peak = Math.max(...gain.levels);
          return gain;
        },
        start(atS: number) {
          tone.startS = atS;
        },
        stop(atS: number) {
          tone.endS = atS;
          sounded.push(tone);
        },
      };
    }
  }
  vi.stubGlobal("AudioContext", FakeAudioContext);
  return { sounded, opened };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("createCuePlayer", () => {
  test("confirmed is two rising tones of 80 and 120 ms", () => {
    const { sounded } = fakeAudio();

    createCuePlayer()("confirmed", 1);

    expect(sounded).toEqual([
      { frequencyHz: 660, startS: 10, endS: 10.08, peak: 0.35 },
      { frequencyHz: 880, startS: 10.08, endS: expect.closeTo(10.2), peak: 0.35 },
    ]);
  });

  test("the level follows the terminal's volume", () => {
    const { sounded } = fakeAudio();

    createCuePlayer()("read", 0.5);

    expect(sounded).toEqual([{ frequencyHz: 1320, startS: 10, endS: 10.06, peak: 0.175 }]);
  });

  test("a muted terminal never opens the audio device", () => {
    const { opened } = fakeAudio();

    createCuePlayer()("stopped", 0);

    expect(opened.count).toBe(0);
  });

  test("a terminal without audio stays silent and sounds again once there is a device", () => {
    const play = createCuePlayer();
    vi.stubGlobal("AudioContext", undefined);
    expect(() => play("read", 1)).not.toThrow();
    const { sounded } = fakeAudio();

    play("read", 1);

    expect(sounded).toHaveLength(1);
  });
});
