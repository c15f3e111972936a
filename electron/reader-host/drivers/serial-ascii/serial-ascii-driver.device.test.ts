import { constants } from "node:fs";
import { chmod, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Lab, serialAdapters, startLab } from "../../../../lab/lab-client.ts";
import { VirtualSerialPty } from "../../../../lab/serial-pty.ts";
import packageJson from "../../../../package.json" with { type: "json" };
import { bundleDeviceChild } from "../../device-process.fixture.ts";
import { serialProfile } from "../../profiles.fixture.ts";
import { type RemoteDriver, startRemoteDriver } from "../../remote-driver.fixture.ts";
import { systemTimers } from "../../system-timers.ts";
import { describeDriver } from "../driver.contract.ts";
import { createSerialAsciiDriver } from "./serial-ascii-driver.ts";
import { serialLibrary } from "./serial-library.ts";

const driver = createSerialAsciiDriver(systemTimers);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const messages = [bytes(";6222020000000000018=25121010000000000?\r"), bytes(";123456788?\r")] as const;

let folder: string;
let lab: Lab;
let remote: RemoteDriver;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "serial-"));
  // An account without rights must get as far as the device.
  await chmod(folder, 0o755);
  const script = await bundleDeviceChild();
  lab = await startLab();
  remote = startRemoteDriver(script, "serial-ascii", lab.env);
});

afterAll(async () => {
  await remote.stop();
  await lab.stop();
  await rm(folder, { recursive: true, force: true });
});

describeDriver("serial-ascii on a pseudo-terminal", async () => {
  const device = new VirtualSerialPty(path.join(folder, "ttyA"));
  await device.plug();
  let isPlugged = true;
  return {
    driver,
    target: { node: device.link, profile: serialProfile },
    messages,
    send: (message) => device.send(message),
    unplug: async () => {
      await device.unplug();
      isPlugged = false;
    },
    replug: async () => {
      await device.plug();
      isPlugged = true;
    },
    dispose: async () => {
      if (isPlugged) await device.unplug();
    },
  };
});

describeDriver("serial-ascii on a USB adapter", async () => {
  const options = { number: 0, adapter: serialAdapters.ch340 } as const;
  let device = await lab.plugSerial(options);
  let isPlugged = true;
  return {
    driver: remote.driver,
    target: { node: device.node, profile: serialProfile },
    messages,
    send: (message) => device.send(message),
    unplug: async () => {
      await device.unplug();
      isPlugged = false;
    },
    replug: async () => {
      device = await lab.plugSerial(options);
      isPlugged = true;
    },
    dispose: async () => {
      if (isPlugged) await device.unplug();
    },
  };
});

const sink = { bytes: () => undefined, lost: () => undefined };

/** Takes one byte off the terminal as soon as there is one: what was sent with it is then in the terminal, too. */
async function takeFirstByte(node: string): Promise<void> {
  const terminal = await open(node, constants.O_RDONLY | constants.O_NOCTTY | constants.O_NONBLOCK);
  try {
    for (;;) {
      const { bytesRead } = await terminal.read(Buffer.alloc(1)).catch(() => ({ bytesRead: 0 }));
      if (bytesRead === 1) return;
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  } finally {
    await terminal.close();
  }
}

test("what the device sent before the port was opened is dropped", async () => {
  const device = new VirtualSerialPty(path.join(folder, "ttyB"));
  await device.plug();
  await device.send(bytes(";622202000000"));
  await takeFirstByte(device.link);
  let received = "";
  let tellWhole = (): void => undefined;
  const whole = new Promise<void>((resolve) => {
    tellWhole = resolve;
  });
  const listening = {
    ...sink,
    bytes: (chunk: Uint8Array) => {
      received += Buffer.from(chunk).toString();
      if (received.endsWith("\r")) tellWhole();
    },
  };
  const opened = await driver.open({ node: device.link, profile: serialProfile }, listening);
  await device.send(messages[1]);
  await whole;
  if (opened.ok) await opened.value.close();
  await device.unplug();

  expect(received).toBe(";123456788?\r");
});

test("a port that this account may not open is named so", async () => {
  const script = await bundleDeviceChild();
  const ordinary = startRemoteDriver(script, "serial-ascii", {});
  const device = new VirtualSerialPty(path.join(folder, "ttyC"));
  await device.plug();
  await ordinary.dropRights();
  await chmod(device.link, 0o000);
  const denied = await ordinary.driver.open({ node: device.link, profile: serialProfile }, sink);
  await ordinary.stop();
  await device.unplug();

  expect(denied).toEqual({ ok: false, error: { kind: "permission-denied" } });
});

test("a port that we or another program locked is held", async () => {
  const device = await lab.plugSerial({ number: 1 });
  await device.holdLock(true);
  const held = await remote.driver.open({ node: device.node, profile: serialProfile }, sink);
  await device.holdLock(false);
  const free = await remote.driver.open({ node: device.node, profile: serialProfile }, sink);
  const twice = await remote.driver.open({ node: device.node, profile: serialProfile }, sink);
  await device.unplug();

  expect([held, free.ok, twice]).toEqual([
    { ok: false, error: { kind: "held" } },
    true,
    { ok: false, error: { kind: "held" } },
  ]);
});

test("the line is set as the profile says, with DTR and RTS for readers that live on them", async () => {
  const device = await lab.plugSerial({ number: 1 });
  const profile = { ...serialProfile, line: { ...serialProfile.line, baudRate: 19_200 } } as const;
  const opened = await remote.driver.open({ node: device.node, profile }, sink);
  if (!opened.ok) throw new Error(opened.error.kind);
  const state = await device.state();
  await device.unplug();

  expect(state).toMatchObject({ baudRate: 19_200, dtr: true, rts: true });
});

test("an adapter whose modem lines begin to fail is lost", async () => {
  const device = await lab.plugSerial({ number: 1 });
  const lost = new Promise((resolve) => {
    void remote.driver
      .open({ node: device.node, profile: serialProfile }, { ...sink, lost: resolve })
      .then(() => device.failRequests(true));
  });

  expect(await lost).toEqual({ kind: "hung-up", code: "NO_LINE" });
  await device.unplug();
});

test("the library's version is the one that package.json pins", () => {
  expect(serialLibrary).toBe(`serialport ${packageJson.dependencies.serialport}`);
});
