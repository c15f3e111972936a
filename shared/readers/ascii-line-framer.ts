import type { Framer, FramerOutput } from "./framer.ts";
import { RawBuffer } from "./raw-buffer.ts";
import { type LineFormat, noTracks, type SplitLine, type SwipeTracks, splitLine } from "./split-line.ts";

/** How a serial reader writes its swipes. */
export interface AsciiLineOptions {
  /**
   * What ends a line. `cr`: a carriage return; a line feed right after it is dropped. `crlf`: only the pair. `either`: CR, LF or the pair.
   * A reader set to the other habit is still read with `cr` and `either`; with `crlf` it has to wait for silence.
   */
  readonly terminator: "cr" | "crlf" | "either";
  /**
   * `required`: only a line that begins with a start sentinel is a swipe. `optional`: a line of 9 to 104 digits, capitals, `=` and `>` is
   * track 2 as well. A line whose head was lost can then pass for a shorter one, so a profile says `optional` only for a reader that strips.
   */
  readonly sentinels: "required" | "optional";
  /** `all`: a line is a swipe. `one`: the tracks come as lines of their own, and silence, a full set or a repeated track ends the swipe. */
  readonly tracksPerLine: "all" | "one";
  /** Silence that ends what is pending, 20 to 5000 ms; port-powered readers pause for 10 ms within a swipe. Default 300. */
  readonly idleMs?: number;
  /** Whether a check character follows each end sentinel. Default false. */
  readonly lrc?: boolean;
  /** Longest line taken, 40 to 4096 bytes; more is one bad frame. Default 512: three full tracks take 226. */
  readonly maxBytes?: number;
  /** 7 drops the eighth bit, for a reader whose parity bit reaches us as data. Default 8. */
  readonly dataBits?: 7 | 8;
}

const carriageReturn = 0x0d;
const lineFeed = 0x0a;

// What the bytes are for just now: a line, or nothing until its end or until silence, because what they belong to is lost.
type Mode = "line" | "drop-to-line-end" | "drop-to-silence";

/** Frames the ASCII output of serial swipe readers. The constructor throws a RangeError on options outside their ranges: a bug of the caller. */
export class AsciiLineFramer implements Framer {
  readonly #terminator: AsciiLineOptions["terminator"];
  readonly #tracksPerLine: AsciiLineOptions["tracksPerLine"];
  readonly #format: LineFormat;
  readonly #idleMs: number;
  readonly #byteMask: number;
  readonly #line: RawBuffer;
  #mode: Mode = "line";
  #dropped = 0;
  #afterCarriageReturn = false;
  #tracks: SwipeTracks = noTracks;
  #lastByteAtMs = 0;

  constructor(options: AsciiLineOptions) {
    const { idleMs = 300, lrc = false, maxBytes = 512, dataBits = 8 } = options;
    assertWithin("idleMs", idleMs, 20, 5000);
    assertWithin("maxBytes", maxBytes, 40, 4096);
    this.#terminator = options.terminator;
    this.#tracksPerLine = options.tracksPerLine;
    this.#format = { sentinels: options.sentinels, lrc };
    this.#idleMs = idleMs;
    this.#byteMask = dataBits === 7 ? 0x7f : 0xff;
    this.#line = new RawBuffer(new Uint8Array(maxBytes));
  }

  get deadlineMs(): number | undefined {
    const isPending = this.#line.length > 0 || this.#mode !== "line" || this.#tracks !== noTracks;
    return isPending ? this.#lastByteAtMs + this.#idleMs : undefined;
  }

  push(chunk: Uint8Array, atMs: number): readonly FramerOutput[] {
    const outputs = [...this.idle(atMs)];
    for (const byte of chunk) this.#takeByte(byte & this.#byteMask, outputs);
    if (chunk.length > 0) this.#lastByteAtMs = atMs;
    return outputs;
  }

  idle(atMs: number): readonly FramerOutput[] {
    if (this.deadlineMs === undefined || atMs < this.deadlineMs) return [];
    const outputs: FramerOutput[] = [];
    if (this.#line.length > 0) this.#endUnterminatedLine(outputs);
    this.#reportDropped(outputs);
    this.#endSwipe(outputs);
    this.reset();
    return outputs;
  }

  reset(): void {
    this.#line.wipe();
    this.#mode = "line";
    this.#dropped = 0;
    this.#afterCarriageReturn = false;
    this.#tracks = noTracks;
  }

  #takeByte(byte: number, outputs: FramerOutput[]): void {
    const isAfterCarriageReturn = this.#afterCarriageReturn;
    this.#afterCarriageReturn = byte === carriageReturn;
    const endsPair = byte === lineFeed && isAfterCarriageReturn;
    if (this.#terminator === "crlf") {
      if (endsPair) this.#endLine(outputs);
      else this.#appendUnpaired(byte, isAfterCarriageReturn, outputs);
      return;
    }
    // The carriage return before it has ended the line already.
    if (endsPair) return;
    if (byte === carriageReturn || (byte === lineFeed && this.#terminator === "either")) this.#endLine(outputs);
    else this.#append(byte, outputs);
  }

  // A carriage return waits for what follows it: it belongs to the line only when that is no line feed.
  #appendUnpaired(byte: number, isAfterCarriageReturn: boolean, outputs: FramerOutput[]): void {
    if (isAfterCarriageReturn) this.#append(carriageReturn, outputs);
    if (byte !== carriageReturn) this.#append(byte, outputs);
  }

  #append(byte: number, outputs: FramerOutput[]): void {
    if (this.#mode === "line" && !this.#line.isFull) {
      this.#line.add(byte);
      return;
    }
    if (this.#mode === "line") this.#failSwipe("oversize", this.#line.length, outputs);
    this.#dropped += 1;
  }

  #endLine(outputs: FramerOutput[]): void {
    if (this.#mode === "drop-to-silence") return;
    this.#reportDropped(outputs);
    this.#mode = "line";
    if (this.#line.length === 0) return;
    const bytes = this.#line.length;
    const line = this.#takeLine();
    if (line.kind === "tracks") this.#takeTracks(line.tracks, outputs);
    else if (line.kind === "no-track") this.#discard(line.why, bytes, outputs);
    else this.#failSwipe("truncated", 0, outputs);
    // The bad line is complete: with a line a swipe, the next one starts afresh.
    if (this.#tracksPerLine === "all") this.#mode = "line";
  }

  #endUnterminatedLine(outputs: FramerOutput[]): void {
    const bytes = this.#line.length;
    const line = this.#takeLine();
    // With a line a swipe, the terminator is the proof that every track has come.
    if (line.kind === "tracks" && this.#tracksPerLine === "one") this.#takeTracks(line.tracks, outputs);
    else if (line.kind === "no-track") this.#discard(line.why, bytes, outputs);
    else this.#failSwipe("truncated", 0, outputs);
  }

  #takeLine(): SplitLine {
    const text = this.#line.take((bytes) => String.fromCharCode(...bytes));
    return splitLine(text, this.#format, this.#tracks);
  }

  #takeTracks(tracks: SwipeTracks, outputs: FramerOutput[]): void {
    const isRepeat = tracks.some((track, slot) => track.kind !== "absent" && this.#tracks[slot]?.kind !== "absent");
    if (isRepeat) this.#endSwipe(outputs);
    const [one, two, three] = tracks;
    const [earlierOne, earlierTwo, earlierThree] = this.#tracks;
    this.#tracks = [
      one.kind === "absent" ? earlierOne : one,
      two.kind === "absent" ? earlierTwo : two,
      three.kind === "absent" ? earlierThree : three,
    ];
    const isWhole = this.#tracksPerLine === "all" || this.#tracks.every(({ kind }) => kind !== "absent");
    if (isWhole) this.#endSwipe(outputs);
  }

  #endSwipe(outputs: FramerOutput[]): void {
    if (this.#tracks === noTracks) return;
    outputs.push({ kind: "frame", frame: { family: "ascii-lines", tracks: this.#tracks } });
    this.#tracks = noTracks;
  }

  #discard(why: "sign-on-text" | "remnant" | "noise", bytes: number, outputs: FramerOutput[]): void {
    outputs.push({ kind: "discarded", why, bytes });
    if (why !== "remnant" || this.#tracksPerLine === "all") return;
    // A track has lost its head: the lines after it belong to the same broken swipe.
    if (this.#tracks === noTracks) this.#mode = "drop-to-silence";
    else this.#failSwipe("truncated", 0, outputs);
  }

  #failSwipe(reason: "truncated" | "oversize", droppedBytes: number, outputs: FramerOutput[]): void {
    outputs.push({ kind: "bad-frame", reason });
    this.#tracks = noTracks;
    this.#line.wipe();
    this.#dropped += droppedBytes;
    this.#mode = this.#tracksPerLine === "all" ? "drop-to-line-end" : "drop-to-silence";
  }

  #reportDropped(outputs: FramerOutput[]): void {
    if (this.#dropped > 0) outputs.push({ kind: "discarded", why: "remnant", bytes: this.#dropped });
    this.#dropped = 0;
  }
}

function assertWithin(name: string, value: number, low: number, high: number): void {
  if (!Number.isInteger(value) || value < low || value > high)
    throw new RangeError(`${name} must be a whole number from ${low} to ${high}`);
}
