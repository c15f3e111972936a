// Characters on the stripe after ISO/IEC 7811-2 and -6: data bits least significant first, then odd parity; 7 bits a character on track 1, 5 on 2 and 3.
import type { TrackNumber } from "./swipe-frame.ts";
import { parseTrackText, type TrackText } from "./track-text.ts";

interface BitFormat {
  readonly dataBits: number;
  readonly asciiOffset: number;
  readonly endSentinel: number;
}

const trackOne: BitFormat = { dataBits: 6, asciiOffset: 0x20, endSentinel: 0x1f };
const digitTrack: BitFormat = { dataBits: 4, asciiOffset: 0x30, endSentinel: 0xf };

/**
 * Decodes one track from the bits of a forward swipe (each 0 or 1, clocking zeros before and after allowed), checking the parity of
 * every character and the longitudinal check with its own odd parity. Total.
 */
export function decodeRawBits(track: TrackNumber, bits: readonly number[]): TrackText {
  const format = track === 1 ? trackOne : digitTrack;
  const first = bits.indexOf(1);
  if (first === -1) return { kind: "absent" };

  const width = format.dataBits + 1;
  let text = "";
  let hasEnded = false;
  for (let at = first; at + width <= bits.length; at += width) {
    const value = characterAt(bits, at, format);
    if (value === undefined) return { kind: "bad", reason: "parity-error" };
    const character = String.fromCharCode(value + format.asciiOffset);
    if (hasEnded) return parseTrackText(track, text, character);
    text += character;
    hasEnded = value === format.endSentinel;
  }
  return hasEnded ? parseTrackText(track, text, "") : { kind: "bad", reason: "no-end-sentinel" };
}

function characterAt(bits: readonly number[], at: number, { dataBits }: BitFormat): number | undefined {
  const own = bits.slice(at, at + dataBits + 1);
  if (own.filter((bit) => bit === 1).length % 2 === 0) return undefined;
  return own.slice(0, dataBits).reduce((value, bit, index) => (bit === 1 ? value | (1 << index) : value), 0);
}
