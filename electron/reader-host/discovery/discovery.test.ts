import { expect, test } from "vitest";
import { FakeClock } from "../../../shared/basics/fake-clock.ts";
import { err, ok } from "../../../shared/basics/result.ts";
import { startDiscovery } from "./discovery.ts";
import type { DiscoveryFault } from "./discovery-fault.ts";
import type { FoundDevice } from "./found-device.ts";
import type { ListDevices } from "./list-devices.ts";
import type { UdevListener } from "./udev-monitor.ts";

function aPort(overrides: Partial<FoundDevice> = {}): FoundDevice {
  return {
    transport: "serial",
    node: "/dev/ttyUSB0",
    identity: null,
    usb: { vendorId: "1a86", productId: "7523" },
    serialNumber: null,
    productText: null,
    topology: null,
    ...overrides,
  };
}

interface Options {
  readonly monitored?: boolean;
  readonly isReading?: () => boolean;
  readonly serial?: ListDevices;
}

function discovering({ monitored = true, isReading = () => false, serial }: Options = {}) {
  const clock = new FakeClock();
  const counts = { hid: 0, serial: 0 };
  const plugged: Record<"hid" | "serial", readonly FoundDevice[]> = { hid: [], serial: [] };
  const found: (readonly string[])[] = [];
  const faults: (DiscoveryFault | null)[] = [];
  const lost: string[] = [];
  const monitor: { listener?: UdevListener; isStopped: boolean } = { isStopped: false };
  const list = (transport: "hid" | "serial"): ListDevices => {
    return () => {
      counts[transport] += 1;
      return transport === "serial" && serial !== undefined ? serial() : Promise.resolve(ok(plugged[transport]));
    };
  };
  const startMonitor = (listener: UdevListener) => {
    monitor.listener = listener;
    return () => {
      monitor.isStopped = true;
      return Promise.resolve();
    };
  };
  const discovery = startDiscovery(
    {
      timers: clock,
      listHid: list("hid"),
      listSerial: list("serial"),
      startMonitor: monitored ? startMonitor : null,
      isReading,
    },
    {
      found: (devices) => found.push(devices.map(({ node }) => node)),
      faulted: (fault) => faults.push(fault),
      monitorLost: (code) => lost.push(code),
    },
  );
  return { clock, counts, plugged, found, faults, lost, monitor, discovery };
}

test("with a monitor it lists once when the monitor is up and then only on events", async () => {
  const { clock, counts, found, monitor } = discovering();
  monitor.listener?.up();
  await clock.advance(600_000);

  expect([counts, found]).toEqual([{ hid: 1, serial: 1 }, [[]]]);
});

test("a burst of events of one subsystem is one listing of that transport", async () => {
  const { clock, counts, plugged, found, monitor } = discovering();
  monitor.listener?.up();
  await clock.advance(100);
  plugged.serial = [aPort()];
  for (let event = 0; event < 5; event += 1) {
    monitor.listener?.changed("tty");
    await clock.advance(10);
  }
  await clock.advance(100);

  expect([counts, found]).toEqual([{ hid: 1, serial: 2 }, [[], ["/dev/ttyUSB0"]]]);
});

test("an event during a listing is one more listing after it", async () => {
  const answers: (() => void)[] = [];
  const serial: ListDevices = () => new Promise((resolve) => answers.push(() => resolve(ok([]))));
  const { clock, monitor } = discovering({ serial });
  monitor.listener?.up();
  await clock.advance(0);
  monitor.listener?.changed("tty");
  await clock.advance(1000);
  const during = answers.length;
  answers[0]?.();
  await clock.advance(1000);

  expect([during, answers.length]).toEqual([1, 2]);
});

test("a USB port whose ids are not known yet is listed again until they are", async () => {
  const { clock, counts, plugged, monitor } = discovering();
  monitor.listener?.up();
  await clock.advance(0);
  plugged.serial = [aPort({ usb: null })];
  monitor.listener?.changed("tty");
  await clock.advance(200);
  plugged.serial = [aPort()];
  await clock.advance(60_000);

  // At the start, 30 ms after the event, 150 ms later still without ids, 300 ms later with them.
  expect(counts.serial).toBe(4);
});

test("a port that never gets ids is asked for five times and then left alone", async () => {
  const { clock, counts, plugged, monitor } = discovering();
  plugged.serial = [aPort({ usb: null }), aPort({ usb: null, node: "/dev/ttyS0" })];
  monitor.listener?.up();
  await clock.advance(600_000);

  expect(counts.serial).toBe(6);
});

test("a new port is not kept waiting by one that has no ids", async () => {
  const { clock, counts, plugged, monitor, found } = discovering();
  plugged.serial = [aPort({ usb: null })];
  monitor.listener?.up();
  await clock.advance(2300);
  const before = counts.serial;
  plugged.serial = [aPort({ usb: null }), aPort({ node: "/dev/ttyUSB1" })];
  monitor.listener?.changed("tty");
  await clock.advance(30);

  expect([counts.serial, found.at(-1)]).toEqual([before + 1, ["/dev/ttyUSB0", "/dev/ttyUSB1"]]);
});

test("without a monitor it polls every 2.5 s, but not while a card is being read", async () => {
  let isReading = false;
  const { clock, counts } = discovering({ monitored: false, isReading: () => isReading });
  await clock.advance(5000);
  isReading = true;
  await clock.advance(10_000);
  const whileReading = counts.serial;
  isReading = false;
  await clock.advance(2500);

  expect([whileReading, counts.serial]).toEqual([3, 4]);
});

test("a system that offers no monitor is polled, and that is no fault while polling finds the devices", async () => {
  const { clock, counts, faults, lost, monitor } = discovering();
  monitor.listener?.unavailable("ENOENT");
  await clock.advance(5000);

  expect([lost, faults, counts]).toEqual([["ENOENT"], [], { hid: 3, serial: 3 }]);
});

test("a system that offers neither monitor nor list is a fault until it lists", async () => {
  let isBroken = true;
  const serial: ListDevices = () => Promise.resolve(isBroken ? err("EXIT_1") : ok([]));
  const { clock, faults, monitor } = discovering({ serial });
  monitor.listener?.unavailable("ENOENT");
  await clock.advance(5000);
  isBroken = false;
  await clock.advance(2500);

  expect(faults).toEqual([{ kind: "discovery-unavailable", code: "ENOENT" }, null]);
});

test("a listing that fails keeps what was known, is said once with its transport, and mended by the next one", async () => {
  let isBroken = false;
  const serial: ListDevices = () => Promise.resolve(isBroken ? err("EXIT_1") : ok([aPort()]));
  const { clock, found, faults, discovery } = discovering({ serial });
  for (const broken of [false, true, true, false]) {
    isBroken = broken;
    discovery.rescan();
    await clock.advance(10);
  }

  expect(faults).toEqual([{ kind: "listing-failed", transport: "serial", code: "EXIT_1" }, null]);
  expect(new Set(found.map(String))).toEqual(new Set(["/dev/ttyUSB0"]));
});

test("after stop nothing is listed or told, and the monitor is gone", async () => {
  const { clock, counts, found, monitor, discovery } = discovering();
  monitor.listener?.up();
  await discovery.stop();
  monitor.listener?.changed("tty");
  await clock.advance(600_000);

  expect([counts, found, monitor.isStopped]).toEqual([{ hid: 0, serial: 0 }, [], true]);
});
