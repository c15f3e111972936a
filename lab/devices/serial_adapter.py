"""A USB serial adapter. Numbers of the ioctls: asm-generic/ioctls.h."""
import errno
import struct
import termios

from devices.device import Device
from devices.sysfs import paragraph, usb_parents

BAUD_RATES = {getattr(termios, name): int(name[1:]) for name in dir(termios) if name[0] == "B" and name[1:].isdigit()}


class SerialAdapter(Device):
    """A USB serial adapter or CDC modem with a reader behind it; `family` is the kernel's name, ttyUSB or ttyACM."""

    kind = "serial"
    gone_errno = errno.EIO
    MAJORS = {"ttyUSB": 188, "ttyACM": 166}
    DRIVERS = {"ttyUSB": "ftdi_sio", "ttyACM": "cdc_acm"}
    BREAK_ON, BREAK_OFF = 0x5427, 0x5428
    DTR_AND_RTS_AT_OPEN = termios.TIOCM_DTR | termios.TIOCM_RTS
    ALWAYS_UP = termios.TIOCM_CTS | termios.TIOCM_DSR | termios.TIOCM_CAR

    def __init__(self, testbed, family, number, ids):
        name = f"{family}{number}"
        super().__init__(testbed, f"/dev/{name}", number, ids)
        self.lines = self.DTR_AND_RTS_AT_OPEN | self.ALWAYS_UP
        bus = 2 if family == "ttyUSB" else 4
        usb_paths, usb_texts = usb_parents(bus, number + 1, ids, self.DRIVERS[family])
        major = self.MAJORS[family]
        properties = [
            ("SUBSYSTEM", "tty"),
            ("DEVNAME", self.node),
            ("MAJOR", major),
            ("MINOR", number),
            *ids.as_udev_properties,
            ("DEVLINKS", f"/dev/serial/by-id/{ids.by_id_name}-if00-port0"),
        ]
        port = f"{usb_paths[1]}/{name}"
        leaf = f"{port}/tty/{name}"
        self.paths = [*usb_paths, port, leaf]
        self.texts = [
            *usb_texts,
            paragraph(port, [("SUBSYSTEM", "usb-serial"), ("DRIVER", self.DRIVERS[family])]),
            paragraph(leaf, properties, [("dev", f"{major}:{number}")]),
        ]
        self.appear(major)

    async def put(self, data):
        await self.write_all(data)

    def knows(self, request):
        # The modem lines and the break, which a pseudo-terminal lacks; the kernel answers all else about it.
        return request in (termios.TIOCMGET, termios.TIOCMSET, self.BREAK_ON, self.BREAK_OFF)

    def reply(self, client, request):
        if request == termios.TIOCMGET:
            client.get_property("arg").resolve(0, 4).update(0, list(struct.pack("<I", self.lines)))
        elif request == termios.TIOCMSET:
            asked = struct.unpack("<I", bytes(client.get_property("arg").resolve(0, 4).retrieve()))[0]
            self.lines = asked & self.DTR_AND_RTS_AT_OPEN | self.ALWAYS_UP
        client.complete(0, 0)

    def state(self):
        lines = {"dtr": bool(self.lines & termios.TIOCM_DTR), "rts": bool(self.lines & termios.TIOCM_RTS)}
        return {**super().state(), "baudRate": BAUD_RATES[termios.tcgetattr(self.slave)[4]], **lines}
