#!/usr/bin/python3
"""Virtual card readers below the real node-hid and serialport: plugs devices into a umockdev testbed on request.

    lab.py SOCKET -- PROGRAM [ARGS...]       runs PROGRAM among the devices; ends with it, and with its exit code
    lab.py SOCKET --serve [--scratch DIR]    prints {"ready": true, "preload": ..., "testbed": ...}; a program sees the
                                             devices when it is started with LD_PRELOAD=<preload> UMOCKDEV_DIR=<testbed>

SOCKET (LAB_SOCKET for PROGRAM) takes JSON lines, {"id": 1, "op": "plug", ...}, and answers {"id": 1, "ok": true, ...} or
{"id": 1, "ok": false, "error": "..."}; answers may overtake each other. Operations, each on a node but for four of them:

    plug       model "magtek" or "serial"; number 0-3 (default: the lowest free); serial; for "serial" also vid, pid,
               manufacturer, product, family "ttyUSB" | "ttyACM"            -> node
    unplug     last: hex of bytes on their way at that moment
    report     hex: one HID report -> delivered: false if no program has the node open
    bytes      hex: bytes from the serial device -> delivered
    taken      answers when the program has read all that was delivered; timeoutMs (default 4500)
    opened     answers when a program has the node open; timeoutMs
    feature    -> hex of the last feature report that a program set
    received   -> hex of the bytes that a program wrote
    hang       on: data is kept and requests stay unanswered until off
    eio        on: feature reports and modem lines fail with EIO
    permission denied: true | false: opening fails with EACCES, for root as well
    hold       on: the node is locked, as by another program that has the port open
    list       -> devices        quit

Nothing needs root. Everything is removed at the end: on quit, SIGTERM, SIGINT, SIGHUP, the death of the parent and, with
--serve below a pipe, the end of standard input.
"""
import sys

sys.dont_write_bytecode = True

import argparse
import asyncio
import ctypes
import json
import os
import re
import shutil
import signal
import stat

PRELOAD = "libumockdev-preload.so.0"
PACKAGES = "umockdev gir1.2-umockdev-1.0 python3-gi udev"
EXIT_UNAVAILABLE = 3
MAX_LINE_BYTES = 1 << 20
NUMBERS = range(4)
PLAIN_TEXT = re.compile(r"[\w .,:/()-]{1,64}", re.ASCII)
GENERIC_SERIAL = {"vid": "1209", "pid": "0001", "manufacturer": "Lab", "product": "ASCII reader"}
MAGTEK = {"vid": "0801", "pid": "0002", "manufacturer": "Mag-Tek", "product": "USB Swipe Reader"}
PR_SET_PDEATHSIG = 1


def die_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def run_below_the_preload():
    """umockdev sends no uevents from a process that does not run below its own preload library."""
    if PRELOAD not in os.environ.get("LD_PRELOAD", ""):
        os.environ["LD_PRELOAD"] = program_preload()
        os.execv(sys.executable, [sys.executable, *sys.argv])


def program_preload():
    others = [name for name in os.environ.get("LD_PRELOAD", "").split(":") if name and name != PRELOAD]
    return ":".join([PRELOAD, *others])


def load_umockdev():
    try:
        import gi

        gi.require_version("UMockdev", "1.0")
        from gi.repository import UMockdev

        import devices

        return UMockdev, devices
    except (ImportError, ValueError) as problem:
        print(f"The lab needs Debian's packages {PACKAGES}: {problem}", file=sys.stderr)
        sys.exit(EXIT_UNAVAILABLE)


def forget_other_nodes(root):
    """Keeps the preload library to the devices that are plugged.

    While this socket exists, the library books every open() below /dev, of /dev/urandom or a path that is not there as well,
    in a table that is not safe for threads and that abort()s the program when 50 opens have failed.
    """
    os.unlink(os.path.join(root, "ioctl", "_default"))


class Lab:
    """The plugged devices and what can be asked of them. A wrong request is refused before umockdev, which would abort()."""

    def __init__(self, testbed, devices):
        self.testbed, self.models, self.plugged, self.stopped = testbed, devices, {}, asyncio.Event()

    async def answer(self, line):
        request = {}
        try:
            request = json.loads(line)
            perform = getattr(self, "op_" + str(request["op"]), None)
            if perform is None:
                raise self.models.LabError(f"no such operation: {request['op']}")
            return {"id": request.get("id"), "ok": True, **(await perform(request) or {})}
        except Exception as problem:  # whatever was wrong, the other devices stay plugged
            text = str(problem) if isinstance(problem, self.models.LabError) else repr(problem)
            return {"id": request.get("id") if isinstance(request, dict) else None, "ok": False, "error": text}

    def device(self, request, kind=None):
        found = self.plugged.get(request["node"])
        if found is None:
            raise self.models.LabError(f"nothing is plugged at {request['node']}")
        if kind and found.kind != kind:
            raise self.models.LabError(f"{found.node} is not of the kind {kind}")
        return found

    def ids(self, request, defaults):
        texts = {**defaults, "serial": None, **{name: request[name] for name in ("serial", *defaults) if name in request}}
        for name, text in texts.items():
            if text is not None and not PLAIN_TEXT.fullmatch(text):
                raise self.models.LabError(f"{name} must be 1 to 64 plain characters")
        for name in ("vid", "pid"):
            if not re.fullmatch("[0-9a-f]{4}", texts[name]):
                raise self.models.LabError(f"{name} must be four lower-case hex digits")
        return self.models.UsbIds(**texts)

    def node(self, prefix, request):
        free = [number for number in NUMBERS if f"/dev/{prefix}{number}" not in self.plugged]
        wanted = request.get("number", free[0] if free else None)
        if wanted not in free:
            raise self.models.LabError(f"/dev/{prefix}{'' if wanted is None else wanted} is taken, or not one of four")
        return wanted

    async def op_plug(self, request):
        if request["model"] == "magtek":
            number = self.node("hidraw", request)
            ids = self.ids({"serial": request.get("serial")}, MAGTEK)
            device = self.models.MagTekReader(self.testbed, number, ids)
        elif request["model"] == "serial":
            family = request.get("family", "ttyUSB")
            if family not in self.models.SerialAdapter.MAJORS:
                raise self.models.LabError(f"no such family: {family}")
            number = self.node(family, request)
            device = self.models.SerialAdapter(self.testbed, family, number, self.ids(request, GENERIC_SERIAL))
        else:
            raise self.models.LabError(f"no such model: {request['model']}")
        self.plugged[device.node] = device
        return {"node": device.node}

    async def op_unplug(self, request):
        last = bytes.fromhex(request.get("last", ""))
        device = self.device(request)
        del self.plugged[device.node]
        device.vanish(last)

    async def op_report(self, request):
        return {"delivered": await self.device(request, "magtek").deliver(bytes.fromhex(request["hex"]))}

    async def op_bytes(self, request):
        return {"delivered": await self.device(request, "serial").deliver(bytes.fromhex(request["hex"]))}

    async def op_taken(self, request):
        await self.device(request).until_taken(request.get("timeoutMs", self.models.TIMEOUT_MS))

    async def op_opened(self, request):
        await self.device(request).until_opened(request.get("timeoutMs", self.models.TIMEOUT_MS))

    async def op_feature(self, request):
        return {"hex": self.device(request, "magtek").settings.last_request.hex()}

    async def op_received(self, request):
        return {"hex": self.device(request).received.hex()}

    async def op_hang(self, request):
        await self.device(request).set_hung(request["on"] is True)

    async def op_eio(self, request):
        self.device(request).failing = request["on"] is True

    async def op_permission(self, request):
        self.device(request).set_denied(request["denied"] is True)

    async def op_hold(self, request):
        self.device(request).set_held(request["on"] is True)

    async def op_list(self, _request):
        return {"devices": [device.state() for device in self.plugged.values()]}

    async def op_quit(self, _request):
        self.stopped.set()

    async def serve(self, reader, writer):
        async def reply(line):
            writer.write(json.dumps(await self.answer(line)).encode() + b"\n")

        answering = set()
        try:
            while line := await reader.readline():
                task = asyncio.create_task(reply(line))
                answering.add(task)
                task.add_done_callback(answering.discard)
        except (ConnectionError, ValueError):
            pass
        finally:
            writer.close()


def watch_for_the_end(lab):
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, lab.stopped.set)


def watch_standard_input(lab):
    """A pipe that ends means that the owner is gone; a terminal or /dev/null says nothing of the kind."""
    mode = os.fstat(0).st_mode
    if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
        asyncio.get_running_loop().add_reader(0, lambda: os.read(0, 4096) or lab.stopped.set())


async def run_program(lab, command, environment):
    program = await asyncio.create_subprocess_exec(*command, env=environment, preexec_fn=die_with_parent)
    ended, stopped = asyncio.create_task(program.wait()), asyncio.create_task(lab.stopped.wait())
    await asyncio.wait({ended, stopped}, return_when=asyncio.FIRST_COMPLETED)
    if not ended.done():
        program.terminate()
        if not (await asyncio.wait({ended}, timeout=5))[0]:
            program.kill()
    code = await ended
    return code if code >= 0 else 128 - code


async def main(options, command, testbed, devices):
    root = testbed.get_root_dir()
    lab = Lab(testbed, devices)
    watch_for_the_end(lab)
    try:
        server = await asyncio.start_unix_server(lab.serve, options.socket, limit=MAX_LINE_BYTES)
        os.chmod(options.socket, 0o600)
        if options.serve:
            watch_standard_input(lab)
            print(json.dumps({"ready": True, "preload": PRELOAD, "testbed": root}), flush=True)
            await lab.stopped.wait()
            code = 0
        else:
            environment = {"LD_PRELOAD": program_preload(), "UMOCKDEV_DIR": root, "LAB_SOCKET": os.path.abspath(options.socket)}
            code = await run_program(lab, command, {**os.environ, **environment})
        server.close()
        for device in list(lab.plugged.values()):
            device.vanish()
    finally:
        remove_traces(options, root)
    return code


def remove_traces(options, root):
    if os.path.exists(options.socket):
        os.unlink(options.socket)
    shutil.rmtree(root, ignore_errors=True)
    if options.scratch:
        shutil.rmtree(options.scratch, ignore_errors=True)


def parse_arguments(arguments):
    split = arguments.index("--") if "--" in arguments else len(arguments)
    command = arguments[split + 1 :]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("socket", metavar="SOCKET")
    parser.add_argument("--serve", action="store_true")
    parser.add_argument("--scratch", metavar="DIR", help="where the testbed is made; removed at the end with all that is in it")
    options = parser.parse_args(arguments[:split])
    if options.serve == bool(command):
        parser.error("give either --serve or -- PROGRAM")
    return options, command


if __name__ == "__main__":
    options, command = parse_arguments(sys.argv[1:])
    run_below_the_preload()
    die_with_parent()
    if options.scratch:
        os.environ["TMPDIR"] = os.path.abspath(options.scratch)
    umockdev, devices = load_umockdev()
    testbed = umockdev.Testbed.new()
    forget_other_nodes(testbed.get_root_dir())
    code = asyncio.run(main(options, command, testbed, devices))
    sys.stdout.flush()
    # Not sys.exit: the testbed's destructor would abort(), as it finds no folder to remove. It must not run before, either,
    # so the testbed belongs to the module.
    os._exit(code)
