import type { LinkStatus, StatusView } from "../../../shared/contracts/counter-snapshot.ts";

type Changing = Pick<StatusView, "link" | "queue" | "readers" | "journalFault" | "locale" | "elderMode" | "demo">;
type Fixed = Omit<StatusView, "seq" | keyof Changing>;

const connecting: LinkStatus = { kind: "connecting" };

/** Holds what stands around the work and publishes it whole on every change. `seq` counts the changes. */
export class StatusBoard {
  readonly #fixed: Fixed;
  readonly #publish: (status: StatusView) => void;
  #changing: Changing;
  #seq = 0;

  /** `display`: as the settings wish it until someone at the counter wishes otherwise. */
  constructor(fixed: Fixed, display: Pick<StatusView, "locale" | "elderMode">, publish: (status: StatusView) => void) {
    this.#fixed = fixed;
    this.#publish = publish;
    const queue = { waiting: 0, unknown: 0, parked: 0 };
    // Until enrolment exists every terminal is a demonstration: the mark is taken away by nothing but an enrolled service.
    this.#changing = { link: connecting, queue, readers: [], journalFault: null, ...display, demo: true };
  }

  get status(): StatusView {
    return { ...this.#fixed, ...this.#changing, seq: this.#seq };
  }

  update(change: Partial<Changing>): void {
    this.#changing = { ...this.#changing, ...change };
    this.#seq += 1;
    this.#publish(this.status);
  }
}
