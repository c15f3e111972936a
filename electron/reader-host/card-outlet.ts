import type { Clock } from "../../shared/basics/clock.ts";
import type { DecodedCard } from "../../shared/card/decoded-card.ts";
import type { FromReaderHost, SealingKey } from "../../shared/contracts/reader-host.ts";
import type { ReadFault } from "../../shared/readers/read-fault.ts";
import type { ReaderKeeper } from "./keeper/reader-keeper.ts";
import { type Log, thrownFields } from "./log.ts";
import { createSeal, type Seal } from "./seal.ts";
import { toReadCard } from "./to-read-card.ts";

/** What the outlet needs. */
export interface CardOutletPorts {
  readonly clock: Clock;
  readonly fingerprintKey: Uint8Array;
  readonly newReadId: () => string;
  readonly send: (message: FromReaderHost) => void;
  readonly log: Log;
}

/** Sealing takes a millisecond; a person swipes once a second. More than this waiting is a device run wild. */
const maxWaiting = 16;

/** The one way by which a card leaves the host: sealed and masked, in the order of the swipes. Holds the service's sealing key. */
export class CardOutlet {
  readonly #ports: CardOutletPorts;
  #tail: Promise<void> = Promise.resolve();
  #seal: Seal | undefined;
  #waiting = 0;

  constructor(ports: CardOutletPorts) {
    this.#ports = ports;
  }

  /** Takes a new sealing key for the cards that follow. One that is no key is logged, and the old one stays. */
  setSealingKey(key: SealingKey): void {
    this.#then(async () => {
      const seal = await createSeal(key);
      if (seal.ok) this.#seal = seal.value;
      else this.#ports.log("error", "sealing-key-refused", { keyId: key.keyId, why: seal.error.kind });
    });
  }

  /** Sends a card, or the read fault that it turns into when it must be sealed and cannot. */
  put(keeper: ReaderKeeper, card: DecodedCard): void {
    if (this.#waiting >= maxWaiting) {
      this.#ports.log("error", "card-dropped", { readerId: keeper.identity.readerId });
      return;
    }
    const atMs = this.#ports.clock.nowMs();
    this.#waiting += 1;
    this.#then(async () => {
      this.#waiting -= 1;
      await this.#send(keeper, card, atMs);
    });
  }

  /** Sends the fault of a read, after the cards that came before it. */
  putFault(keeper: ReaderKeeper, fault: ReadFault): void {
    const atMs = this.#ports.clock.nowMs();
    this.#then(() => {
      this.#sendFault(keeper, fault, atMs);
      return Promise.resolve();
    });
  }

  async #send(keeper: ReaderKeeper, card: DecodedCard, atMs: number): Promise<void> {
    const { readerId, profile } = keeper.identity;
    const { fingerprintKey, newReadId, send } = this.#ports;
    const context = {
      readId: newReadId(),
      readerId,
      readerModel: profile.model,
      atMs,
      fingerprintKey,
      seal: this.#seal,
    };
    const read = await toReadCard(card, context);
    keeper.countRead(read.ok ? "card" : "bad");
    if (read.ok) send({ kind: "cardRead", card: read.value });
    else this.#sendFault(keeper, { kind: read.error.kind, badTracks: [] }, atMs);
  }

  #sendFault(keeper: ReaderKeeper, fault: ReadFault, atMs: number): void {
    const { readerId, profile } = keeper.identity;
    this.#ports.send({ kind: "readFailed", readerId, readerModel: profile.model, fault, atMs });
  }

  #then(step: () => Promise<void>): void {
    this.#tail = this.#tail
      .then(step)
      .catch((cause: unknown) => this.#ports.log("error", "outlet-threw", thrownFields(cause)));
  }
}
