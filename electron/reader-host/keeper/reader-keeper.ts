import type { Clock } from "../../../shared/basics/clock.ts";
import { err, type Result } from "../../../shared/basics/result.ts";
import { type Cancel, nothingPending, type Timers } from "../../../shared/basics/timers.ts";
import type { DecodedCard } from "../../../shared/card/decoded-card.ts";
import type { ReadFault } from "../../../shared/readers/read-fault.ts";
import type { ReaderState, ReaderStatus } from "../../../shared/readers/reader-status.ts";
import type { Region } from "../../../shared/region/region.ts";
import type { DeviceDriver, DeviceHandle, DeviceLoss, DeviceSink, OpenFailure } from "../drivers/device-driver.ts";
import { codeOf } from "../drivers/open-failure.ts";
import { type Log, thrownFields } from "../log.ts";
import { SingleFlight } from "../single-flight.ts";
import { timedOut, within } from "../within.ts";
import { BackOff } from "./back-off.ts";
import { createFramer } from "./create-framer.ts";
import { faultOfOpenFailure } from "./open-fault.ts";
import type { FindPortHolders } from "./port-holders.ts";
import { describeReader, type ReaderIdentity } from "./reader-identity.ts";
import { SwipeReader } from "./swipe-reader.ts";

/** An operator's wish that a reader take no cards. */
export interface Pause {
  readonly byOperator: string;
  readonly atMs: number;
}

/** What a keeper needs of the world. */
export interface KeeperPorts {
  readonly time: Clock & Timers;
  readonly driver: DeviceDriver;
  readonly region: Region;
  readonly findHolders: FindPortHolders;
  readonly log: Log;
}

/** What a keeper tells. */
export interface KeeperListener {
  /** The state is another one now. */
  changed(): void;
  cardDecoded(card: DecodedCard): void;
  readFailed(fault: ReadFault): void;
}

interface OpenDevice {
  readonly node: string;
  handle: DeviceHandle | undefined;
  loss: DeviceLoss | undefined;
  readonly openedAtMs: number;
}

/** An open that takes longer hangs in the system's driver; it is given up, and closed should it ever succeed. */
const openLimitMs = 5000;
const closeLimitMs = 3000;
/** A device that stayed open this long was well; the next loss starts the back-off afresh. */
const stableAfterMs = 5000;

/**
 * Keeps one reader usable: opens it when its node is there, reads it, and opens it again after an unplug, an error, silence or sleep,
 * with a capped back-off. It compares what is wanted (a node, not paused) with what is there (a handle) after every change, one step at
 * a time, so no order of events can leave two handles or a lost one. While paused the handle is closed.
 */
export class ReaderKeeper {
  readonly identity: ReaderIdentity;
  readonly #ports: KeeperPorts;
  readonly #listener: KeeperListener;
  readonly #swipes: SwipeReader;
  readonly #backOff = new BackOff();
  readonly #reconciling = new SingleFlight(() => this.#reconcile());
  #node: string | null = null;
  #pause: Pause | undefined;
  #device: OpenDevice | undefined;
  #deviceStatus: ReaderStatus = { kind: "starting" };
  #mustReopen = false;
  #isStopped = false;
  #isWaiting = false;
  #cancelWait: Cancel = nothingPending;
  #counts = { cardsRead: 0, badReads: 0 };
  #lastReadAtMs: number | null = null;

  constructor(identity: ReaderIdentity, ports: KeeperPorts, listener: KeeperListener) {
    this.identity = identity;
    this.#ports = ports;
    this.#listener = listener;
    this.#swipes = new SwipeReader(createFramer(identity.profile), ports.region, ports.time, {
      cardDecoded: (card) => listener.cardDecoded(card),
      readFailed: (fault) => {
        this.countRead("bad");
        listener.readFailed(fault);
      },
      discarded: (why, bytes) => this.#log("info", "bytes-discarded", { why, bytes }),
      pendingChanged: (isPending) => this.#onPending(isPending),
      crashed: (cause) => this.#onCrash(cause),
    });
  }

  get node(): string | null {
    return this.#node;
  }

  get state(): ReaderState {
    const reader = describeReader(this.identity, this.#ports.driver, this.#node);
    return { reader, status: this.#status(), ...this.#counts, lastReadAtMs: this.#lastReadAtMs };
  }

  /** The device's node as discovery sees it; null while it is not plugged in. Repeating the same node changes nothing. */
  setNode(node: string | null): void {
    if (node === this.#node) return;
    this.#node = node;
    this.#startAfresh();
  }

  /** Takes no more cards until `resume`. A later pause replaces an earlier one. */
  pause(pause: Pause): void {
    this.#pause = pause;
    this.#startAfresh();
  }

  resume(): void {
    if (this.#pause === undefined) return;
    this.#pause = undefined;
    this.#startAfresh();
  }

  /** Closes and opens again, at once. */
  reopen(): void {
    this.#mustReopen = true;
    this.#startAfresh();
  }

  /** Counts a read for the status page; the host calls it for cards, which may still fail there. */
  countRead(outcome: "card" | "bad"): void {
    const { cardsRead, badReads } = this.#counts;
    this.#counts = outcome === "card" ? { cardsRead: cardsRead + 1, badReads } : { cardsRead, badReads: badReads + 1 };
    this.#lastReadAtMs = this.#ports.time.nowMs();
    this.#listener.changed();
  }

  /** Gives the device back for good; resolves when it is closed. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelWait();
    await this.#reconciling.request();
  }

  #status(): ReaderStatus {
    if (this.#pause !== undefined) return { kind: "paused", ...this.#pause };
    return this.#node === null ? { kind: "absent" } : this.#deviceStatus;
  }

  #startAfresh(): void {
    this.#backOff.reset();
    this.#cancelWait();
    this.#isWaiting = false;
    this.#deviceStatus = { kind: "starting" };
    this.#listener.changed();
    void this.#reconciling.request();
  }

  async #reconcile(): Promise<void> {
    const device = this.#device;
    if (device !== undefined && !this.#isAsWanted(device)) await this.#close(device);
    const node = this.#wantedNode();
    if (this.#device === undefined && node !== null && !this.#isWaiting) await this.#open(node);
  }

  #wantedNode(): string | null {
    return this.#isStopped || this.#pause !== undefined ? null : this.#node;
  }

  #isAsWanted(device: OpenDevice): boolean {
    return device.node === this.#wantedNode() && device.loss === undefined && !this.#mustReopen;
  }

  async #close(device: OpenDevice): Promise<void> {
    this.#device = undefined;
    this.#mustReopen = false;
    this.#swipes.reset();
    const closed = await within(this.#ports.time, closeLimitMs, device.handle?.close() ?? Promise.resolve());
    if (closed === timedOut) this.#log("error", "close-timed-out", { node: device.node });
  }

  async #open(node: string): Promise<void> {
    const openedAtMs = this.#ports.time.monotonicMs();
    const device: OpenDevice = { node, handle: undefined, loss: undefined, openedAtMs };
    this.#device = device;
    this.#mustReopen = false;
    this.#swipes.reset();
    const opened = await this.#openWithin(device);
    if (!opened.ok) {
      this.#device = undefined;
      await this.#onOpenFailed(node, opened.error);
      return;
    }
    device.handle = opened.value;
    this.#log("info", "reader-opened", { node });
    if (device.loss === undefined) this.#setDeviceStatus({ kind: "ready" });
    void this.#warnOfOtherHolders(node);
  }

  async #openWithin(device: OpenDevice): Promise<Result<DeviceHandle, OpenFailure>> {
    const opening = this.#openSafely(device);
    const opened = await within(this.#ports.time, openLimitMs, opening);
    if (opened !== timedOut) return opened;
    void opening.then((late) => (late.ok ? late.value.close() : undefined));
    return err({ kind: "failed", code: "ETIMEDOUT" });
  }

  async #openSafely(device: OpenDevice): Promise<Result<DeviceHandle, OpenFailure>> {
    const { driver } = this.#ports;
    try {
      return await driver.open({ node: device.node, profile: this.identity.profile }, this.#sinkOf(device));
    } catch (cause) {
      // A bug in a driver costs this reader, not the host.
      this.#log("error", "driver-threw", thrownFields(cause));
      return err({ kind: "failed", code: codeOf(cause) });
    }
  }

  #sinkOf(device: OpenDevice): DeviceSink {
    const isCurrent = (): boolean =>
      this.#device === device && device.loss === undefined && this.#wantedNode() === device.node;
    return {
      bytes: (chunk) => {
        if (isCurrent()) this.#swipes.push(chunk);
      },
      lost: (loss) => {
        if (isCurrent()) this.#onLost(device, loss, { kind: "silent" });
      },
    };
  }

  #onLost(device: OpenDevice, loss: DeviceLoss, status: ReaderStatus): void {
    device.loss = loss;
    this.#setDeviceStatus(status);
    this.#swipes.reset();
    this.#log("warn", "reader-lost", { node: device.node, ...loss });
    if (this.#ports.time.monotonicMs() - device.openedAtMs >= stableAfterMs) this.#backOff.reset();
    this.#waitBeforeOpening();
    void this.#reconciling.request();
  }

  #onCrash(cause: unknown): void {
    this.#log("error", "swipe-reader-threw", thrownFields(cause));
    const device = this.#device;
    if (device === undefined) return;
    const fault = { kind: "device-error", node: device.node, code: "BUG" } as const;
    this.#onLost(device, { kind: "unresponsive" }, { kind: "faulted", fault });
  }

  async #onOpenFailed(node: string, failure: OpenFailure): Promise<void> {
    const status = await this.#statusOfOpenFailure(node, failure);
    if (status.kind !== this.#deviceStatus.kind) this.#log("warn", "reader-not-opened", { node, ...failure });
    this.#waitBeforeOpening();
    this.#setDeviceStatus(status);
  }

  async #statusOfOpenFailure(node: string, failure: OpenFailure): Promise<ReaderStatus> {
    if (failure.kind === "absent") return { kind: "attached" };
    return { kind: "faulted", fault: await faultOfOpenFailure(failure, node, this.identity, this.#ports.findHolders) };
  }

  #waitBeforeOpening(): void {
    this.#isWaiting = true;
    this.#cancelWait();
    this.#cancelWait = this.#ports.time.after(this.#backOff.nextDelayMs(), () => {
      this.#isWaiting = false;
      void this.#reconciling.request();
    });
  }

  #onPending(isPending: boolean): void {
    const { kind } = this.#deviceStatus;
    if (isPending && kind === "ready") this.#setDeviceStatus({ kind: "reading" });
    if (!isPending && kind === "reading") this.#setDeviceStatus({ kind: "ready" });
  }

  #setDeviceStatus(status: ReaderStatus): void {
    this.#deviceStatus = status;
    this.#listener.changed();
  }

  /** A holder without a lock does not keep us from opening, and takes bytes from us: the reader works by halves, and the log says why. */
  async #warnOfOtherHolders(node: string): Promise<void> {
    for (const { pid, program } of await this.#ports.findHolders(node))
      this.#log("warn", "port-shared", { node, pid, program });
  }

  #log(...[level, event, fields]: Parameters<Log>): void {
    this.#ports.log(level, event, { readerId: this.identity.readerId, ...fields });
  }
}
