import type { Clock } from "../../shared/basics/clock.ts";
import type { Timers } from "../../shared/basics/timers.ts";
import type { FromReaderHost } from "../../shared/contracts/reader-host.ts";
import type { ReaderProfile } from "../../shared/readers/reader-profile.ts";
import type { Discovery, DiscoveryListener } from "./discovery/discovery.ts";
import type { PathListener, PathWatch } from "./discovery/path-watch.ts";
import type { DeviceDriver } from "./drivers/device-driver.ts";
import type { FindPortHolders } from "./keeper/port-holders.ts";

/** Readers that exist in the development host only. */
export interface ScriptedSource {
  owns(path: string): boolean;
  driverOf(family: DeviceDriver["family"]): DeviceDriver;
  feed(path: string, bytes: Uint8Array): boolean;
  setPlugged(path: string, isPlugged: boolean): void;
}

/** What the host needs of the world; tests pass fakes. */
export interface ReaderHostPorts {
  readonly time: Clock & Timers;
  /** Sends to main. */
  readonly send: (message: FromReaderHost) => void;
  readonly drivers: Readonly<Record<ReaderProfile["family"], DeviceDriver>>;
  readonly startDiscovery: (listener: DiscoveryListener, isReading: () => boolean) => Discovery;
  readonly startPathWatch: (paths: readonly string[], listener: PathListener) => PathWatch;
  readonly findHolders: FindPortHolders;
  readonly newReadId: () => string;
  /** Null in the product's host. */
  readonly scripted: ScriptedSource | null;
  /** Ends the process; called once, after `stopped` was sent. */
  readonly exit: () => void;
}
