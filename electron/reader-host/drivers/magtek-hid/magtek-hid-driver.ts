import { err, ok, type Result } from "../../../../shared/basics/result.ts";
import type { DeviceDriver, DeviceHandle, DeviceSink, DeviceTarget, OpenFailure } from "../device-driver.ts";
import { openFailureOf, probeNode } from "../open-failure.ts";
import { type HidDevice, hidLibrary, loadHidLibrary } from "./hid-library.ts";

/** Drives a MagTek USB reader in HID mode. It sends one report a swipe without being asked, and nothing is ever written to it. */
export function createMagtekHidDriver(): DeviceDriver {
  return { family: "magtek-hid", transport: "hid", library: hidLibrary, open: openHid };
}

async function openHid(target: DeviceTarget, sink: DeviceSink): Promise<Result<DeviceHandle, OpenFailure>> {
  const library = await loadHidLibrary();
  if (!library.ok) return err({ kind: "failed", code: library.error });
  try {
    return ok(attach(await library.value.HIDAsync.open(target.node), sink));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return err(openFailureOf(await probeNode(target.node), message, process.platform));
  }
}

function attach(device: HidDevice, sink: DeviceSink): DeviceHandle {
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    // A device that has gone refuses to be closed; the handle is free either way.
    closing ??= device.close().catch(() => undefined);
    return closing;
  };
  // Exactly one listener: attaching a second one throws "read is already running" from a later tick, where nobody can catch it.
  device.on("data", (report: Buffer) => {
    if (closing === undefined) sink.bytes(report);
  });
  // What comes here is a string at times, and its text says nothing but "could not read": an unplug looks like any other failure.
  device.on("error", () => {
    if (closing !== undefined) return;
    void close();
    sink.lost({ kind: "hung-up", code: "READ_FAILED" });
  });
  return { close };
}
