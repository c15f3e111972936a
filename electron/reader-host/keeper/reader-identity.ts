import type { ReaderProfile } from "../../../shared/readers/reader-profile.ts";
import type { ReaderDescription, ReaderId } from "../../../shared/readers/reader-status.ts";
import type { UsbIds } from "../discovery/found-device.ts";
import type { DeviceDriver } from "../drivers/device-driver.ts";

/** What makes a reader this reader; the same after every replug. */
export interface ReaderIdentity {
  readonly readerId: ReaderId;
  readonly profile: ReaderProfile;
  /** Null for a reader named by path. */
  readonly usb: UsbIds | null;
  readonly serialNumber: string | null;
}

/** The reader as the rest of the program knows it. */
export function describeReader(identity: ReaderIdentity, driver: DeviceDriver, node: string | null): ReaderDescription {
  const { readerId, profile, usb, serialNumber } = identity;
  return {
    readerId,
    profileId: profile.id,
    model: profile.model,
    technology: profile.technology,
    transport: driver.transport,
    node,
    usbIds: usb === null ? null : `${usb.vendorId}:${usb.productId}`,
    serialNumber,
    driver: driver.library,
  };
}
