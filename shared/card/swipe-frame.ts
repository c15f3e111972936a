/** Tracks as the card standard numbers them. */
export type TrackNumber = 1 | 2 | 3;

/** Why a track cannot be used. Names the rule that was broken, never the data. */
export type BadTrackReason =
  /** The reader itself says so: `E`, 0x7F or nothing between the sentinels. */
  | "marked-by-reader"
  | "no-start-sentinel"
  | "no-end-sentinel"
  | "illegal-character"
  | "too-long"
  /** The longitudinal check character is missing or wrong. */
  | "lrc-mismatch"
  /** A raw character has even parity. */
  | "parity-error"
  /** The device's decode status says error. */
  | "decode-status"
  /** The device gave a length that its own field cannot hold. */
  | "length-out-of-range"
  /** The track came twice in one swipe. */
  | "repeated-track";

/** One track as a device delivered it. */
export type RawTrack =
  | { readonly kind: "absent" }
  /** With sentinels; `lrc` is the character after the end sentinel, given (empty when missing) only where the device sends one. */
  | { readonly kind: "text"; readonly text: string; readonly lrc?: string }
  /** From a device that strips sentinels. */
  | { readonly kind: "bare"; readonly text: string }
  | { readonly kind: "bad"; readonly reason: BadTrackReason };

/** Everything one swipe yielded: tracks 1, 2 and 3 in this order. What a framer hands on and `decodeSwipe` takes. */
export interface SwipeFrame {
  readonly family: "ascii-lines" | "magtek-hid";
  readonly tracks: readonly [RawTrack, RawTrack, RawTrack];
}
