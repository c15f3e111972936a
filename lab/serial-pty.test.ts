import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { asciiLine } from "./cards/ascii-lines.ts";
import { sampleStripe } from "./cards/sample-stripes.ts";
import type { LineEvent } from "./json-lines.ts";
import { type Probe, startProbe } from "./probe-process.ts";
import { VirtualSerialPty } from "./serial-pty.ts";

const line = asciiLine({ track2: sampleStripe.track2 });

let folder: string;
let device: VirtualSerialPty;
let probe: Probe;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "lab-pty-"));
  device = new VirtualSerialPty(path.join(folder, "ttyUSB0"));
  probe = startProbe();
  await device.plug();
});

afterEach(async () => {
  await probe.stop();
  await device.unplug().catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
});

const open = (): Promise<unknown> => probe.request({ op: "serial.open", node: device.link, baudRate: 9600 });

function bytesOf(event: LineEvent): Uint8Array {
  expect(event).toMatchObject({ event: "serial.data" });
  return new Uint8Array(Buffer.from(String(event["hex"]), "hex"));
}

async function readAll(length: number): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  while (pieces.reduce((sum, piece) => sum + piece.length, 0) < length) pieces.push(bytesOf(await probe.nextEvent()));
  return pieces;
}

test("a program opens the link and reads and writes through it", async () => {
  await open();
  await device.send(line);
  expect(new Uint8Array(Buffer.concat(await readAll(line.length)))).toEqual(line);

  await probe.request({ op: "serial.write", node: device.link, text: "PING\r" });
  await expect.poll(() => new TextDecoder().decode(device.received())).toBe("PING\r");
});

test("pieces with a gap between them arrive as they were cut", async () => {
  await open();
  await device.sendInPieces(line, [1, 20, 21], 30);

  expect((await readAll(line.length)).map((piece) => piece.length)).toEqual([1, 19, 1, line.length - 21]);
});

test("a paced line takes the time of its baud rate", async () => {
  await open();
  const startedAtMs = performance.now();
  await device.paced(line, 9600);
  const tookMs = performance.now() - startedAtMs;

  expect(new Uint8Array(Buffer.concat(await readAll(line.length)))).toEqual(line);
  // A timer may fire a millisecond early by another clock's count.
  expect(tookMs).toBeGreaterThan(((line.length - 2) * 10_000) / 9600 - 1);
});

test("an unplug closes the port and takes the link away; a replug can be opened", async () => {
  await open();
  await device.unplug();
  expect(await probe.nextEvent()).toMatchObject({ event: "serial.close", disconnected: true });
  await expect(open()).rejects.toThrow("No such file");

  await device.plug();
  await open();
  await device.send(line);
  expect(new Uint8Array(Buffer.concat(await readAll(line.length)))).toEqual(line);
});

test("a yank closes the port and leaves no link behind", async () => {
  await open();
  await device.yank(line);

  let event = await probe.nextEvent();
  while (event.event === "serial.data") event = await probe.nextEvent();
  expect(event).toMatchObject({ event: "serial.close", disconnected: true });
  await expect(probe.request({ op: "serial.open", node: device.link, baudRate: 9600 })).rejects.toThrow("No such file");
});

test("a device that hangs keeps what it was given until it resumes", async () => {
  await open();
  device.hang();
  await device.send(line);
  expect(await probe.request({ op: "serial.list" })).toMatchObject({ ok: true });
  const early = probe.nextEvent();
  device.resume();

  expect(bytesOf(await early)).toEqual(line);
});

test("a device that hangs can be unplugged", async () => {
  await open();
  device.hang();
  await device.unplug();

  expect(await probe.nextEvent()).toMatchObject({ event: "serial.close" });
});
