import { err, ok, type Result } from "../../../shared/basics/result.ts";
import { type ListedHid, loadHidLibrary } from "../drivers/magtek-hid/hid-library.ts";
import { codeOf } from "../drivers/open-failure.ts";
import { type ListedPort, loadSerialLibrary } from "../drivers/serial-ascii/serial-library.ts";
import type { FoundDevice, UsbIds } from "./found-device.ts";
import { nodeIdentityOf } from "./node-identity.ts";
import { usbTopologyOf } from "./usb-topology.ts";

/** Lists one transport's devices, or says by a short code why the system cannot be asked. */
export type ListDevices = () => Promise<Result<readonly FoundDevice[], string>>;

/** Lists HID devices (about 2 ms). */
export const listHidDevices: ListDevices = async () => {
  const library = await loadHidLibrary();
  if (!library.ok) return library;
  try {
    const listed = await library.value.devicesAsync();
    return ok(await Promise.all(oncePerNode(listed).map(fromHid)));
  } catch (cause) {
    return err(codeOf(cause));
  }
};

/** Lists serial ports. Starts a process on Linux (about 40 ms of CPU), so it is called on events and never in a loop. */
export const listSerialDevices: ListDevices = async () => {
  const library = await loadSerialLibrary();
  if (!library.ok) return library;
  try {
    return ok(await Promise.all((await library.value.list()).map(fromSerial)));
  } catch (cause) {
    return err(codeOf(cause));
  }
};

interface HidWithPath extends ListedHid {
  readonly path: string;
}

/** A device with several usages is listed once for each. */
function oncePerNode(listed: readonly ListedHid[]): readonly HidWithPath[] {
  const byNode = new Map<string, HidWithPath>();
  for (const entry of listed) {
    const { path } = entry;
    if (path !== undefined && path !== "" && !byNode.has(path)) byNode.set(path, { ...entry, path });
  }
  return [...byNode.values()];
}

async function fromHid(listed: HidWithPath): Promise<FoundDevice> {
  return {
    transport: "hid",
    node: listed.path,
    identity: await nodeIdentityOf(listed.path),
    usb: { vendorId: hex4(listed.vendorId), productId: hex4(listed.productId) },
    serialNumber: textOrNull(listed.serialNumber),
    productText: textOrNull(listed.product),
    topology: await usbTopologyOf(listed.path, "hidraw"),
  };
}

async function fromSerial(listed: ListedPort): Promise<FoundDevice> {
  return {
    transport: "serial",
    node: listed.path,
    identity: await nodeIdentityOf(listed.path),
    usb: usbIdsOf(listed.vendorId, listed.productId),
    serialNumber: textOrNull(listed.serialNumber),
    productText: null,
    topology: textOrNull(listed.locationId) ?? (await usbTopologyOf(listed.path, "tty")),
  };
}

function usbIdsOf(vendorId: string | undefined, productId: string | undefined): UsbIds | null {
  const ids = { vendorId: (vendorId ?? "").toLowerCase(), productId: (productId ?? "").toLowerCase() };
  const isId = /^[0-9a-f]{4}$/;
  return isId.test(ids.vendorId) && isId.test(ids.productId) ? ids : null;
}

function hex4(id: number): string {
  return id.toString(16).padStart(4, "0");
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined || text.trim() === "" ? null : text.trim();
}
