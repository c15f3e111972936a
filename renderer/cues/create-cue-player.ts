import type { Cue } from "../../shared/contracts/counter-snapshot.ts";
import { cueTones, type Tone } from "./cue-tones.ts";

/** Sounds a cue at a volume from 0 (mute) to 1. Never throws and never waits: a cue is an extra, the screen says the same. */
export type CuePlayer = (cue: Cue, volume: number) => void;

// A tone that starts or stops at full level clicks; 6 ms of ramp is the shortest without.
const rampS = 0.006;
// A full-scale tone next to a clerk's ear is too loud for 200 people a day.
const fullLevel = 0.35;

/** Makes the player of a window. The audio device is opened at the first audible cue; a terminal without one stays silent. */
export function createCuePlayer(): CuePlayer {
  let context: AudioContext | null = null;

  return (cue, volume) => {
    if (volume <= 0) return;
    try {
      context ??= new AudioContext();
      sound(context, cueTones[cue], Math.min(volume, 1));
    } catch {
      // No audio device or none that opens: the next cue tries afresh, because one may be plugged in.
      context = null;
    }
  };
}

function sound(context: AudioContext, tones: readonly Tone[], volume: number) {
  // A context made before the first key press is suspended; where the system refuses to wake it, silence is right.
  if (context.state === "suspended") context.resume().catch(() => undefined);
  for (const tone of tones) scheduleTone(context, tone, volume * fullLevel);
}

function scheduleTone(context: AudioContext, tone: Tone, level: number) {
  const startS = context.currentTime + tone.startMs / 1000;
  const endS = startS + tone.durationMs / 1000;
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = tone.frequencyHz;
  gain.gain.setValueAtTime(0, startS);
  gain.gain.linearRampToValueAtTime(level, startS + rampS);
  gain.gain.setValueAtTime(level, endS - rampS);
  gain.gain.linearRampToValueAtTime(0, endS);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(startS);
  oscillator.stop(endS);
}
