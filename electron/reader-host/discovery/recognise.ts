import type { ReaderProfile } from "../../../shared/readers/reader-profile.ts";
import type { FoundDevice } from "./found-device.ts";

/** A device that a profile names. */
export interface RecognisedDevice {
  readonly device: FoundDevice;
  readonly profile: ReaderProfile;
}

/** Finds the profile that names a device by its ids; one that also asks for a product text goes before one that does not. */
export function recognise(device: FoundDevice, profiles: readonly ReaderProfile[]): RecognisedDevice | undefined {
  const candidates = profiles.filter((profile) => transportOf(profile) === device.transport);
  const profile =
    candidates.find((candidate) => matches(device, candidate, true)) ??
    candidates.find((candidate) => matches(device, candidate, false));
  return profile === undefined ? undefined : { device, profile };
}

/** Which transport a profile's family runs on. */
export function transportOf(profile: ReaderProfile): FoundDevice["transport"] {
  return familyTransports[profile.family];
}

const familyTransports: Record<ReaderProfile["family"], FoundDevice["transport"]> = {
  "serial-ascii": "serial",
  "magtek-hid": "hid",
};

function matches(device: FoundDevice, profile: ReaderProfile, byText: boolean): boolean {
  return profile.usb.some(({ vendorId, productId, productText }) => {
    if (device.usb?.vendorId !== vendorId || device.usb.productId !== productId) return false;
    return byText
      ? productText !== undefined && (device.productText ?? "").includes(productText)
      : productText === undefined;
  });
}
