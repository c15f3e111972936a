import type { ReaderFault } from "../../../shared/readers/reader-status.ts";
import type { FoundDevice } from "./found-device.ts";

/** Why plugged-in readers are not found, all of them or those of one transport. */
export type DiscoveryFault = Extract<ReaderFault, { kind: "discovery-unavailable" | "listing-failed" }>;

/**
 * Names what is wrong from the codes of monitor and listings, null where one works. A lost monitor alone is no fault: polling finds the
 * same devices a little later. Only where a listing fails as well is the system itself at fault.
 */
export function discoveryFaultOf(
  monitor: string | null,
  lists: Readonly<Record<FoundDevice["transport"], string | null>>,
): DiscoveryFault | null {
  const transport = lists.hid === null ? "serial" : "hid";
  const code = lists[transport];
  if (code === null) return null;
  return monitor === null
    ? { kind: "listing-failed", transport, code }
    : { kind: "discovery-unavailable", code: monitor };
}

/** Whether two faults say the same. */
export function isSameFault(one: DiscoveryFault | null, other: DiscoveryFault | null): boolean {
  if (one === null || other === null) return one === other;
  if (one.kind === "discovery-unavailable" || other.kind === "discovery-unavailable")
    return one.kind === other.kind && one.code === other.code;
  return one.transport === other.transport && one.code === other.code;
}
