import { assertNever } from "../../../shared/basics/assert-never.ts";
import type { Clock } from "../../../shared/basics/clock.ts";
import { type Cancel, nothingPending, type Timers } from "../../../shared/basics/timers.ts";
import { decodeSwipe } from "../../../shared/card/decode-swipe.ts";
import type { DecodedCard } from "../../../shared/card/decoded-card.ts";
import type { Framer, FramerOutput } from "../../../shared/readers/framer.ts";
import type { ReadFault } from "../../../shared/readers/read-fault.ts";
import type { Region } from "../../../shared/region/region.ts";
import { readFaultOf } from "./read-fault-of.ts";

/** What becomes of a device's bytes. */
export interface SwipeListener {
  cardDecoded(card: DecodedCard): void;
  readFailed(fault: ReadFault): void;
  /** Bytes that were no swipe. */
  discarded(why: Extract<FramerOutput, { kind: "discarded" }>["why"], bytes: number): void;
  /** Whether part of a swipe has arrived and the rest is waited for. Told on change only. */
  pendingChanged(isPending: boolean): void;
  /** Framer, decoder or listener threw: a bug. The half swipe is forgotten. */
  crashed(cause: unknown): void;
}

/**
 * Turns the bytes of one device into cards and read faults: framer, silence timer and decoder. Holds raw data only while a swipe is
 * incomplete. Never throws.
 */
export class SwipeReader {
  readonly #framer: Framer;
  readonly #region: Region;
  readonly #time: Clock & Timers;
  readonly #listener: SwipeListener;
  #cancelIdle: Cancel = nothingPending;
  #isPending = false;

  constructor(framer: Framer, region: Region, time: Clock & Timers, listener: SwipeListener) {
    this.#framer = framer;
    this.#region = region;
    this.#time = time;
    this.#listener = listener;
  }

  /** Takes bytes and wipes them: what came off a stripe does not stay in a driver's buffer. */
  push(chunk: Uint8Array): void {
    this.#take(() => this.#framer.push(chunk, this.#time.monotonicMs()));
    chunk.fill(0);
  }

  /** Forgets a half swipe: the device was closed, reopened or failed, and its next byte belongs to another card. */
  reset(): void {
    this.#framer.reset();
    this.#watchSilence();
  }

  #take(step: () => readonly FramerOutput[]): void {
    try {
      const outputs = step();
      this.#watchSilence();
      for (const output of outputs) this.#tell(output);
    } catch (cause) {
      this.reset();
      this.#listener.crashed(cause);
    }
  }

  #watchSilence(): void {
    this.#cancelIdle();
    const { deadlineMs } = this.#framer;
    const isPending = deadlineMs !== undefined;
    if (isPending) {
      const waitMs = Math.max(1, Math.ceil(deadlineMs - this.#time.monotonicMs()));
      this.#cancelIdle = this.#time.after(waitMs, () => this.#take(() => this.#framer.idle(this.#time.monotonicMs())));
    }
    if (isPending === this.#isPending) return;
    this.#isPending = isPending;
    this.#listener.pendingChanged(isPending);
  }

  #tell(output: FramerOutput): void {
    switch (output.kind) {
      case "frame": {
        const decoded = decodeSwipe(output.frame, this.#region);
        if (decoded.ok) this.#listener.cardDecoded(decoded.value);
        else this.#listener.readFailed(readFaultOf(decoded.error));
        return;
      }
      case "bad-frame":
        this.#listener.readFailed({ kind: output.reason, badTracks: [] });
        return;
      case "discarded":
        this.#listener.discarded(output.why, output.bytes);
        return;
      default:
        assertNever(output);
    }
  }
}
