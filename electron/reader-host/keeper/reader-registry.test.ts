import { expect, test } from "vitest";
import { FakeClock } from "../../../shared/basics/fake-clock.ts";
import type { FoundDevice } from "../discovery/found-device.ts";
import { ScriptedReaders } from "../drivers/scripted/scripted-readers.ts";
import type { Log } from "../log.ts";
import { magtekProfile, nationalRegion, serialProfile } from "../profiles.fixture.ts";
import { type Pause, ReaderKeeper } from "./reader-keeper.ts";
import { ReaderRegistry } from "./reader-registry.ts";

const explicitPath = "/dev/serial/by-id/usb-reader";
const explicitId = `generic-serial-ascii:${explicitPath}`;

function aReader(overrides: Partial<FoundDevice> = {}): FoundDevice {
  return {
    transport: "hid",
    node: "/dev/hidraw0",
    identity: null,
    usb: { vendorId: "0801", productId: "0002" },
    serialNumber: "S1",
    productText: null,
    topology: "1-1",
    ...overrides,
  };
}

const aPort = aReader({
  transport: "serial",
  node: "/dev/ttyUSB0",
  identity: "5:1",
  usb: { vendorId: "1a86", productId: "7523" },
});

function registered(pauses: ReadonlyMap<string, Pause> = new Map()) {
  const clock = new FakeClock();
  // Scripted devices under real names: the registry does not care what opens them.
  const devices = new ScriptedReaders();
  const opened: string[] = [];
  const log: Log = (_level, event, fields) => event === "reader-opened" && opened.push(String(fields?.["node"]));
  const ports = { time: clock, region: nationalRegion, findHolders: () => Promise.resolve([]), log };
  const registry = new ReaderRegistry(
    [magtekProfile, serialProfile],
    pauses,
    (identity, _path, listener) =>
      new ReaderKeeper(identity, { ...ports, driver: devices.driverOf(identity.profile.family) }, listener),
    { changed: () => undefined, cardDecoded: () => undefined, readFailed: () => undefined },
  );
  const seen = (): Record<string, string> =>
    Object.fromEntries(registry.states.map(({ reader, status }) => [reader.readerId, `${status.kind} ${reader.node}`]));
  return { clock, devices, registry, seen, opened };
}

test("a plugged reader is ready, listed as absent after the unplug, and the same one after the replug elsewhere", async () => {
  const { clock, registry, seen } = registered();
  const steps = [];
  for (const found of [[aReader()], [], [aReader({ node: "/dev/hidraw5", topology: "3-1" })]]) {
    registry.setFound(found);
    await clock.advance(0);
    steps.push(seen());
  }

  const id = "magtek-usb-hid:0801:0002:S1";
  expect(steps).toEqual([{ [id]: "ready /dev/hidraw0" }, { [id]: "absent null" }, { [id]: "ready /dev/hidraw5" }]);
});

test("two readers that swap nodes in one breath are both read at their new nodes", async () => {
  const { clock, registry, seen } = registered();
  registry.setFound([aReader(), aReader({ serialNumber: "S2", node: "/dev/hidraw1" })]);
  await clock.advance(0);
  registry.setFound([aReader({ serialNumber: "S2" }), aReader({ node: "/dev/hidraw1" })]);
  await clock.advance(5000);

  expect(seen()).toEqual({
    "magtek-usb-hid:0801:0002:S1": "ready /dev/hidraw1",
    "magtek-usb-hid:0801:0002:S2": "ready /dev/hidraw0",
  });
});

test("a reader named by path is listed while it is absent and opened by that path when it is there", async () => {
  const { clock, registry, seen } = registered();
  registry.addExplicit({ profile: serialProfile, path: explicitPath });
  const before = seen();
  registry.setPathNode(explicitPath, "5:1");
  await clock.advance(0);

  expect([before, seen()]).toEqual([{ [explicitId]: "absent null" }, { [explicitId]: `ready ${explicitPath}` }]);
});

test("a device that a path leads to is kept once, whichever is heard of first", async () => {
  const seenInBothOrders = [];
  for (const isPathFirst of [true, false]) {
    const { clock, registry, seen } = registered();
    registry.addExplicit({ profile: serialProfile, path: explicitPath });
    if (isPathFirst) registry.setPathNode(explicitPath, "5:1");
    registry.setFound([aPort]);
    await clock.advance(0);
    if (!isPathFirst) registry.setPathNode(explicitPath, "5:1");
    await clock.advance(100);
    seenInBothOrders.push(seen());
  }

  const once = { [explicitId]: `ready ${explicitPath}` };
  expect(seenInBothOrders).toEqual([once, once]);
});

test("a device named by path leaves nothing behind when it is pulled before discovery lists again", async () => {
  const { clock, registry, seen } = registered();
  registry.addExplicit({ profile: serialProfile, path: explicitPath });
  registry.setPathNode(explicitPath, "5:1");
  registry.setFound([aPort]);
  registry.setPathNode(explicitPath, null);
  await clock.advance(0);
  const pulled = seen();
  registry.setFound([]);

  expect([pulled, seen()]).toEqual([{ [explicitId]: "absent null" }, { [explicitId]: "absent null" }]);
});

test("a path that leads to another node is opened anew", async () => {
  const { clock, registry, opened } = registered();
  registry.addExplicit({ profile: serialProfile, path: explicitPath });
  for (const identity of ["5:1", "5:1", "5:2"]) {
    registry.setPathNode(explicitPath, identity);
    await clock.advance(0);
  }

  expect([opened, registry.states[0]?.status.kind]).toEqual([[explicitPath, explicitPath], "ready"]);
});

test("a paused reader stays paused over an unplug, and one that comes for the first time starts paused", async () => {
  const pause = { byOperator: "T001", atMs: 1 };
  const { clock, registry, seen } = registered(new Map([["magtek-usb-hid:0801:0002:S2", pause]]));
  registry.setFound([aReader()]);
  registry.pause("magtek-usb-hid:0801:0002:S1", pause);
  registry.setFound([]);
  registry.setFound([aReader(), aReader({ serialNumber: "S2", node: "/dev/hidraw1" })]);
  await clock.advance(0);
  const paused = seen();
  registry.resume("magtek-usb-hid:0801:0002:S1");
  await clock.advance(0);

  expect([paused, seen()["magtek-usb-hid:0801:0002:S1"]]).toEqual([
    { "magtek-usb-hid:0801:0002:S1": "paused /dev/hidraw0", "magtek-usb-hid:0801:0002:S2": "paused /dev/hidraw1" },
    "ready /dev/hidraw0",
  ]);
});

test("of readers that were unplugged the twelve latest stay listed", async () => {
  const { clock, registry, seen } = registered();
  for (let plug = 0; plug < 30; plug += 1) {
    registry.setFound([aReader({ serialNumber: `S${plug}` })]);
    await clock.advance(0);
  }
  registry.setFound([]);

  expect(Object.keys(seen()).length).toBe(12);
});

test("stop gives every device back", async () => {
  const { clock, devices, registry } = registered();
  registry.setFound([aReader()]);
  await clock.advance(0);
  await registry.stop();

  const driver = devices.driverOf("magtek-hid");
  const target = { node: "/dev/hidraw0", profile: magtekProfile };
  expect((await driver.open(target, { bytes: () => undefined, lost: () => undefined })).ok).toBe(true);
});
