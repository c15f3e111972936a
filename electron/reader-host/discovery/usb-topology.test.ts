import { expect, test } from "vitest";
import { usbSocketIn } from "./usb-topology.ts";

test("the socket is read from the folder of the USB interface, hubs included", () => {
  const paths = [
    "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/0003:0801:0002.0001",
    "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2.4/1-2.4.1/1-2.4.1:1.0/ttyUSB0",
    "/sys/devices/pnp0/00:04/tty/ttyS0",
    "",
  ];

  expect(paths.map(usbSocketIn)).toEqual(["1-2", "1-2.4.1", null, null]);
});
