import type { Clock } from "../../../shared/basics/clock.ts";
import { nothingPending, type Timers } from "../../../shared/basics/timers.ts";
import type { BusinessDayOf } from "../../../shared/region/business-day.ts";
import { Listeners } from "../listeners.ts";

export interface DayWatchOptions {
  readonly clock: Pick<Clock, "nowMs">;
  readonly timers: Timers;
  readonly dayOf: BusinessDayOf;
}

/** Asked so often, not once at midnight: a machine may sleep over it, and a clock may be set past it. */
const checkMs = 30_000;

/** Knows the region's day and notices the next one: a terminal that is left on overnight shows the new day's list by itself. */
export class DayWatch {
  readonly #options: DayWatchOptions;
  readonly #listeners = new Listeners<void>();
  #day: string;
  #cancel = nothingPending;

  constructor(options: DayWatchOptions) {
    this.#options = options;
    this.#day = this.today();
  }

  /** The region's calendar day now. */
  today(): string {
    return this.#options.dayOf(this.#options.clock.nowMs());
  }

  /** Told of each new day, also of one that a clock brings that was set. */
  onNewDay(listener: () => void): void {
    this.#listeners.add(listener);
  }

  start(): void {
    this.#cancel = this.#options.timers.after(checkMs, () => {
      const today = this.today();
      const isNew = today !== this.#day;
      this.#day = today;
      this.start();
      if (isNew) this.#listeners.tell();
    });
  }

  stop(): void {
    this.#cancel();
  }
}
