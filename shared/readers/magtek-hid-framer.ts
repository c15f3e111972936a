// MagTek USB HID swipe report, also sent by ID TECH readers in their MagTek mode: 337 bytes without report id. Offsets:
// 0-2 decode status of tracks 1-3 (bit 0: error), 3-5 their lengths, 6 encode type, then 110 bytes a track from 7, 117 and 227.
import type { RawTrack, SwipeFrame } from "../card/swipe-frame.ts";
import type { Framer, FramerOutput } from "./framer.ts";
import { RawBuffer } from "./raw-buffer.ts";

/** Bytes of one swipe's report. */
const magtekReportBytes = 337;

const lengthsAt = 3;
const tracksAt = 7;
const trackBytes = 110;
const decodeError = 0x01;

/** How long a report may take. */
export interface MagtekHidOptions {
  /** Silence after which a half report is dropped, 20 to 5000 ms; the pieces of one come a few milliseconds apart. Default 300. */
  readonly idleMs?: number;
}

/**
 * Frames the reports of a MagTek HID reader, handed over whole or in pieces. The constructor throws a RangeError on options outside
 * their ranges: a bug of the caller.
 */
export class MagtekHidFramer implements Framer {
  readonly #idleMs: number;
  readonly #report = new RawBuffer(new Uint8Array(magtekReportBytes));
  #lastByteAtMs = 0;

  constructor({ idleMs = 300 }: MagtekHidOptions = {}) {
    if (!Number.isInteger(idleMs) || idleMs < 20 || idleMs > 5000)
      throw new RangeError("idleMs must be a whole number from 20 to 5000");
    this.#idleMs = idleMs;
  }

  get deadlineMs(): number | undefined {
    return this.#report.length > 0 ? this.#lastByteAtMs + this.#idleMs : undefined;
  }

  push(chunk: Uint8Array, atMs: number): readonly FramerOutput[] {
    const outputs = [...this.idle(atMs)];
    let taken = 0;
    while (taken < chunk.length) {
      taken += this.#report.addAll(chunk.subarray(taken));
      if (this.#report.isFull) outputs.push({ kind: "frame", frame: this.#report.take(frameOf) });
    }
    if (chunk.length > 0) this.#lastByteAtMs = atMs;
    return outputs;
  }

  idle(atMs: number): readonly FramerOutput[] {
    if (this.deadlineMs === undefined || atMs < this.deadlineMs) return [];
    this.reset();
    return [{ kind: "bad-frame", reason: "truncated" }];
  }

  reset(): void {
    this.#report.wipe();
  }
}

function frameOf(report: Uint8Array): SwipeFrame {
  return { family: "magtek-hid", tracks: [trackOf(report, 0), trackOf(report, 1), trackOf(report, 2)] };
}

function trackOf(report: Uint8Array, index: 0 | 1 | 2): RawTrack {
  const [status = 0, length = 0] = [report[index], report[lengthsAt + index]];
  if ((status & decodeError) !== 0) return { kind: "bad", reason: "decode-status" };
  if (length > trackBytes) return { kind: "bad", reason: "length-out-of-range" };
  if (length === 0) return { kind: "absent" };
  // What follows the length is whatever an earlier swipe left there.
  const start = tracksAt + index * trackBytes;
  return { kind: "text", text: String.fromCharCode(...report.subarray(start, start + length)) };
}
