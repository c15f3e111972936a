"""The virtual devices: what udev, sysfs and the ioctls of one plugged reader say, on top of a pseudo-terminal.

Formats: sysfs texts are umockdev's (P: path, E: udev property, A: attribute, H: binary attribute, L: link);
ioctl numbers are those of linux/hidraw.h and asm-generic/ioctls.h.
"""
import asyncio
import collections
import errno
import fcntl
import os
import select
import struct
import termios
import threading
import tty

from gi.repository import UMockdev

TIMEOUT_MS = 4500  # below the 5 s that a client waits, so that it hears the reason
POLL_S = 0.0005
MAX_RECEIVED_BYTES = 65536
BAUD_RATES = {getattr(termios, name): int(name[1:]) for name in dir(termios) if name[0] == "B" and name[1:].isdigit()}

# Opening any path for writing succeeds for root, except where the kernel refuses whatever the capabilities are: the
# read-only kernel parameters do (EACCES). So a denied node is denied to a test suite that runs as root, too.
DENIED_TO_ROOT = "/proc/sys/kernel/ostype"


class LabError(Exception):
    """The lab was asked for something it can't do; the text goes back to who asked."""


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
    number = f"{port + 1:03d}"
    attributes = [("idVendor", ids.vid), ("idProduct", ids.pid), ("bcdDevice", "0100"), ("busnum", bus), ("devnum", port + 1)]
    attributes += [("manufacturer", ids.manufacturer), ("product", ids.product)]
    if ids.serial:
        attributes.append(("serial", ids.serial))
    texts = [
        paragraph(
            device,
            [("SUBSYSTEM", "usb"), ("DEVTYPE", "usb_device"), ("DRIVER", "usb"), ("BUSNUM", f"{bus:03d}"), ("DEVNUM", number)],
            attributes,
        ),
        paragraph(
            interface,
            [("SUBSYSTEM", "usb"), ("DEVTYPE", "usb_interface"), ("DRIVER", interface_driver)],
            [("bInterfaceNumber", "00")],
        ),
    ]
    return [device, interface], texts


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


class Device:
    """One plugged device: its node in the testbed, its pseudo-terminal, and the faults it is set to show.

    umockdev answers ioctls on a thread of its own, everything else runs on the event loop; `guard` is for what both touch.
    """

    kind = ""
    gone_errno = errno.ENODEV

    def __init__(self, testbed, node, number, ids):
        self.testbed, self.node, self.number, self.ids = testbed, node, number, ids
        self.master, self.slave = os.openpty()
        tty.setraw(self.slave)
        os.set_blocking(self.master, False)
        self.terminal = os.ttyname(self.slave)
        self.clients, self.reads, self.received = [], 0, bytearray()
        self.hung = self.failing = self.denied = self.held = self.gone = False
        self.unanswered, self.kept, self.guard, self.turn = [], [], threading.Lock(), asyncio.Lock()
        self.paths, self.texts = [], []

    # -- plugging ------------------------------------------------------------------------------------------------------

    def appear(self, major):
        """Makes the node, then tells udev: in the order of the kernel, parents first, so that a listener never sees half."""
        root = self.testbed.get_root_dir()
        # Where the preload library finds the device number of a pseudo-terminal. A node made by the testbed itself ("N:")
        # would abort() this process when the same name is plugged a second time.
        self.links = [os.path.join(root, self.node[1:]), f"{root}/dev/.ptymap/{self.terminal.replace('/', '_')}"]
        self.point(self.links[0], self.terminal)
        self.point(self.links[1], f"{major}:{self.number}")
        self.listen()
        self.testbed.add_from_string("\n".join(self.texts))
        asyncio.get_running_loop().add_reader(self.master, self.on_output)

    def listen(self):
        """From now on umockdev tells us what a program asks the node for, and when it reads."""
        self.handler = UMockdev.IoctlBase()
        self.handler.connect("handle-read", self.on_read)
        self.handler.connect("handle-ioctl", self.on_ioctl)
        self.testbed.attach_ioctl(self.node, self.handler)

    @staticmethod
    def point(link, target):
        os.makedirs(os.path.dirname(link), exist_ok=True)
        os.symlink(target, link + ".new")
        os.replace(link + ".new", link)

    def vanish(self, last_bytes=b""):
        """The cable is pulled. `last_bytes` are on their way at that moment: the program is in the middle of a read."""
        asyncio.get_running_loop().remove_reader(self.master)
        if last_bytes:
            os.write(self.master, last_bytes)
        with self.guard:
            self.gone = True
        for link in self.links:
            os.unlink(link)
        # Leaf first, else links below /sys/class stay and the next plug aborts this process. remove_device is silent in
        # umockdev 0.17, hence the event before it.
        for path in reversed(self.paths):
            self.testbed.uevent("/sys" + path, "remove")
            self.testbed.remove_device("/sys" + path)
        os.close(self.slave)
        os.close(self.master)
        self.testbed.detach_ioctl(self.node)
        self.answer_waiting()

    # -- data ----------------------------------------------------------------------------------------------------------

    def openers(self):
        """How many times the node is open just now, counted from the first read or request on."""
        with self.guard:
            self.clients = [client for client in self.clients if client.get_property("connected")]
            return len(self.clients)

    def note(self, client):
        # Not by umockdev's "client-connected": the preload library connects, and stays, for an open that was refused, too.
        with self.guard:
            if client not in self.clients:
                self.clients.append(client)

    def on_output(self):
        try:
            self.received += os.read(self.master, 4096)
        except OSError:
            return
        del self.received[:-MAX_RECEIVED_BYTES]

    def on_read(self, _handler, client):
        self.note(client)
        self.reads += 1
        return False

    def is_readable(self):
        return bool(select.select([self.slave], [], [], 0)[0])

    async def until(self, happened, complaint, timeout_ms=TIMEOUT_MS):
        clock = asyncio.get_running_loop().time
        deadline = clock() + timeout_ms / 1000
        while not happened():
            if self.gone:
                raise LabError(f"{self.node} was unplugged")
            if clock() > deadline:
                raise LabError(f"{self.node}: {complaint} within {timeout_ms} ms")
            await asyncio.sleep(POLL_S)

    async def until_opened(self, timeout_ms):
        await self.until(self.openers, "no program opened it", timeout_ms)

    async def until_taken(self, timeout_ms=TIMEOUT_MS):
        await self.until(lambda: not self.is_readable(), "the program did not read what is waiting", timeout_ms)

    async def deliver(self, data):
        """Gives the program one piece of data. False if no program has the node open: then it is lost, as on a real bus."""
        async with self.turn:
            if not self.openers():
                return False
            if self.hung:
                self.kept.append(data)
            else:
                await self.put(data)
            return True

    async def put(self, data):
        raise NotImplementedError

    async def write_all(self, data):
        while data:
            try:
                data = data[os.write(self.master, data):]
            except BlockingIOError:
                await asyncio.sleep(POLL_S)
                if self.gone:
                    raise LabError(f"{self.node} was unplugged") from None

    # -- faults --------------------------------------------------------------------------------------------------------

    async def set_hung(self, on):
        """While a device hangs, requests wait and data is kept, as in a stopped process; afterwards both come in order."""
        async with self.turn:
            with self.guard:
                self.hung = on
            if on:
                return
            self.answer_waiting()
            kept, self.kept = self.kept, []
            for data in kept if self.openers() else []:
                await self.put(data)

    def answer_waiting(self):
        with self.guard:
            waiting, self.unanswered = self.unanswered, []
        for client in waiting:
            self.answer(client)

    def set_denied(self, on):
        self.denied = on
        os.fchmod(self.slave, 0o000 if on else 0o620)
        if os.geteuid() == 0:
            self.point(self.links[0], DENIED_TO_ROOT if on else self.terminal)

    def set_held(self, on):
        try:
            fcntl.flock(self.slave, fcntl.LOCK_EX | fcntl.LOCK_NB if on else fcntl.LOCK_UN)
        except BlockingIOError:
            raise LabError(f"{self.node} is locked by a program already") from None
        self.held = on

    # -- ioctls (on umockdev's thread) ---------------------------------------------------------------------------------

    def on_ioctl(self, _handler, client):
        self.note(client)
        with self.guard:
            if self.hung and not self.gone and self.knows(client.get_property("request")):
                self.unanswered.append(client)
                return True
        return self.answer(client)

    def answer(self, client):
        request = client.get_property("request") & 0xFFFFFFFF
        if not self.knows(request):
            return False
        if self.gone:
            client.complete(-1, self.gone_errno)
        elif self.failing:
            client.complete(-1, errno.EIO)
        else:
            self.reply(client, request)
        return True

    def knows(self, request):
        raise NotImplementedError

    def reply(self, client, request):
        raise NotImplementedError

    def state(self):
        flags = {name: getattr(self, name) for name in ("hung", "failing", "denied", "held")}
        return {"node": self.node, "kind": self.kind, "terminal": self.terminal, "openers": self.openers(), **flags}


class MagTekSettings:
    """The 24-byte feature report of a MagTek swipe reader: [command][length][data] in, [result][length][data] out.

    Commands: 0 get, 1 set, 2 reset; results: 0 ok, 2 bad parameter. A set property counts after a reset; the reader of this
    lab does not leave and come back on a reset, whatever its interface type was set to.
    """

    SIZE = 24

    def __init__(self, serial):
        self.values = {0x00: b"LAB SWIPE 1.0", 0x01: (serial or "").encode(), 0x02: b"\x01", 0x03: b"\x08", 0x04: b"\x95", 0x10: b"\x00"}
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
        os.write(self.master, data)
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

    def state(self):
        return {**super().state(), "serial": self.ids.serial}


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
        return {**super().state(), "serial": self.ids.serial, "baudRate": BAUD_RATES[termios.tcgetattr(self.slave)[4]], **lines}
