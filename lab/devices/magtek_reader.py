"""A MagTek USB HID swipe reader. Numbers of the ioctls: linux/hidraw.h."""
import errno
import struct

from devices.device import Device
from devices.sysfs import paragraph, usb_parents


class MagTekSettings:
    """The 24-byte feature report of a MagTek swipe reader: [command][length][data] in, [result][length][data] out.

    Commands: 0 get, 1 set, 2 reset; results: 0 ok, 2 bad parameter. A set property counts after a reset; the reader of
    this lab does not leave and come back on a reset, whatever its interface type was set to.
    """

    SIZE = 24

    def __init__(self, serial):
        self.values = {
            0x00: b"LAB SWIPE 1.0",  # software id
            0x01: (serial or "").encode(),
            0x02: b"\x01",  # polling interval
            0x03: b"\x08",  # packet size
            0x04: b"\x95",  # track enable: all three, none required
            0x10: b"\x00",  # interface type: HID
        }
        self.changed = {}
        self.response = bytes(self.SIZE)
        self.last_request = b""

    def put(self, request):
        self.last_request = request
        command, length, data = request[0], request[1], request[2:]
        result, found = 0, b""
        if command == 0 and length >= 1 and data[0] in self.values:
            found = self.values[data[0]]
        elif command == 1 and 1 <= length <= len(data) and data[0] in self.values:
            self.changed[data[0]] = data[1:length]
        elif command == 2:
            self.values.update(self.changed)
            self.changed = {}
        else:
            result = 2
        self.response = (bytes([result, len(found)]) + found).ljust(self.SIZE, b"\0")[: self.SIZE]


class MagTekReader(Device):
    """A MagTek USB HID swipe reader: one 337-byte input report a swipe, no report id."""

    kind = "magtek"
    # Usage page 0xFF00, usage 1, application collection: input 337 bytes, feature 24 bytes, both usage 0x20.
    REPORT_DESCRIPTOR = bytes.fromhex("0600ff 0901 a101 1500 26ff00 7508 965101 0920 8102 9518 0920 b102 c0")
    GET_DESCRIPTOR_SIZE, GET_DESCRIPTOR, GET_INFO, GET_NAME, SET_FEATURE, GET_FEATURE = 1, 2, 3, 4, 6, 7
    USB_BUS = 3

    def __init__(self, testbed, number, ids):
        super().__init__(testbed, f"/dev/hidraw{number}", number, ids)
        self.settings = MagTekSettings(ids.serial)
        usb_paths, usb_texts = usb_parents(1, number + 1, ids, "usbhid")
        name = f"0003:{ids.vid}:{ids.pid}.{number + 1:04X}".upper()
        hid = f"{usb_paths[1]}/{name}"
        raw = f"{hid}/hidraw/hidraw{number}"
        long_ids = f"{int(ids.vid, 16):08X}:{int(ids.pid, 16):08X}"
        hid_properties = [
            ("SUBSYSTEM", "hid"),
            ("DRIVER", "hid-generic"),
            ("HID_ID", f"0003:{long_ids}"),
            ("HID_NAME", f"{ids.manufacturer} {ids.product}"),
            ("HID_PHYS", f"usb-0000:00:14.0-{number + 1}/input0"),
            ("HID_UNIQ", ids.serial or ""),
        ]
        raw_properties = [("SUBSYSTEM", "hidraw"), ("DEVNAME", self.node), ("MAJOR", 240), ("MINOR", number)]
        self.paths = [*usb_paths, hid, raw]
        self.texts = [
            *usb_texts,
            paragraph(hid, hid_properties, binary=[("report_descriptor", self.REPORT_DESCRIPTOR)]),
            paragraph(raw, raw_properties, [("dev", f"240:{number}")], [("device", f"../../../{name}")]),
        ]
        self.appear(240)

    async def put(self, data):
        # A pseudo-terminal keeps no report boundaries, so each report waits until the one before was read and is itself
        # given out only when it can be read in one piece. A read that began after the write proves the latter, too:
        # hidapi reads only what poll() announced.
        await self.until_taken()
        reads = self.reads
        await self.write_all(data)
        await self.until(lambda: self.is_readable() or self.reads > reads, "the report did not arrive")

    def knows(self, request):
        return (request >> 8) & 0xFF == ord("H")

    def reply(self, client, request):
        number, size = request & 0xFF, (request >> 16) & 0x3FFF
        descriptor = self.REPORT_DESCRIPTOR
        name = f"{self.ids.manufacturer} {self.ids.product}".encode() + b"\0"
        if number == self.GET_DESCRIPTOR_SIZE:
            self.give(client, struct.pack("<i", len(descriptor)))
        elif number == self.GET_DESCRIPTOR:
            self.give(client, struct.pack("<I", len(descriptor)) + descriptor)
        elif number == self.GET_INFO:
            self.give(client, struct.pack("<IHH", self.USB_BUS, int(self.ids.vid, 16), int(self.ids.pid, 16)))
        elif number == self.GET_NAME:
            self.give(client, name[:size], len(name[:size]))
        elif number == self.SET_FEATURE and size == 1 + MagTekSettings.SIZE:
            self.settings.put(bytes(client.get_property("arg").resolve(0, size).retrieve())[1:])
            client.complete(size, 0)
        elif number == self.GET_FEATURE and size > 0:
            answer = (b"\0" + self.settings.response)[:size]
            self.give(client, answer, len(answer))
        else:
            client.complete(-1, errno.EINVAL)

    @staticmethod
    def give(client, data, result=0):
        client.get_property("arg").resolve(0, len(data)).update(0, list(data))
        client.complete(result, 0)
