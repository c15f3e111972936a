import type { RawTrack } from "../card/swipe-frame.ts";

/** Tracks found so far in one swipe, in the order of a frame. */
export type SwipeTracks = readonly [RawTrack, RawTrack, RawTrack];

/** What one line of a reader turned out to be. */
export type SplitLine =
  | { readonly kind: "tracks"; readonly tracks: SwipeTracks }
  /** A track starts and does not end. */
  | { readonly kind: "truncated" }
  | { readonly kind: "no-track"; readonly why: "sign-on-text" | "remnant" | "noise" };

/** How the reader writes a line. */
export interface LineFormat {
  readonly sentinels: "required" | "optional";
  /** Whether a check character follows each end sentinel. */
  readonly lrc: boolean;
}

/** A swipe of which nothing has come yet. */
export const noTracks: SwipeTracks = [{ kind: "absent" }, { kind: "absent" }, { kind: "absent" }];

// A text between `;` and `?` that is longer than this, sentinels included, can only be track 3.
const longestTrackTwo = 39;
// Shorter is no key of any region; longer is no track.
const bareTrack = /^[0-9A-Z=>]{9,104}$/;

/**
 * Splits one line into its tracks, in whatever order they come. `sofar` is what earlier lines of the same swipe gave. A track followed by
 * anything but another track is marked bad: a wrong bit may have made an end sentinel of a digit. Linear in the line's length; total.
 */
export function splitLine(line: string, format: LineFormat, sofar: SwipeTracks = noTracks): SplitLine {
  const text = withoutLeadingNoise(line);
  if (!isStart(text.charAt(0))) return splitBareLine(line, text, format);

  let tracks: SwipeTracks = noTracks;
  let at = 0;
  while (at < text.length) {
    const end = text.indexOf("?", at + 1);
    if (end === -1) return { kind: "truncated" };
    const body = text.slice(at, end + 1);
    const next = end + (format.lrc ? 2 : 1);
    const nextStart = findStart(text, next);
    const track: RawTrack =
      nextStart > next
        ? { kind: "bad", reason: "illegal-character" }
        : trackOf(body, text.slice(end + 1, next), format);
    tracks = withTrack(tracks, slotOf(body, tracks, sofar), track);
    at = nextStart;
  }
  return { kind: "tracks", tracks };
}

function splitBareLine(line: string, text: string, { sentinels }: LineFormat): SplitLine {
  if (sentinels === "optional") {
    if (text === "E" || text === "\u007F") return bareTrackTwo({ kind: "bad", reason: "marked-by-reader" });
    if (bareTrack.test(text)) return bareTrackTwo({ kind: "bare", text });
  }
  if (text.includes("?")) return { kind: "no-track", why: "remnant" };
  return { kind: "no-track", why: /^[ -~]+$/.test(line) ? "sign-on-text" : "noise" };
}

function bareTrackTwo(track: RawTrack): SplitLine {
  return { kind: "tracks", tracks: withTrack(noTracks, 1, track) };
}

// Opening a port makes some readers send a stray control or high byte before their first line.
function withoutLeadingNoise(line: string): string {
  let start = 0;
  while (start < line.length && (line.charCodeAt(start) <= 0x20 || line.charCodeAt(start) >= 0x80)) start += 1;
  return line.slice(start);
}

function trackOf(text: string, lrc: string, format: LineFormat): RawTrack {
  return format.lrc ? { kind: "text", text, lrc } : { kind: "text", text };
}

// `;` starts track 2 and, with readers that do not print `+` or `!`, track 3 as well. The same text again is a repeat, not track 3.
function slotOf(body: string, tracks: SwipeTracks, sofar: SwipeTracks): 0 | 1 | 2 {
  if (body.startsWith("%")) return 0;
  if (!body.startsWith(";") || body.length > longestTrackTwo) return 2;
  const trackTwo = tracks[1].kind === "absent" ? sofar[1] : tracks[1];
  const isRepeat = trackTwo.kind === "absent" || (trackTwo.kind === "text" && trackTwo.text === body);
  return isRepeat || tracks[2].kind !== "absent" || sofar[2].kind !== "absent" ? 1 : 2;
}

function withTrack(tracks: SwipeTracks, slot: 0 | 1 | 2, track: RawTrack): SwipeTracks {
  const placed: RawTrack = tracks[slot].kind === "absent" ? track : { kind: "bad", reason: "repeated-track" };
  const [one, two, three] = tracks;
  return [slot === 0 ? placed : one, slot === 1 ? placed : two, slot === 2 ? placed : three];
}

function isStart(character: string): boolean {
  return character !== "" && "%;+!".includes(character);
}

function findStart(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isStart(text.charAt(at))) at += 1;
  return at;
}
