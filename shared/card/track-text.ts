// Track formats after ISO/IEC 7811-2, -6, 7813 and 4909, as far as vendor manuals restate them: read-only, text only.
import { assertNever } from "../basics/assert-never.ts";
import type { BadTrackReason, RawTrack, TrackNumber } from "./swipe-frame.ts";

/** One track's text without sentinels and with `=` as the only separator of tracks 2 and 3, or why there is none. */
export type TrackText =
  | { readonly kind: "absent" }
  | { readonly kind: "data"; readonly text: string }
  | { readonly kind: "bad"; readonly reason: BadTrackReason };

interface TrackFormat {
  readonly startSentinels: string;
  /** Data characters, sentinels not counted. */
  readonly maxDataLength: number;
  readonly isDataCharacter: RegExp;
  /** Code of the character whose data bits are all zero. */
  readonly asciiOffset: number;
  readonly startSentinelBits: number;
  /** What a reader may print where `=` is encoded; its data bits if it was printed for itself. */
  readonly swappedSeparator: string;
}

// Some readers print `>` where `=` is encoded (0xE for 0xD) and `+` or `!` where track 3 starts.
const digitTrack = {
  isDataCharacter: /^[0-9=>]*$/,
  asciiOffset: 0x30,
  startSentinelBits: 0xb,
  swappedSeparator: ">",
};

const formats: Readonly<Record<TrackNumber, TrackFormat>> = {
  1: {
    startSentinels: "%",
    maxDataLength: 76,
    isDataCharacter: /^[ -$&->@-_]*$/,
    asciiOffset: 0x20,
    startSentinelBits: 0x05,
    swappedSeparator: "",
  },
  2: { ...digitTrack, startSentinels: ";", maxDataLength: 37 },
  3: { ...digitTrack, startSentinels: ";+!", maxDataLength: 104 },
};

/** Reads one track as a device delivered it, whatever that is. Total. */
export function readTrack(track: TrackNumber, raw: RawTrack): TrackText {
  switch (raw.kind) {
    case "absent":
    case "bad":
      return raw;
    case "bare":
      return parseBareTrackText(track, raw.text);
    case "text":
      return parseTrackText(track, raw.text, raw.lrc);
    default:
      return assertNever(raw);
  }
}

/**
 * Parses the text of one track with its sentinels. `lrc` is the check character that followed it, where the device sends one: then it
 * must be there and right. Total: anything else than a sound track is `absent` (no text at all) or `bad` with the first rule broken.
 */
export function parseTrackText(track: TrackNumber, text: string, lrc?: string): TrackText {
  const format = formats[track];
  if (text === "") return { kind: "absent" };
  if (isMark(text)) return bad("marked-by-reader");
  if (!format.startSentinels.includes(text.charAt(0))) return bad("no-start-sentinel");
  if (text.length < 2 || !text.endsWith("?")) return bad("no-end-sentinel");

  const data = text.slice(1, -1);
  if (data === "" || isMark(data)) return bad("marked-by-reader");
  if (data.length > format.maxDataLength) return bad("too-long");
  if (!format.isDataCharacter.test(data)) return bad("illegal-character");
  if (lrc !== undefined && !isLrcRight(format, data, lrc)) return bad("lrc-mismatch");
  return { kind: "data", text: withOneSeparator(format, data) };
}

/**
 * Parses the text of a track from a device that strips sentinels. Capital letters pass: such devices also print card numbers read by
 * other means. Total.
 */
function parseBareTrackText(track: TrackNumber, text: string): TrackText {
  const format = formats[track];
  if (text === "") return { kind: "absent" };
  if (isMark(text)) return bad("marked-by-reader");
  if (text.length > formats[3].maxDataLength) return bad("too-long");
  if (!/^[0-9A-Z=>]*$/.test(text)) return bad("illegal-character");
  return { kind: "data", text: withOneSeparator(format, text) };
}

function isMark(text: string): boolean {
  return text === "E" || text === "\u007F";
}

function withOneSeparator(format: TrackFormat, data: string): string {
  return format.swappedSeparator === "" ? data : data.replaceAll(format.swappedSeparator, "=");
}

/**
 * The check character is the XOR of the data bits of every character, both sentinels included; its own parity bit does not reach us as text.
 * A `>` was encoded either as 0xE or, by a reader that swaps, as 0xD, so both sums are right.
 */
function isLrcRight(format: TrackFormat, data: string, lrc: string): boolean {
  if (lrc.length !== 1) return false;
  const endSentinelBits = 0x3f - format.asciiOffset;
  const bitsOf = (character: string) => character.charCodeAt(0) - format.asciiOffset;
  const sumOf = (text: string) =>
    [...text].reduce((sum, character) => sum ^ bitsOf(character), format.startSentinelBits ^ endSentinelBits);
  return bitsOf(lrc) === sumOf(data) || bitsOf(lrc) === sumOf(withOneSeparator(format, data));
}

function bad(reason: BadTrackReason): TrackText {
  return { kind: "bad", reason };
}
