/** Vendor and product id, four lower-case hex digits each. */
export interface UsbIds {
  readonly vendorId: string;
  readonly productId: string;
}

/** A device as the system lists it; not yet known to be a reader. */
export interface FoundDevice {
  readonly transport: "serial" | "hid";
  /** What to open. */
  readonly node: string;
  /** The same for every name of this node; null where it could not be asked. */
  readonly identity: string | null;
  /** Null while the system does not know them (yet). */
  readonly usb: UsbIds | null;
  readonly serialNumber: string | null;
  readonly productText: string | null;
  /** Which socket it sits in, `1-2.3`: tells two devices apart that share ids and serial number. Null where the system does not tell. */
  readonly topology: string | null;
}
