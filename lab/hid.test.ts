import { afterEach, beforeEach, expect, test } from "vitest";
import { magTekReport } from "./cards/magtek-report.ts";
import { sampleStripe } from "./cards/sample-stripes.ts";
import { type Lab, startLab } from "./lab-client.ts";
import { type Probe, startProbe } from "./probe-process.ts";

const report = magTekReport(sampleStripe);
const reportHex = Buffer.from(report).toString("hex");

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

const open = (node: string): Promise<unknown> => probe.request({ op: "hid.open", node });

test("node-hid lists a plugged reader with its ids and usage, and none after the unplug", async () => {
  const reader = await lab.plugMagTek({ serial: "S1" });
  const plugged = await probe.request({ op: "hid.list" });
  await reader.unplug();
  const unplugged = await probe.request({ op: "hid.list" });

  const ids = {
    vendorId: 0x0801,
    productId: 0x0002,
    manufacturer: "Mag-Tek",
    product: "USB Swipe Reader",
    serialNumber: "S1",
  };
  const usage = { usagePage: 0xff00, usage: 1 };
  expect(plugged).toMatchObject({ devices: [{ path: "/dev/hidraw0", ...ids, ...usage }] });
  expect(unplugged).toMatchObject({ devices: [] });
});

test("ten swipes in a row arrive as ten reports of 337 bytes", async () => {
  const reader = await lab.plugMagTek();
  await open(reader.node);
  await Promise.all(Array.from({ length: 10 }, () => reader.swipe(report)));

  const events = [];
  for (let index = 0; index < 10; index += 1) events.push(await probe.nextEvent());
  expect(events).toEqual(Array(10).fill({ event: "hid.data", node: reader.node, hex: reportHex }));
});

test("an unplug is an error event, opening fails until the replug, then the next swipe is read", async () => {
  const reader = await lab.plugMagTek();
  await open(reader.node);
  await reader.unplug();
  const gone = await probe.nextEvent();
  await probe.request({ op: "close", node: reader.node });
  await expect(open(reader.node)).rejects.toThrow("No such file");

  const again = await lab.plugMagTek();
  await open(again.node);
  await again.swipe(report);

  expect(gone).toMatchObject({ event: "hid.error", node: "/dev/hidraw0" });
  expect(await probe.nextEvent()).toEqual({ event: "hid.data", node: "/dev/hidraw0", hex: reportHex });
});

test("an unplug in the middle of a read is an error event as well", async () => {
  const reader = await lab.plugMagTek();
  await open(reader.node);
  await reader.yank(report.subarray(0, 200));

  let event = await probe.nextEvent();
  if (event.event === "hid.data") event = await probe.nextEvent();
  expect(event).toMatchObject({ event: "hid.error" });
});

test("four readers are told apart by node and serial number", async () => {
  for (const serial of ["A", "B", "C", "D"]) await lab.plugMagTek({ serial });
  await expect(lab.plugMagTek({ serial: "E" })).rejects.toMatchObject({ kind: "refused" });

  const devices = ["A", "B", "C", "D"].map((serialNumber, index) => ({ path: `/dev/hidraw${index}`, serialNumber }));
  expect(await probe.request({ op: "hid.list" })).toMatchObject({ devices });
});

test("a feature report gets the answer of the reader", async () => {
  const reader = await lab.plugMagTek();
  await open(reader.node);
  const getTrackEnable = [0, 0, 1, 4, ...Array(21).fill(0)];
  await probe.request({ op: "hid.setFeature", node: reader.node, bytes: getTrackEnable });

  const { hex } = Object(await probe.request({ op: "hid.getFeature", node: reader.node, length: 25 }));
  expect(hex).toBe(`00000195${"00".repeat(21)}`);
  expect([...((await reader.lastFeature()) ?? [])]).toEqual(getTrackEnable.slice(1));
});

test("a swipe that nobody listens to is lost, and the lab says so", async () => {
  const reader = await lab.plugMagTek();

  await expect(reader.swipe(report)).rejects.toMatchObject({ kind: "nobodyListening" });
  await open(reader.node);
  await reader.swipe(report);
  expect(await probe.nextEvent()).toMatchObject({ event: "hid.data", hex: reportHex });
});

test("a denied node can't be opened, not by root either, until it is allowed", async () => {
  const reader = await lab.plugMagTek();
  await reader.denyOpening(true);
  await expect(open(reader.node)).rejects.toThrow("Permission denied");

  await reader.denyOpening(false);
  await open(reader.node);
  expect(await reader.state()).toMatchObject({ openers: 1, denied: false });
});

test("a reader that hangs keeps swipes and requests until it resumes", async () => {
  const reader = await lab.plugMagTek();
  await open(reader.node);
  await reader.hang();
  await reader.swipe(report);
  const feature = probe.request({ op: "hid.getFeature", node: reader.node, length: 25 });
  await expect(Promise.race([feature, lab.list()])).resolves.toMatchObject([{ hung: true }]);

  await reader.resume();
  expect(await feature).toMatchObject({ ok: true });
  expect(await probe.nextEvent()).toMatchObject({ event: "hid.data", hex: reportHex });
});

test("a reader that hung while its program was killed works with the next one", async () => {
  const reader = await lab.plugMagTek();
  await open(reader.node);
  await reader.hang();
  const feature = probe.request({ op: "hid.getFeature", node: reader.node, length: 25 });
  feature.catch(() => undefined);
  await expect.poll(async () => (await reader.state()).waiting).toBe(1);
  await probe.stop();
  await reader.resume();

  probe = startProbe({ env: lab.env });
  await open(reader.node);
  await reader.swipe(report);
  expect(await probe.nextEvent()).toMatchObject({ event: "hid.data", hex: reportHex });
});

test("a reader whose requests fail still reads cards", async () => {
  const reader = await lab.plugMagTek();
  await open(reader.node);
  await reader.failRequests(true);

  await expect(probe.request({ op: "hid.getFeature", node: reader.node, length: 25 })).rejects.toThrow("error");
  await reader.swipe(report);
  expect(await probe.nextEvent()).toMatchObject({ event: "hid.data" });
});
