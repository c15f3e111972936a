import { uuidv7 } from "uuidv7";
import type { Clock } from "../../shared/basics/clock.ts";
import type { Timers } from "../../shared/basics/timers.ts";
import type { FromReaderHost } from "../../shared/contracts/reader-host.ts";
import { startDiscovery } from "./discovery/discovery.ts";
import { listHidDevices, listSerialDevices } from "./discovery/list-devices.ts";
import { startPathWatch } from "./discovery/path-watch.ts";
import { startUdevMonitor } from "./discovery/udev-monitor.ts";
import { createMagtekHidDriver } from "./drivers/magtek-hid/magtek-hid-driver.ts";
import { createSerialAsciiDriver } from "./drivers/serial-ascii/serial-ascii-driver.ts";
import { findPortHolders } from "./keeper/port-holders.ts";
import { thrownFields } from "./log.ts";
import { ReaderHost } from "./reader-host.ts";
import type { ScriptedSource } from "./reader-host-ports.ts";
import { systemTimers } from "./system-timers.ts";

/** The process around the host: its message port and its end. */
export interface HostSurroundings {
  readonly send: (message: FromReaderHost) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  readonly exit: (code: number) => void;
}

const systemTime: Clock & Timers = {
  ...systemTimers,
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};

/** Runs the reader host on this machine's devices until main says stop. `scripted` is null in the product. */
export function runReaderHost(surroundings: HostSurroundings, scripted: ScriptedSource | null): void {
  const { send, onMessage, exit } = surroundings;
  const startMonitor =
    process.platform === "linux"
      ? (listener: Parameters<typeof startUdevMonitor>[0]) => startUdevMonitor(listener, systemTimers)
      : null;
  const host = new ReaderHost({
    time: systemTime,
    send,
    drivers: { "serial-ascii": createSerialAsciiDriver(systemTimers), "magtek-hid": createMagtekHidDriver() },
    startDiscovery: (listener, isReading) =>
      startDiscovery(
        { timers: systemTimers, listHid: listHidDevices, listSerial: listSerialDevices, startMonitor, isReading },
        listener,
      ),
    startPathWatch: (paths, listener) => startPathWatch(paths, listener, systemTimers),
    findHolders: findPortHolders,
    newReadId: uuidv7,
    scripted,
    exit: () => exit(0),
  });
  // A library that throws from a callback has left this process in a state nobody knows. Main starts a new host within a second.
  process.on("uncaughtException", (cause) => {
    send({ kind: "log", level: "error", event: "host-threw", fields: thrownFields(cause) });
    exit(1);
  });
  onMessage((message) => host.receive(message));
}
