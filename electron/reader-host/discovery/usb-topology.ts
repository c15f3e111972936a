import { realpath } from "node:fs/promises";
import { basename } from "node:path";

/** Finds the USB socket a node's device sits in from sysfs, such as `1-2.3`; null for other devices and other systems. */
export async function usbTopologyOf(node: string, deviceClass: "tty" | "hidraw"): Promise<string | null> {
  if (process.platform !== "linux") return null;
  const path = await realpath(`/sys/class/${deviceClass}/${basename(node)}/device`).catch(() => "");
  return usbSocketIn(path);
}

/** The socket named by a sysfs path: the folder of the USB interface is `<socket>:<configuration>.<interface>`. */
export function usbSocketIn(sysfsPath: string): string | null {
  return /\/(\d+-\d+(?:\.\d+)*):\d+\.\d+(?:\/|$)/.exec(sysfsPath)?.[1] ?? null;
}
