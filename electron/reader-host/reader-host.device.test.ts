import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { magTekReport } from "../../lab/cards/magtek-report.ts";
import { sampleStripe } from "../../lab/cards/sample-stripes.ts";
import { type Lab, serialAdapters, startLab } from "../../lab/lab-client.ts";
import { VirtualSerialPty } from "../../lab/serial-pty.ts";
import { FromReaderHost, type ToReaderHost } from "../../shared/contracts/reader-host.ts";
import type { ReaderStatus } from "../../shared/readers/reader-status.ts";
import { bundleDeviceChild, type DeviceProcess, startDeviceProcess } from "./device-process.fixture.ts";
import { magtekProfile, nationalRules, serialProfile } from "./profiles.fixture.ts";
import { aSealingKey } from "./sealing-key.fixture.ts";

const line = Buffer.from(";6222020000000000018=25121010000000000?\r\n");
const lineMask = "622202*********0018";
const report = magTekReport(sampleStripe);
const reportMask = "622202*********0000";

type Start = Extract<ToReaderHost, { kind: "start" }>;
type Host = DeviceProcess<FromReaderHost>;
type Readers = Extract<FromReaderHost, { kind: "readers" }>;
type CardRead = Extract<FromReaderHost, { kind: "cardRead" }>;

let script: string;
let lab: Lab;
let folder: string;
let hosts: Host[] = [];
let children: ChildProcess[] = [];

beforeAll(async () => {
  script = await bundleDeviceChild();
});

beforeEach(async () => {
  lab = await startLab();
  folder = await mkdtemp(path.join(tmpdir(), "host-"));
});

afterEach(async () => {
  for (const host of hosts) await host.stop();
  for (const child of children) child.kill("SIGKILL");
  [hosts, children] = [[], []];
  await lab.stop();
  await rm(folder, { recursive: true, force: true });
});

function startHost(overrides: Partial<Start> = {}, env: Readonly<Record<string, string>> = lab.env): Host {
  const host: Host = startDeviceProcess(script, "host", (raw) => FromReaderHost.parse(raw), env);
  hosts.push(host);
  host.send({
    kind: "start",
    profiles: [magtekProfile, serialProfile],
    explicit: [],
    discover: true,
    region: nationalRules,
    fingerprintKey: Buffer.alloc(32, 1).toString("base64"),
    sealingKey: aSealingKey(),
    paused: [],
    ...overrides,
  });
  return host;
}

/** Waits for a list in which the reader has this status, and gives that status. */
async function status(host: Host, readerId: string, kind: ReaderStatus["kind"]): Promise<ReaderStatus> {
  const statusIn = ({ readers }: Readers) => readers.find(({ reader }) => reader.readerId === readerId)?.status;
  const list = await host.next(
    (message): message is Readers => message.kind === "readers" && statusIn(message)?.kind === kind,
    10_000,
  );
  return statusIn(list) ?? { kind: "absent" };
}

async function nextCard(host: Host): Promise<readonly [string, string]> {
  const { card } = await host.next((message): message is CardRead => message.kind === "cardRead");
  return [card.readerId, card.keyMasked];
}

function cardsSoFar(host: Host): number {
  return host.messages.filter(({ kind }) => kind === "cardRead").length;
}

async function until(isReached: () => boolean): Promise<void> {
  while (!isReached()) await nextTurn();
}

test("a HID reader is found when it is plugged in, missed when it is pulled, and the same one at another node", async () => {
  const host = startHost();
  const readerId = "magtek-usb-hid:0801:0002:S1";
  const first = await lab.plugMagTek({ serial: "S1" });
  await status(host, readerId, "ready");
  await first.swipe(report);
  const before = await nextCard(host);
  await first.unplug();
  await status(host, readerId, "absent");
  const second = await lab.plugMagTek({ serial: "S1", number: 3 });
  await status(host, readerId, "ready");
  await second.swipe(report);

  expect([before, await nextCard(host)]).toEqual([
    [readerId, reportMask],
    [readerId, reportMask],
  ]);
});

test("two like readers without serial numbers both read, each under its own id", async () => {
  const host = startHost();
  const readers = [await lab.plugMagTek(), await lab.plugMagTek()];
  const list = await host.next(
    (message): message is Readers =>
      message.kind === "readers" && message.readers.filter((reader) => reader.status.kind === "ready").length === 2,
  );
  const ids = list.readers.map(({ reader }) => reader.readerId);
  for (const reader of readers) await reader.swipe(report);
  const cards = [await nextCard(host), await nextCard(host)];

  expect(new Set(ids).size).toBe(2);
  expect(new Set(cards.map(([readerId]) => readerId))).toEqual(new Set(ids));
});

test("a serial reader behind a USB adapter is found by its ids and lost in mid-read without a trace", async () => {
  const host = startHost();
  const options = { adapter: serialAdapters.ch340, serial: "A1" };
  const readerId = "generic-serial-ascii:1a86:7523:A1";
  const first = await lab.plugSerial(options);
  await status(host, readerId, "ready");
  await first.yank(line.subarray(0, 20));
  await status(host, readerId, "absent");
  const second = await lab.plugSerial(options);
  await status(host, readerId, "ready");
  await second.send(line.subarray(20));
  await second.send(line);

  expect([await nextCard(host), cardsSoFar(host)]).toEqual([[readerId, lineMask], 1]);
});

test("a reader named by path is absent until it is there, and back after a replug", async () => {
  const device = new VirtualSerialPty(path.join(folder, "ttyA"));
  const readerId = `generic-serial-ascii:${device.link}`;
  const host = startHost({ explicit: [{ profileId: "generic-serial-ascii", path: device.link }], discover: false });
  await status(host, readerId, "absent");
  const cards = [];
  for (let plug = 0; plug < 2; plug += 1) {
    await device.plug();
    await status(host, readerId, "ready");
    await device.send(line);
    cards.push(await nextCard(host));
    await device.unplug();
    await status(host, readerId, "absent");
  }

  expect(cards).toEqual([
    [readerId, lineMask],
    [readerId, lineMask],
  ]);
});

test("half a swipe before the host is killed and the rest after its restart give no card; the next swipe does", async () => {
  const device = new VirtualSerialPty(path.join(folder, "ttyA"));
  await device.plug();
  const readerId = `generic-serial-ascii:${device.link}`;
  const overrides = { explicit: [{ profileId: "generic-serial-ascii", path: device.link }], discover: false };
  const first = startHost(overrides);
  await status(first, readerId, "ready");
  await device.send(line.subarray(0, 20));
  await status(first, readerId, "reading");
  first.child.kill("SIGSTOP");
  await first.stop();
  const second = startHost(overrides);
  await status(second, readerId, "ready");
  await device.send(line.subarray(20));
  await device.send(line);

  expect([await nextCard(second), cardsSoFar(second)]).toEqual([[readerId, lineMask], 1]);
  await device.unplug();
});

test("a device that may not be opened says which rule mends it, and is opened once it may", async () => {
  const host = startHost();
  const readerId = "magtek-usb-hid:0801:0002:S1";
  const reader = await lab.plugMagTek({ serial: "S1" });
  await status(host, readerId, "ready");
  await reader.denyOpening(true);
  host.send({ kind: "reopen", readerId });
  const denied = await status(host, readerId, "faulted");
  await reader.denyOpening(false);
  await status(host, readerId, "ready");

  const udevRule = 'KERNEL=="hidraw*", ATTRS{idVendor}=="0801", ATTRS{idProduct}=="0002", MODE="0660", TAG+="uaccess"';
  expect(denied).toEqual({ kind: "faulted", fault: { kind: "permission-denied", node: "/dev/hidraw0", udevRule } });
});

test("a port that another program locked names the program, and is opened once it is free", async () => {
  const device = new VirtualSerialPty(path.join(folder, "ttyA"));
  await device.plug();
  const holder = spawn("/usr/bin/flock", ["--no-fork", device.link, "sleep", "60"], { stdio: "ignore" });
  children.push(holder);
  await until(() => holderIsRunning(holder));
  const readerId = `generic-serial-ascii:${device.link}`;
  const host = startHost({ explicit: [{ profileId: "generic-serial-ascii", path: device.link }], discover: false });
  const held = await status(host, readerId, "faulted");
  holder.kill("SIGKILL");
  await status(host, readerId, "ready");

  const holders: unknown = expect.arrayContaining([{ pid: holder.pid, program: "sleep" }]);
  expect(held).toEqual({ kind: "faulted", fault: { kind: "port-held", node: device.link, holders } });
  await device.unplug();
});

/** Whether flock has the lock and has become the program that keeps it. */
function holderIsRunning({ pid }: ChildProcess): boolean {
  return readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "sleep";
}

test("a program that holds the port without a lock does not keep us out, and the log names it", async () => {
  const device = new VirtualSerialPty(path.join(folder, "ttyA"));
  await device.plug();
  const terminal = await open(device.link, "r");
  const holder = spawn("sleep", ["60"], { stdio: [terminal.fd, "ignore", "ignore"] });
  children.push(holder);
  await terminal.close();
  const readerId = `generic-serial-ascii:${device.link}`;
  const host = startHost({ explicit: [{ profileId: "generic-serial-ascii", path: device.link }], discover: false });
  await status(host, readerId, "ready");
  const isHolder = (message: FromReaderHost): message is Extract<FromReaderHost, { kind: "log" }> =>
    message.kind === "log" && message.event === "port-shared" && message.fields["pid"] === holder.pid;

  expect((await host.next(isHolder)).fields["program"]).toBe("sleep");
  await device.unplug();
});

test("a paused reader gives its handle back and takes it again when it is resumed", async () => {
  const host = startHost();
  const readerId = "magtek-usb-hid:0801:0002:S1";
  const reader = await lab.plugMagTek({ serial: "S1" });
  await status(host, readerId, "ready");
  host.send({ kind: "pause", readerId, byOperator: "T001", atMs: 1 });
  await status(host, readerId, "paused");
  while ((await reader.state()).openers > 0) await nextTurn();

  await expect(reader.swipe(report)).rejects.toMatchObject({ kind: "nobodyListening" });
  host.send({ kind: "resume", readerId });
  await status(host, readerId, "ready");
  await reader.swipe(report);
  expect(await nextCard(host)).toEqual([readerId, reportMask]);
});

/** The pid of the plug monitor that a host started. */
async function monitorOf({ child }: Host): Promise<number> {
  const file = `/proc/${child.pid}/task/${child.pid}/children`;
  for (;;) {
    for (const pid of readFileSync(file, "utf8").trim().split(" ").filter(Boolean)) {
      const command = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, "utf8") : "";
      if (command.startsWith("udevadm\0monitor\0")) return Number(pid);
    }
    await nextTurn();
  }
}

test("a host that is killed leaves no monitor behind", async () => {
  const host = startHost();
  const pid = await monitorOf(host);
  host.child.kill("SIGSTOP");
  await host.stop();
  await until(() => !existsSync(`/proc/${pid}`));

  expect(existsSync(`/proc/${pid}`)).toBe(false);
});

test("a host that is stopped leaves no monitor behind and ends by itself", async () => {
  const host = startHost();
  const pid = await monitorOf(host);
  const exited = once(host.child, "exit");
  host.send({ kind: "stop" });
  const [code] = await exited;

  expect([code, host.messages.at(-1), existsSync(`/proc/${pid}`)]).toEqual([0, { kind: "stopped" }, false]);
});

test("where udevadm is missing HID readers are found all the same, and the list says what is wrong", async () => {
  const host = startHost({}, { ...lab.env, PATH: folder });
  const readerId = "magtek-usb-hid:0801:0002:S1";
  const fault = await status(host, "discovery", "faulted");
  const reader = await lab.plugMagTek({ serial: "S1" });
  await status(host, readerId, "ready");
  await reader.swipe(report);

  expect(fault).toEqual({ kind: "faulted", fault: { kind: "discovery-unavailable", code: "ENOENT" } });
  expect(await nextCard(host)).toEqual([readerId, reportMask]);
});
