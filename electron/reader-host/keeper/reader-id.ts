import { createHash } from "node:crypto";
import type { ReaderId } from "../../../shared/readers/reader-status.ts";
import type { FoundDevice } from "../discovery/found-device.ts";
import type { RecognisedDevice } from "../discovery/recognise.ts";

const maxIdLength = 200;

/** Identifies a reader named by path in the settings. */
export function explicitReaderId(profileId: string, path: string): ReaderId {
  return bounded(`${profileId}:${printable(path)}`);
}

/**
 * Gives every recognised device its id: profile, vendor, product and serial number, or the socket where it has no serial number. Of two
 * devices that would share an id (cheap readers all say `0000`) the later one gets its socket added. `nodesById` holds the ids known so
 * far with the node each has now (null: unplugged), so that a device keeps the id it got.
 */
export function assignReaderIds(
  found: readonly RecognisedDevice[],
  nodesById: ReadonlyMap<ReaderId, string | null>,
): ReadonlyMap<ReaderId, RecognisedDevice> {
  const assigned = new Map<ReaderId, RecognisedDevice>();
  const waiting: RecognisedDevice[] = [];
  for (const candidate of found) {
    const ids = [sharedId(candidate), ownId(candidate)];
    const kept = ids.find((id) => nodesById.get(id) === candidate.device.node && !assigned.has(id));
    if (kept === undefined) waiting.push(candidate);
    else assigned.set(kept, candidate);
  }
  for (const candidate of waiting) {
    const shared = sharedId(candidate);
    assigned.set(assigned.has(shared) ? ownId(candidate) : shared, candidate);
  }
  return assigned;
}

function sharedId({ profile, device }: RecognisedDevice): ReaderId {
  return bounded(`${profile.id}:${idsOf(device)}:${printable(device.serialNumber ?? `@${socketOf(device)}`)}`);
}

function ownId({ profile, device }: RecognisedDevice): ReaderId {
  return bounded(`${profile.id}:${idsOf(device)}:${printable(`${device.serialNumber ?? ""}@${socketOf(device)}`)}`);
}

function idsOf({ usb }: FoundDevice): string {
  return usb === null ? "" : `${usb.vendorId}:${usb.productId}`;
}

function socketOf(device: FoundDevice): string {
  return device.topology ?? device.node;
}

/** Serial numbers and paths may hold anything; an id holds printable ASCII without spaces. */
function printable(text: string): string {
  // By bytes: encodeURIComponent throws on half a surrogate pair, and a device may send one.
  return text.replace(/[^\x21-\x24\x26-\x7e]+/gu, (characters) =>
    Buffer.from(characters).toString("hex").replace(/../g, "%$&"),
  );
}

/** A text too long for an id keeps its head and ends in a hash of the whole. */
function bounded(id: string): ReaderId {
  if (id.length <= maxIdLength) return id;
  const hash = createHash("sha256").update(id).digest("hex").slice(0, 16);
  return `${id.slice(0, maxIdLength - hash.length - 1)}~${hash}`;
}
