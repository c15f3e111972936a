import { type Cancel, nothingPending, type Timers } from "../../../shared/basics/timers.ts";
import { SingleFlight } from "../single-flight.ts";
import { type DiscoveryFault, discoveryFaultOf, isSameFault } from "./discovery-fault.ts";
import type { FoundDevice } from "./found-device.ts";
import type { ListDevices } from "./list-devices.ts";
import type { UdevListener } from "./udev-monitor.ts";

/** What discovery tells. */
export interface DiscoveryListener {
  /** Everything that is plugged in now, readers or not. Sent after every listing. */
  found(devices: readonly FoundDevice[]): void;
  /** Why readers cannot be found; null when they can be again. Sent on change only. */
  faulted(fault: DiscoveryFault | null): void;
  /** The system's plug monitor is gone for good, by its code; from now on discovery polls. */
  monitorLost(code: string): void;
}

/** What discovery needs of the world. */
export interface DiscoveryPorts {
  readonly timers: Timers;
  readonly listHid: ListDevices;
  readonly listSerial: ListDevices;
  /** Starts the system's plug monitor; null where there is none, and then discovery polls. */
  readonly startMonitor: ((listener: UdevListener) => () => Promise<void>) | null;
  /** Listing costs CPU and may disturb a swipe, so polling waits while a card is being read. */
  readonly isReading: () => boolean;
}

/** Finds plugged-in devices until stopped. */
export interface Discovery {
  /** Looks now. */
  rescan(): void;
  /** Resolves when the monitor's process is gone. No call to the listener comes afterwards. */
  stop(): Promise<void>;
}

/** One plug makes several events within a few milliseconds. */
const settleMs = 30;
const pollEveryMs = 2500;
/** Measured: a USB serial port is listed up to 0.7 s before its ids are known. After these delays nobody waits for them any more. */
const idsRetryMs = [150, 300, 600, 1200, 2400] as const;

type Transport = FoundDevice["transport"];

/**
 * Watches what is plugged in: on the events of a monitor where there is one, by slow polling elsewhere. A listing that fails keeps what
 * was known: a busy system must not look like an unplugged reader.
 */
export function startDiscovery(ports: DiscoveryPorts, listener: DiscoveryListener): Discovery {
  const discovery = new RunningDiscovery(ports, listener);
  discovery.start();
  return discovery;
}

class RunningDiscovery implements Discovery {
  readonly #ports: DiscoveryPorts;
  readonly #listener: DiscoveryListener;
  readonly #lists: Record<Transport, TransportList>;
  #stopMonitor: () => Promise<void> = () => Promise.resolve();
  #cancelPoll: Cancel = nothingPending;
  #monitorFault: string | null = null;
  #saidFault: DiscoveryFault | null = null;
  #stopped = false;

  constructor(ports: DiscoveryPorts, listener: DiscoveryListener) {
    this.#ports = ports;
    this.#listener = listener;
    const onListed = (): void => this.#tell();
    this.#lists = {
      hid: new TransportList(ports.listHid, ports.timers, onListed),
      serial: new TransportList(ports.listSerial, ports.timers, onListed),
    };
  }

  start(): void {
    const { startMonitor } = this.#ports;
    if (startMonitor === null) {
      this.#poll();
      return;
    }
    this.#stopMonitor = startMonitor({
      up: () => this.rescan(),
      changed: (subsystem) => this.#lists[subsystem === "tty" ? "serial" : "hid"].refresh(settleMs),
      unavailable: (code) => {
        this.#monitorFault = code;
        this.#listener.monitorLost(code);
        this.#poll();
      },
    });
  }

  rescan(): void {
    this.#lists.hid.refresh(0);
    this.#lists.serial.refresh(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelPoll();
    this.#lists.hid.stop();
    this.#lists.serial.stop();
    await this.#stopMonitor();
  }

  #poll(): void {
    if (this.#stopped) return;
    if (!this.#ports.isReading()) this.rescan();
    this.#cancelPoll = this.#ports.timers.after(pollEveryMs, () => this.#poll());
  }

  #tell(): void {
    if (this.#stopped) return;
    const { hid, serial } = this.#lists;
    const fault = discoveryFaultOf(this.#monitorFault, { hid: hid.fault, serial: serial.fault });
    if (!isSameFault(fault, this.#saidFault)) this.#listener.faulted(fault);
    this.#saidFault = fault;
    if (hid.isListed && serial.isListed) this.#listener.found([...hid.devices, ...serial.devices]);
  }
}

/** What one transport's listing said last. */
class TransportList {
  devices: readonly FoundDevice[] = [];
  fault: string | null = null;
  /** Whether a listing has ended, well or not. */
  isListed = false;
  readonly #list: ListDevices;
  readonly #timers: Timers;
  readonly #onListed: () => void;
  readonly #idsAsked = new Map<string, number>();
  readonly #listing = new SingleFlight(() => this.#listOnce());
  #cancelRefresh: Cancel = nothingPending;
  #cancelIdsRetry: Cancel = nothingPending;
  #stopped = false;

  constructor(list: ListDevices, timers: Timers, onListed: () => void) {
    this.#list = list;
    this.#timers = timers;
    this.#onListed = onListed;
  }

  /** Lists after the delay; a burst of calls is one listing. */
  refresh(delayMs: number): void {
    this.#cancelRefresh();
    if (this.#stopped) return;
    this.#cancelRefresh = this.#timers.after(delayMs, () => void this.#listing.request());
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelRefresh();
    this.#cancelIdsRetry();
  }

  async #listOnce(): Promise<void> {
    const listed = await this.#list();
    if (this.#stopped) return;
    if (listed.ok) this.devices = listed.value;
    this.fault = listed.ok ? null : listed.error;
    this.isListed = true;
    const retryMs = this.#idsRetryMs();
    this.#cancelIdsRetry();
    if (retryMs !== undefined) this.#cancelIdsRetry = this.#timers.after(retryMs, () => void this.#listing.request());
    this.#onListed();
  }

  /** How long to wait before asking again for ids that are not known yet; undefined when nobody is waited for. */
  #idsRetryMs(): number | undefined {
    const waiting = this.devices.filter(isWaitingForIds).map(({ node }) => node);
    for (const node of this.#idsAsked.keys()) if (!waiting.includes(node)) this.#idsAsked.delete(node);
    const delays = waiting.flatMap((node) => {
      const asked = this.#idsAsked.get(node) ?? 0;
      this.#idsAsked.set(node, asked + 1);
      return idsRetryMs[asked] ?? [];
    });
    return delays.length === 0 ? undefined : Math.min(...delays);
  }
}

/** Built-in ports (ttyS0 and its kind) never get ids; a port on USB does. */
function isWaitingForIds(device: FoundDevice): boolean {
  return device.transport === "serial" && device.usb === null && /tty(USB|ACM)\d/.test(device.node);
}
