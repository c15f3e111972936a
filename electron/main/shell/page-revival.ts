import { nothingPending, type Timers } from "../../../shared/basics/timers.ts";

export interface PageRevivalOptions {
  readonly timers: Timers;
  /** Loads the page; rejects when it does not load. */
  readonly load: () => Promise<void>;
  /** Told of every loss: why, as Chromium says it, or `did-not-load`. */
  readonly onLost: (reason: string) => void;
  /** Told once: the page keeps dying, and is not loaded again. */
  readonly onGivenUp: () => void;
}

/** A page that keeps dying is a defect to report, not to restart for ever. */
const maxReloads = 5;
/** A load that fails because the page's process died is followed by the news of that. */
const newsOfDeathWithinMs = 500;
/** Who lived so long did not die of being loaded. */
const healthyAfterMs = 60_000;

/** Brings back a page that died. The work lives in main: the new page asks for the snapshots and is where the old one was. */
export class PageRevival {
  readonly #options: PageRevivalOptions;
  #reloads = 0;
  #isOver = false;
  #cancel = nothingPending;

  constructor(options: PageRevivalOptions) {
    this.#options = options;
  }

  /** The page's process is gone. */
  lost(reason: string): void {
    if (this.#isOver) return;
    const { timers, onLost, onGivenUp } = this.#options;
    onLost(reason);
    this.#cancel();
    if (this.#reloads >= maxReloads) {
      this.#isOver = true;
      onGivenUp();
      return;
    }
    this.#reloads += 1;
    // Later, not from inside the event: Chromium is still taking the dead process apart.
    this.#cancel = timers.after(0, () => void this.#reload());
  }

  /** The window closes: whatever dies now is to die. Idempotent. */
  stop(): void {
    this.#isOver = true;
    this.#cancel();
  }

  async #reload(): Promise<void> {
    const { load, timers } = this.#options;
    const before = this.#reloads;
    const hasLoaded = await load().then(
      () => true,
      () => false,
    );
    // It may have died while it loaded; then that is being seen to.
    if (this.#isOver || this.#reloads !== before) return;
    this.#cancel = hasLoaded
      ? timers.after(healthyAfterMs, () => {
          this.#reloads = 0;
        })
      : timers.after(newsOfDeathWithinMs, () => this.lost("did-not-load"));
  }
}
