import { expect, test } from "vitest";
import { udevRuleFor } from "./udev-rule.ts";

const magtek = { vendorId: "0801", productId: "0002" };

test("a HID reader's rule matches the hidraw node by kernel name and the device by its ids", () => {
  expect(udevRuleFor({ transport: "hid", node: "/dev/hidraw3", usb: magtek })).toBe(
    'KERNEL=="hidraw*", ATTRS{idVendor}=="0801", ATTRS{idProduct}=="0002", MODE="0660", TAG+="uaccess"',
  );
});

test("a serial reader's rule also keeps ModemManager away", () => {
  expect(udevRuleFor({ transport: "serial", node: "/dev/ttyUSB0", usb: { vendorId: "1a86", productId: "7523" } })).toBe(
    'SUBSYSTEM=="tty", ATTRS{idVendor}=="1a86", ATTRS{idProduct}=="7523", MODE="0660", TAG+="uaccess", ENV{ID_MM_DEVICE_IGNORE}="1"',
  );
});

test("a serial port known by its path only is matched by its name", () => {
  expect(udevRuleFor({ transport: "serial", node: "/dev/ttyS0", usb: null })).toBe(
    'SUBSYSTEM=="tty", KERNEL=="ttyS0", MODE="0660", TAG+="uaccess", ENV{ID_MM_DEVICE_IGNORE}="1"',
  );
});

test("a path that would break out of the rule is left out of it", () => {
  expect(udevRuleFor({ transport: "serial", node: '/dev/tty"; RUN+="x', usb: null })).not.toContain("RUN");
});
