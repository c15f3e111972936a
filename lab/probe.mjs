// A program among the devices: does with the real node-hid and serialport what JSON lines on its standard input ask
// for, and says on standard output what happens. The tests of the lab talk to it; so can you.
import { read } from "node:fs";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { LinuxPortBinding } from "@serialport/bindings-cpp";
import { unixRead } from "@serialport/bindings-cpp/dist/unix-read.js";
import HID from "node-hid";
import { SerialPort } from "serialport";

const open = new Map();

// serialport 13 takes the 0 bytes of a line that hung up during a read for "nothing yet", and reads on for ever. As it
// opens lines so that "nothing yet" is EAGAIN, 0 bytes always mean that the device is gone.
const readFile = promisify(read);
async function readUntilHangUp(...place) {
  const result = await readFile(...place);
  if (result.bytesRead === 0) throw Object.assign(new Error("the line hung up"), { disconnect: true });
  return result;
}
LinuxPortBinding.prototype.read = function (buffer, offset, length) {
  if (!this.isOpen) return Promise.reject(new Error("Port is not open"));
  return unixRead({ binding: this, buffer, offset, length, fsReadAsync: readUntilHangUp });
};

const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const hex = (bytes) => Buffer.from(bytes).toString("hex");
const called = (start) =>
  new Promise((resolve, reject) => start((problem, value) => (problem ? reject(problem) : resolve(value))));

const operations = {
  "hid.list": () => ({
    devices: HID.devices(),
  }),
  "hid.open": async ({ node }) => {
    const device = await HID.HIDAsync.open(node);
    device.on("data", (report) => tell({ event: "hid.data", node, hex: hex(report) }));
    device.on("error", (problem) => tell({ event: "hid.error", node, problem: String(problem) }));
    open.set(node, device);
  },
  "hid.setFeature": async ({ node, bytes }) => ({ count: await open.get(node).sendFeatureReport(bytes) }),
  "hid.getFeature": async ({ node, length }) => ({ hex: hex(await open.get(node).getFeatureReport(0, length)) }),
  "serial.list": async () => ({ ports: await SerialPort.list() }),
  "serial.open": async ({ node, baudRate }) => {
    const port = new SerialPort({ path: node, baudRate, autoOpen: false });
    await called((done) => port.open(done));
    port.on("data", (bytes) => tell({ event: "serial.data", node, hex: hex(bytes) }));
    port.on("close", (problem) => tell({ event: "serial.close", node, disconnected: problem?.disconnected === true }));
    port.on("error", (problem) => tell({ event: "serial.error", node, problem: problem.message }));
    open.set(node, port);
  },
  "serial.lines": async ({ node }) => ({ lines: await called((done) => open.get(node).get(done)) }),
  "serial.setLines": ({ node, lines }) => called((done) => open.get(node).set(lines, done)),
  "serial.write": async ({ node, text }) => {
    open.get(node).write(text);
    await called((done) => open.get(node).drain(done));
  },
  close: async ({ node }) => {
    const device = open.get(node);
    open.delete(node);
    if (device instanceof SerialPort) await called((done) => device.close(done));
    else await device.close();
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { id, op, ...fields } = JSON.parse(line);
  try {
    tell({ id, ok: true, ...(await operations[op](fields)) });
  } catch (problem) {
    tell({ id, ok: false, error: String(problem.message ?? problem) });
  }
}
process.exit(0);
