// The process that device tests start below the lab's preload: the whole reader host, or the drivers one by one, on Node's own IPC.
import type { ReaderProfile } from "../../shared/readers/reader-profile.ts";
import type { DeviceHandle, DeviceLoss, OpenFailure } from "./drivers/device-driver.ts";
import { createMagtekHidDriver } from "./drivers/magtek-hid/magtek-hid-driver.ts";
import { createSerialAsciiDriver } from "./drivers/serial-ascii/serial-ascii-driver.ts";
import { loadSerialLibrary } from "./drivers/serial-ascii/serial-library.ts";
import { runReaderHost } from "./run-reader-host.ts";
import { systemTimers } from "./system-timers.ts";

/** What a test asks of the drivers. `id` names one opened device. */
export type DriverRequest =
  | { readonly kind: "open"; readonly id: number; readonly node: string; readonly profile: ReaderProfile }
  | { readonly kind: "close"; readonly id: number }
  /** Become the account nobody, when the process runs as root: root opens nodes of any mode. */
  | { readonly kind: "dropRights"; readonly id: number }
  /** CPU spent within the next so many milliseconds. */
  | { readonly kind: "cpu"; readonly id: number; readonly overMs: number };

/** What the drivers answer and tell. */
export type DriverEvent =
  | { readonly kind: "opened"; readonly id: number; readonly failure: OpenFailure | null }
  | { readonly kind: "bytes"; readonly id: number; readonly hex: string }
  | { readonly kind: "lost"; readonly id: number; readonly loss: DeviceLoss }
  | { readonly kind: "closed"; readonly id: number }
  | { readonly kind: "rightsDropped"; readonly id: number }
  | { readonly kind: "cpu"; readonly id: number; readonly usedMs: number };

function tell(event: DriverEvent): void {
  process.send?.(event);
}

function runDrivers(): void {
  const drivers = { "serial-ascii": createSerialAsciiDriver(systemTimers), "magtek-hid": createMagtekHidDriver() };
  const handles = new Map<number, DeviceHandle>();
  const open = async ({ id, node, profile }: Extract<DriverRequest, { kind: "open" }>): Promise<void> => {
    const opened = await drivers[profile.family].open(
      { node, profile },
      {
        bytes: (chunk) => tell({ kind: "bytes", id, hex: Buffer.from(chunk).toString("hex") }),
        lost: (loss) => tell({ kind: "lost", id, loss }),
      },
    );
    if (opened.ok) handles.set(id, opened.value);
    tell({ kind: "opened", id, failure: opened.ok ? null : opened.error });
  };
  process.on("message", (request: DriverRequest) => {
    const { id } = request;
    switch (request.kind) {
      case "open":
        void open(request);
        return;
      case "close":
        void handles
          .get(id)
          ?.close()
          .then(() => tell({ kind: "closed", id }));
        return;
      case "dropRights":
        void dropRights().then(() => tell({ kind: "rightsDropped", id }));
        return;
      case "cpu":
        measureCpu(request.overMs, (usedMs) => tell({ kind: "cpu", id, usedMs }));
    }
  });
}

const nobody = 65_534;

async function dropRights(): Promise<void> {
  // First the library: the checkout may lie where only root can read.
  await loadSerialLibrary();
  if (process.getuid?.() !== 0) return;
  process.setgroups?.([]);
  process.setgid?.(nobody);
  process.setuid?.(nobody);
}

function measureCpu(overMs: number, done: (usedMs: number) => void): void {
  const before = process.cpuUsage();
  setTimeout(() => {
    const { user, system } = process.cpuUsage(before);
    done((user + system) / 1000);
  }, overMs);
}

process.on("disconnect", () => process.exit(0));
if (process.argv[2] === "drivers") runDrivers();
else {
  runReaderHost(
    {
      send: (message) => process.send?.(message),
      onMessage: (listener) => process.on("message", listener),
      exit: (code) => process.exit(code),
    },
    null,
  );
}
