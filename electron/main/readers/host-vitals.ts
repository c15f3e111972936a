import type { Clock } from "../../../shared/basics/clock.ts";
import type { Cancel, Timers } from "../../../shared/basics/timers.ts";

/** How often the host is asked whether it is alive. */
const pingEveryMs = 400;
/** A host that answers nothing for this long is dead. A new one reads 0.6 s later on an idle machine (measured): 1.8 s in all. */
export const silenceLimitMs = 1200;
/** Until it has told its readers a host loads its code and libraries, which takes seconds on a busy machine. */
export const startLimitMs = 10_000;
/** A timer this late means that we were the ones who hung or slept, and the answers are waiting in our own queue. */
const lateMs = 500;

/** What the watch needs and tells. */
export interface VitalsPorts {
  readonly time: Clock & Timers;
  readonly ping: (n: number) => void;
  /** The host is dead. At most once. */
  readonly died: () => void;
}

/** Watches one run of the host by pings. */
export class HostVitals {
  readonly #ports: VitalsPorts;
  #n = 0;
  #cancelPing: Cancel = () => undefined;
  #cancelDeadline: Cancel = () => undefined;

  constructor(ports: VitalsPorts) {
    this.#ports = ports;
    this.#expectAnswerWithin(startLimitMs);
    this.#pingOn();
  }

  /** The host said something. `isSettled`: its start is behind it. */
  answered(isSettled: boolean): void {
    this.#expectAnswerWithin(isSettled ? silenceLimitMs : startLimitMs);
  }

  stop(): void {
    this.#cancelPing();
    this.#cancelDeadline();
  }

  #pingOn(): void {
    this.#n += 1;
    this.#ports.ping(this.#n);
    this.#cancelPing = this.#ports.time.after(pingEveryMs, () => this.#pingOn());
  }

  #expectAnswerWithin(limitMs: number): void {
    const { time, died } = this.#ports;
    this.#cancelDeadline();
    const dueMs = time.monotonicMs() + limitMs;
    this.#cancelDeadline = time.after(limitMs, () => {
      if (time.monotonicMs() - dueMs > lateMs) this.#expectAnswerWithin(limitMs);
      else {
        this.stop();
        died();
      }
    });
  }
}
