import type { Cue } from "../../shared/contracts/counter-snapshot.ts";

/** One tone of a cue: when it starts after the cue's beginning, how long it sounds, how high it is. */
export type Tone = { readonly startMs: number; readonly durationMs: number; readonly frequencyHz: number };

// Told apart by number, direction and length, so that they also work on a speaker that swallows low tones.
export const cueTones: Record<Cue, readonly Tone[]> = {
  read: [{ startMs: 0, durationMs: 60, frequencyHz: 1320 }],
  stopped: [
    { startMs: 0, durationMs: 120, frequencyHz: 247 },
    { startMs: 180, durationMs: 120, frequencyHz: 247 },
  ],
  confirmed: [
    { startMs: 0, durationMs: 80, frequencyHz: 660 },
    { startMs: 80, durationMs: 120, frequencyHz: 880 },
  ],
  pending: [{ startMs: 0, durationMs: 200, frequencyHz: 494 }],
};
