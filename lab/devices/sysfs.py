"""What udev and sysfs know of a USB device, in umockdev's words.

P: path, E: udev property, A: attribute, H: binary attribute, L: link.
"""
import collections


class UsbIds(collections.namedtuple("UsbIds", "vid pid manufacturer product serial")):
    """Vendor and product as four lower-case hex digits; serial is None for a device that has no serial number."""

    @property
    def as_udev_properties(self):
        escape = lambda text: text.replace(" ", "\\x20")
        found = [("ID_BUS", "usb"), ("ID_VENDOR_ID", self.vid), ("ID_MODEL_ID", self.pid)]
        found += [("ID_VENDOR_ENC", escape(self.manufacturer)), ("ID_MODEL_ENC", escape(self.product))]
        if self.serial:
            found.append(("ID_SERIAL_SHORT", self.serial))
        return found

    @property
    def by_id_name(self):
        return "_".join(["usb-" + self.manufacturer, self.product, *filter(None, [self.serial])]).replace(" ", "_")


def paragraph(path, properties, attributes=(), links=(), binary=()):
    """One device in umockdev's text format. A sysfs attribute ends with a line feed, as in the kernel."""
    lines = [f"P: {path}"]
    lines += [f"E: {name}={value}" for name, value in properties]
    lines += [f"A: {name}={value}\\n" for name, value in attributes]
    lines += [f"L: {name}={value}" for name, value in links]
    lines += [f"H: {name}={value.hex().upper()}" for name, value in binary]
    return "\n".join(lines) + "\n"


def usb_parents(bus, port, ids, interface_driver):
    """The USB device and its first interface, parents of whatever the driver makes of them."""
    device = f"/devices/pci0000:00/0000:00:14.0/usb{bus}/{bus}-{port}"
    interface = f"{device}/{bus}-{port}:1.0"
    attributes = [("idVendor", ids.vid), ("idProduct", ids.pid), ("bcdDevice", "0100")]
    attributes += [("manufacturer", ids.manufacturer), ("product", ids.product), ("busnum", bus), ("devnum", port + 1)]
    if ids.serial:
        attributes.append(("serial", ids.serial))
    texts = [
        paragraph(
            device,
            [
                ("SUBSYSTEM", "usb"),
                ("DEVTYPE", "usb_device"),
                ("DRIVER", "usb"),
                ("BUSNUM", f"{bus:03d}"),
                ("DEVNUM", f"{port + 1:03d}"),
            ],
            attributes,
        ),
        paragraph(
            interface,
            [("SUBSYSTEM", "usb"), ("DEVTYPE", "usb_interface"), ("DRIVER", interface_driver)],
            [("bInterfaceNumber", "00")],
        ),
    ]
    return [device, interface], texts
