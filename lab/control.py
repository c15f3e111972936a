"""What can be asked of the lab: JSON lines in, JSON lines out. The list is in lab.py's help."""
import asyncio
import json
import re

from devices.device import TIMEOUT_MS, LabError
from devices.magtek_reader import MagTekReader
from devices.serial_adapter import SerialAdapter
from devices.sysfs import UsbIds

NUMBERS = range(4)
PLAIN_TEXT = re.compile(r"[\w .,:/()-]{1,64}", re.ASCII)
GENERIC_SERIAL = {"vid": "1209", "pid": "0001", "manufacturer": "Lab", "product": "ASCII reader"}
MAGTEK = {"vid": "0801", "pid": "0002", "manufacturer": "Mag-Tek", "product": "USB Swipe Reader"}


class Lab:
    """The plugged devices and what can be asked of them.

    A wrong request is refused before it comes to umockdev, which would abort() the process.
    """

    def __init__(self, testbed):
        self.testbed, self.plugged, self.stopped = testbed, {}, asyncio.Event()

    async def answer(self, line):
        request = {}
        try:
            request = json.loads(line)
            perform = getattr(self, "op_" + str(request["op"]), None)
            if perform is None:
                raise LabError(f"no such operation: {request['op']}")
            return {"id": request.get("id"), "ok": True, **(await perform(request) or {})}
        except Exception as problem:  # whatever was wrong, the other devices stay plugged
            text = str(problem) if isinstance(problem, LabError) else repr(problem)
            return {"id": request.get("id") if isinstance(request, dict) else None, "ok": False, "error": text}

    def device(self, request, kind=None):
        found = self.plugged.get(request["node"])
        if found is None:
            raise LabError(f"nothing is plugged at {request['node']}")
        if kind and found.kind != kind:
            raise LabError(f"{found.node} is not of the kind {kind}")
        return found

    def ids(self, request, defaults):
        asked = {name: request[name] for name in ("serial", *defaults) if name in request}
        texts = {"serial": None, **defaults, **asked}
        for name, text in texts.items():
            if text is not None and not PLAIN_TEXT.fullmatch(text):
                raise LabError(f"{name} must be 1 to 64 plain characters")
        for name in ("vid", "pid"):
            if not re.fullmatch("[0-9a-f]{4}", texts[name]):
                raise LabError(f"{name} must be four lower-case hex digits")
        return UsbIds(**texts)

    def number(self, prefix, request):
        free = [number for number in NUMBERS if f"/dev/{prefix}{number}" not in self.plugged]
        wanted = request.get("number", free[0] if free else None)
        if wanted not in free:
            raise LabError(f"/dev/{prefix}{'' if wanted is None else wanted} is taken, or not one of four")
        return wanted

    async def op_plug(self, request):
        if request["model"] == "magtek":
            ids = self.ids({"serial": request.get("serial")}, MAGTEK)
            device = MagTekReader(self.testbed, self.number("hidraw", request), ids)
        elif request["model"] == "serial":
            family = request.get("family", "ttyUSB")
            if family not in SerialAdapter.MAJORS:
                raise LabError(f"no such family: {family}")
            ids = self.ids(request, GENERIC_SERIAL)
            device = SerialAdapter(self.testbed, family, self.number(family, request), ids)
        else:
            raise LabError(f"no such model: {request['model']}")
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
        await self.device(request).until_taken(request.get("timeoutMs", TIMEOUT_MS))

    async def op_opened(self, request):
        await self.device(request).until_opened(request.get("timeoutMs", TIMEOUT_MS))

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
