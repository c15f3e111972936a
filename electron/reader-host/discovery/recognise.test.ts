import { expect, test } from "vitest";
import type { ReaderProfile } from "../../../shared/readers/reader-profile.ts";
import { idtechProfile, magtekProfile, serialProfile } from "../profiles.fixture.ts";
import type { FoundDevice } from "./found-device.ts";
import { recognise } from "./recognise.ts";

function aDevice(overrides: Partial<FoundDevice> = {}): FoundDevice {
  return {
    transport: "hid",
    node: "/dev/hidraw0",
    identity: null,
    usb: { vendorId: "0801", productId: "0002" },
    serialNumber: null,
    productText: null,
    topology: null,
    ...overrides,
  };
}

const profiles: readonly ReaderProfile[] = [serialProfile, idtechProfile, magtekProfile];

test("a device is recognised by vendor and product id", () => {
  expect(recognise(aDevice(), profiles)?.profile.id).toBe("magtek-usb-hid");
});

test("ids on another transport, other ids and no ids are nothing we know", () => {
  const serial = aDevice({ transport: "serial", node: "/dev/ttyUSB0" });
  const keyboard = aDevice({ usb: { vendorId: "0801", productId: "0001" } });
  const bare = aDevice({ transport: "serial", usb: null });

  expect([serial, keyboard, bare].map((device) => recognise(device, profiles))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("a profile that asks for a product text goes before one that does not, and only with that text", () => {
  const usb = [{ vendorId: "0801", productId: "0002", productText: "Insert" }];
  const insert: ReaderProfile = { ...magtekProfile, id: "magtek-insert", usb };
  const both = [magtekProfile, insert];
  const found = [
    aDevice({ productText: "USB Insert Reader" }),
    aDevice({ productText: "USB Swipe Reader" }),
    aDevice(),
  ];

  expect(found.map((device) => recognise(device, both)?.profile.id)).toEqual([
    "magtek-insert",
    "magtek-usb-hid",
    "magtek-usb-hid",
  ]);
});
