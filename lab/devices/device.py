"""What all virtual devices have in common: a node in the testbed, a pseudo-terminal behind it, and faults to show."""
import asyncio
import contextlib
import errno
import fcntl
import os
import select
import termios
import threading
import tty

from gi.repository import GLib, UMockdev

TIMEOUT_MS = 4500  # below the 5 s that a client waits, so that it hears the reason
POLL_S = 0.0005
MAX_RECEIVED_BYTES = 65536

# Opening any path for writing succeeds for root, except where the kernel refuses whatever the capabilities are: the
# read-only kernel parameters do (EACCES). So a denied node is denied to a test suite that runs as root, too.
DENIED_TO_ROOT = "/proc/sys/kernel/ostype"


class LabError(Exception):
    """The lab was asked for something it can't do; the text goes back to who asked."""


class Device:
    """One plugged device: its node in the testbed, its pseudo-terminal, and the faults it is set to show.

    umockdev answers ioctls on a thread of its own, everything else runs on the event loop; `guard` is for what both
    touch.
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
        self.handler, self.paths, self.texts = UMockdev.IoctlBase(), [], []

    # -- plugging ------------------------------------------------------------------------------------------------------

    def appear(self, major):
        """Makes the node, then tells udev: parents first, as the kernel does, so that a listener never sees half."""
        root = self.testbed.get_root_dir()
        # The second link is where the preload library finds the device number of a pseudo-terminal. A node made by the
        # testbed itself ("N:") would abort() this process when the same name is plugged a second time.
        self.links = [os.path.join(root, self.node[1:]), f"{root}/dev/.ptymap/{self.terminal.replace('/', '_')}"]
        self.point(self.links[0], self.terminal)
        self.point(self.links[1], f"{major}:{self.number}")
        self.handler.connect("handle-read", self.on_read)
        self.handler.connect("handle-ioctl", self.on_ioctl)
        self.testbed.attach_ioctl(self.node, self.handler)
        self.testbed.add_from_string("\n".join(self.texts))
        asyncio.get_running_loop().add_reader(self.master, self.on_output)

    @staticmethod
    def point(link, target):
        os.makedirs(os.path.dirname(link), exist_ok=True)
        os.symlink(target, link + ".new")
        os.replace(link + ".new", link)

    def vanish(self, last_bytes=b""):
        """The cable is pulled. `last_bytes` are on their way at that moment: the program is in the middle of a read."""
        asyncio.get_running_loop().remove_reader(self.master)
        for link in self.links:
            os.unlink(link)
        with self.guard:
            self.gone = True
            with contextlib.suppress(BlockingIOError):
                os.write(self.master, last_bytes)
            os.close(self.slave)
            os.close(self.master)
        # Leaf first, else links below /sys/class stay and the next plug aborts this process. remove_device is silent in
        # umockdev 0.17, hence the event before it.
        for path in reversed(self.paths):
            self.testbed.uevent("/sys" + path, "remove")
            self.testbed.remove_device("/sys" + path)
        self.testbed.detach_ioctl(self.node)
        self.answer_waiting()

    # -- data ----------------------------------------------------------------------------------------------------------

    def openers(self):
        """How many times the node is open just now, counted from the first read or request on."""
        with self.guard:
            self.forget_closed()
            return len(self.clients)

    def forget_closed(self):
        self.clients = [client for client in self.clients if client.get_property("connected")]

    def note(self, client):
        """Books a client at its first read or request, on umockdev's thread.

        Not by umockdev's "client-connected": the preload library connects, and stays, for an open that was refused, as
        well.
        """
        with self.guard:
            if client in self.clients or self.gone:
                return
            self.forget_closed()
            if not self.clients:
                # A real device starts empty: what a program left unread went with its last close.
                termios.tcflush(self.slave, termios.TCIFLUSH)
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
        self.insist_on_presence()
        while not happened():
            if clock() > deadline:
                raise LabError(f"{self.node}: {complaint} within {timeout_ms} ms")
            await asyncio.sleep(POLL_S)
            self.insist_on_presence()

    def insist_on_presence(self):
        if self.gone:
            raise LabError(f"{self.node} was unplugged")

    async def until_opened(self, timeout_ms):
        await self.until(self.openers, "no program opened it", timeout_ms)

    async def until_taken(self, timeout_ms=TIMEOUT_MS):
        await self.until(lambda: not self.is_readable(), "the program did not read what is waiting", timeout_ms)

    async def deliver(self, data):
        """Gives the program one piece of data. False if no program has the node open: it is lost, as on a real bus."""
        async with self.turn:
            self.insist_on_presence()
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
            self.insist_on_presence()

    # -- faults --------------------------------------------------------------------------------------------------------

    async def set_hung(self, on):
        """While a device hangs, requests wait and data is kept, as by a stopped process; both come when it resumes."""
        with self.guard:
            self.hung = on
        if on:
            return
        self.answer_waiting()
        async with self.turn:
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
            with contextlib.suppress(GLib.Error):  # the program was killed while its request waited
                self.reply(client, request)
        return True

    def knows(self, request):
        raise NotImplementedError

    def reply(self, client, request):
        raise NotImplementedError

    def state(self):
        names = ("node", "kind", "terminal", "hung", "failing", "denied", "held")
        known = {name: getattr(self, name) for name in names}
        return {**known, "serial": self.ids.serial, "openers": self.openers(), "waiting": len(self.unanswered)}
