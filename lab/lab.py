#!/usr/bin/python3
"""Virtual card readers below the real node-hid and serialport: plugs devices into a umockdev testbed on request.

    lab.py SOCKET -- PROGRAM [ARGS...]       runs PROGRAM among the devices; ends with it, and with its exit code
    lab.py SOCKET --serve [--scratch DIR]    prints {"ready": true, "preload": ..., "testbed": ...}; a program sees the
                                             devices when it is started with LD_PRELOAD=<preload> UMOCKDEV_DIR=<testbed>

SOCKET (LAB_SOCKET for PROGRAM) takes JSON lines, {"id": 1, "op": "unplug", "node": "/dev/hidraw0"}, and answers
{"id": 1, "ok": true, ...} or {"id": 1, "ok": false, "error": "..."}; answers may overtake each other. All but plug, list
and quit are about one node:

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

Nothing needs root. Everything is removed at the end: on quit, SIGTERM, SIGINT, SIGHUP, the death of the parent and,
with --serve below a pipe, the end of standard input.
"""
import sys

sys.dont_write_bytecode = True

import argparse
import asyncio
import ctypes
import json
import os
import shutil
import signal
import stat

PRELOAD = "libumockdev-preload.so.0"
PACKAGES = "umockdev gir1.2-umockdev-1.0 python3-gi udev"
EXIT_UNAVAILABLE = 3
MAX_LINE_BYTES = 1 << 20
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


def make_testbed():
    try:
        import gi

        gi.require_version("UMockdev", "1.0")
        from gi.repository import UMockdev

        return UMockdev.Testbed.new()
    except (ImportError, ValueError) as problem:
        print(f"The lab needs Debian's packages {PACKAGES}: {problem}", file=sys.stderr)
        sys.exit(EXIT_UNAVAILABLE)


def forget_other_nodes(root):
    """Keeps the preload library to the devices that are plugged.

    While this socket exists, the library books every open() below /dev, of /dev/urandom or a path that is not there as
    well, in a table that is not safe for threads and that abort()s the program when 50 opens have failed.
    """
    os.unlink(os.path.join(root, "ioctl", "_default"))


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


async def main(options, command, testbed):
    root = testbed.get_root_dir()
    from control import Lab  # not above: it needs umockdev, and make_testbed says what to install

    lab = Lab(testbed)
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
            place = {"UMOCKDEV_DIR": root, "LAB_SOCKET": os.path.abspath(options.socket)}
            code = await run_program(lab, command, {**os.environ, "LD_PRELOAD": program_preload(), **place})
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
    parser.add_argument("--scratch", metavar="DIR", help="where the testbed is made; removed at the end, with all in it")
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
    testbed = make_testbed()
    forget_other_nodes(testbed.get_root_dir())
    code = asyncio.run(main(options, command, testbed))
    sys.stdout.flush()
    # Not sys.exit: the testbed's destructor would abort(), as it finds no folder to remove. It must not run before,
    # either, so the testbed belongs to the module.
    os._exit(code)
