import { afterEach, beforeEach, expect, test } from "vitest";
import { asciiLine } from "./cards/ascii-lines.ts";
import { sampleStripe } from "./cards/sample-stripes.ts";
import { type Lab, serialAdapters, startLab } from "./lab-client.ts";
import { type Probe, startProbe } from "./probe-process.ts";

const line = asciiLine({ track2: sampleStripe.track2 });
const lineHex = Buffer.from(line).toString("hex");

let lab: Lab;
let probe: Probe;

beforeEach(async () => {
  lab = await startLab();
  probe = startProbe({ env: lab.env });
});

afterEach(async () => {
  await probe.stop();
  await lab.stop();
});

const open = (node: string, baudRate = 9600): Promise<unknown> => probe.request({ op: "serial.open", node, baudRate });

test("SerialPort.list shows each adapter with its ids, and none after the unplug", async () => {
  const ftdi = await lab.plugSerial({ adapter: serialAdapters.ftdi, serial: "A1" });
  const ch340 = await lab.plugSerial({ adapter: serialAdapters.ch340 });
  const modem = await lab.plugSerial({ family: "ttyACM", serial: "M1" });
  const plugged = await probe.request({ op: "serial.list" });
  for (const port of [ftdi, ch340, modem]) await port.unplug();

  expect(plugged).toMatchObject({
    ports: expect.arrayContaining([
      expect.objectContaining({ path: "/dev/ttyUSB0", vendorId: "0403", productId: "6001", serialNumber: "A1" }),
      expect.objectContaining({ path: "/dev/ttyUSB1", vendorId: "1a86", productId: "7523" }),
      expect.objectContaining({ path: "/dev/ttyACM0", vendorId: "1209", productId: "0001", manufacturer: "Lab" }),
    ]),
  });
  expect(await probe.request({ op: "serial.list" })).toMatchObject({ ports: [] });
});

test("a port delivers what its device sends, both ways", async () => {
  const port = await lab.plugSerial();
  await open(port.node);
  await port.opened();
  await port.send(line);
  expect(await probe.nextEvent()).toEqual({ event: "serial.data", node: "/dev/ttyUSB0", hex: lineHex });

  await probe.request({ op: "serial.write", node: port.node, text: "PING\r" });
  await expect.poll(async () => new TextDecoder().decode(await port.received())).toBe("PING\r");
});

test("the device sees baud rate and modem lines as the program sets them", async () => {
  const port = await lab.plugSerial();
  await open(port.node, 19_200);
  await probe.request({ op: "serial.setLines", node: port.node, lines: { dtr: false, rts: true } });

  expect(await port.state()).toMatchObject({ baudRate: 19_200, dtr: false, rts: true, openers: 1 });
  expect(await probe.request({ op: "serial.lines", node: port.node })).toMatchObject({
    lines: { cts: true, dsr: true },
  });
});

test("an unplug closes the port, and a replug can be opened", async () => {
  const port = await lab.plugSerial();
  await open(port.node);
  await port.unplug();
  expect(await probe.nextEvent()).toEqual({ event: "serial.close", node: "/dev/ttyUSB0", disconnected: true });

  const again = await lab.plugSerial();
  await open(again.node);
  await again.opened();
  await again.send(line);
  expect(await probe.nextEvent()).toMatchObject({ event: "serial.data", hex: lineHex });
});

test("an unplug in the middle of a read closes the port, too", async () => {
  const port = await lab.plugSerial();
  await open(port.node);
  await port.yank(line);

  let event = await probe.nextEvent();
  while (event.event === "serial.data") event = await probe.nextEvent();
  expect(event).toMatchObject({ event: "serial.close", disconnected: true });
});

test("a port held by another process can't be locked", async () => {
  const port = await lab.plugSerial();
  await port.holdLock(true);
  await expect(open(port.node)).rejects.toThrow("Cannot lock port");

  await port.holdLock(false);
  await open(port.node);
  await expect(port.holdLock(true)).rejects.toMatchObject({ kind: "refused" });
});

test("a denied port can't be opened until it is allowed", async () => {
  const port = await lab.plugSerial();
  await port.denyOpening(true);
  await expect(open(port.node)).rejects.toThrow("Permission denied");

  await port.denyOpening(false);
  await open(port.node);
});

test("what a killed program left unread is not given to the next one", async () => {
  const port = await lab.plugSerial();
  await open(port.node);
  await port.opened();
  process.kill(probe.pid, "SIGSTOP");
  await port.send(line.subarray(0, 20));
  await probe.stop();

  probe = startProbe({ env: lab.env });
  await open(port.node);
  await port.opened();
  await port.send(line);
  expect(await probe.nextEvent()).toMatchObject({ event: "serial.data", hex: lineHex });
});

test("failing modem lines tell a program that the adapter is gone", async () => {
  const port = await lab.plugSerial();
  await open(port.node);
  await port.failRequests(true);

  await expect(probe.request({ op: "serial.lines", node: port.node })).rejects.toThrow("Input/output error");
});
