// The input report of MagTek's USB HID swipe readers (SureSwipe, mini): one report a swipe, no report id. Offsets: 0-2 decode
// status of tracks 1-3 (bit 0: error), 3-5 their lengths, 6 encode type, then three fields of 110 bytes. What lies past a
// length is undefined, so it is filled with plausible rubbish here: a decoder that reads on gets caught.
import type { StripeText, TrackNumber } from "./swipe-text.ts";

export const MAGTEK_REPORT_BYTES = 337;

const LENGTHS_AT = 3;
const ENCODE_TYPE_AT = 6;
const TRACKS_AT = 7;
const TRACK_BYTES = 110;
const DECODE_ERROR = 1;
const ENCODE_TYPE_NONE = 6;

export type MagTekReportOptions = {
  /** Tracks that were on the stripe and could not be decoded: status bit set, length 0. */
  readonly badTracks?: readonly TrackNumber[];
  /** 0 ISO (the default; 6, none, when there is no text), 1 AAMVA, 2 CADL, 3 blank, 4 other, 5 undetermined, 7 JIS II. */
  readonly encodeType?: number;
  /** Length bytes that lie, such as 111 and above, which no field can hold. */
  readonly lengths?: Partial<Readonly<Record<TrackNumber, number>>>;
  /** Another seed, other rubbish. */
  readonly seed?: number;
};

export function magTekReport(stripe: StripeText, options: MagTekReportOptions = {}): Uint8Array {
  const texts = [stripe.track1 ?? "", stripe.track2 ?? "", stripe.track3 ?? ""];
  const report = rubbish(MAGTEK_REPORT_BYTES, options.seed ?? 1);
  report.fill(0, 0, TRACKS_AT);
  report[ENCODE_TYPE_AT] = options.encodeType ?? (texts.every((text) => text === "") ? ENCODE_TYPE_NONE : 0);
  for (const [index, text] of texts.entries()) {
    if (text.length > TRACK_BYTES)
      throw new RangeError(`track ${index + 1} has ${text.length} characters, over ${TRACK_BYTES}`);
    report.set(new TextEncoder().encode(text), TRACKS_AT + index * TRACK_BYTES);
    report[LENGTHS_AT + index] = text.length;
  }
  for (const track of options.badTracks ?? []) {
    report[track - 1] = DECODE_ERROR;
    report[LENGTHS_AT + track - 1] = 0;
  }
  for (const track of [1, 2, 3] as const) {
    const length = options.lengths?.[track];
    if (length !== undefined) report[LENGTHS_AT + track - 1] = length;
  }
  return report;
}

/** Characters that a stripe could hold, sentinels and separators among them, the same for the same seed. */
function rubbish(size: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let state = seed;
  for (let index = 0; index < size; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = 0x30 + (state >>> 28);
  }
  return bytes;
}
