import { expect, test } from "vitest";
import { FakeClock } from "../../../shared/basics/fake-clock.ts";
import { err, ok } from "../../../shared/basics/result.ts";
import type { ReaderStatus } from "../../../shared/readers/reader-status.ts";
import type { DeviceDriver, DeviceHandle, DeviceSink, OpenFailure } from "../drivers/device-driver.ts";
import type { Log } from "../log.ts";
import { nationalRegion, serialProfile } from "../profiles.fixture.ts";
import type { PortHolder } from "./port-holders.ts";
import { ReaderKeeper } from "./reader-keeper.ts";

const node = "/dev/ttyUSB0";
const line = ";6222020000000000000=25121010000000000?\r";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** One call of the driver's `open` that the test answers. */
interface Opening {
  readonly sink: DeviceSink;
  readonly succeed: () => Promise<void>;
  readonly fail: (failure: OpenFailure) => Promise<void>;
  isClosed: boolean;
}

function kept(options: { readonly holders?: readonly PortHolder[]; readonly throws?: boolean } = {}) {
  const clock = new FakeClock();
  const openings: Opening[] = [];
  const statuses: string[] = [];
  const reads: string[] = [];
  const logged: string[] = [];
  const driver: DeviceDriver = {
    family: "serial-ascii",
    transport: "serial",
    library: "test",
    open: (_target, sink) => {
      if (options.throws === true) throw new TypeError("bug in the driver");
      return new Promise((resolve) => {
        const handle: DeviceHandle = {
          close: () => {
            opening.isClosed = true;
            return Promise.resolve();
          },
        };
        const answer = async (result: Parameters<typeof resolve>[0]): Promise<void> => {
          resolve(result);
          await clock.advance(0);
        };
        const opening: Opening = {
          sink,
          succeed: () => answer(ok(handle)),
          fail: (failure) => answer(err(failure)),
          isClosed: false,
        };
        openings.push(opening);
      });
    },
  };
  const log: Log = (_level, event) => logged.push(event);
  const findHolders = () => Promise.resolve(options.holders ?? []);
  const ports = { time: clock, driver, region: nationalRegion, findHolders, log };
  const identity = {
    readerId: "r1",
    profile: serialProfile,
    usb: { vendorId: "1a86", productId: "7523" },
    serialNumber: null,
  };
  const keeper: ReaderKeeper = new ReaderKeeper(identity, ports, {
    changed: () => {
      const { kind } = status();
      if (statuses.at(-1) !== kind) statuses.push(kind);
    },
    cardDecoded: ({ key }) => reads.push(key.kind),
    readFailed: ({ kind }) => reads.push(kind),
  });
  const status = (): ReaderStatus => keeper.state.status;
  return { clock, keeper, openings, statuses, reads, logged, status };
}

type Kept = ReturnType<typeof kept>;

function opening({ openings }: Kept, index: number): Opening {
  const found = openings[index];
  if (found === undefined) throw new Error(`the driver was not asked to open for the ${index + 1}. time`);
  return found;
}

async function ready(): Promise<Kept> {
  const reader = kept();
  reader.keeper.setNode(node);
  await reader.clock.advance(0);
  await opening(reader, 0).succeed();
  return reader;
}

test("a reader whose node appears is opened and read", async () => {
  const reader = await ready();
  opening(reader, 0).sink.bytes(bytes(line.slice(0, 20)));
  opening(reader, 0).sink.bytes(bytes(line.slice(20)));

  expect([reader.statuses, reader.reads]).toEqual([["starting", "ready", "reading", "ready"], ["bankNumber"]]);
});

test("after a loss it waits, opens again and reads; what the lost handle still sends is ignored", async () => {
  const reader = await ready();
  const lost = opening(reader, 0);
  lost.sink.bytes(bytes(line.slice(0, 20)));
  lost.sink.lost({ kind: "hung-up", code: "CLOSED" });
  lost.sink.bytes(bytes(line.slice(20)));
  await reader.clock.advance(100);
  await opening(reader, 1).succeed();
  opening(reader, 1).sink.bytes(bytes(line.slice(20)));
  opening(reader, 1).sink.bytes(bytes(line));

  expect(lost.isClosed).toBe(true);
  expect([reader.statuses, reader.reads]).toEqual([
    ["starting", "ready", "reading", "silent", "ready"],
    ["bankNumber"],
  ]);
});

test("attempts to open back off to three seconds and start afresh when the node comes back", async () => {
  const reader = kept();
  reader.keeper.setNode(node);
  await reader.clock.advance(0);
  const waits: number[] = [];
  for (let attempt = 0; attempt < 8; attempt += 1) {
    await opening(reader, attempt).fail({ kind: "failed", code: "EIO" });
    const failedAtMs = reader.clock.nowMs();
    while (reader.openings.length === attempt + 1) await reader.clock.advance(100);
    waits.push(reader.clock.nowMs() - failedAtMs);
  }
  await opening(reader, 8).fail({ kind: "failed", code: "EIO" });
  reader.keeper.setNode(null);
  reader.keeper.setNode(node);
  await reader.clock.advance(0);

  expect(waits).toEqual([100, 200, 400, 800, 1600, 3000, 3000, 3000]);
  expect(reader.openings.length).toBe(10);
});

test("a fault stays on the screen while opening is tried again", async () => {
  const reader = kept();
  reader.keeper.setNode(node);
  await reader.clock.advance(0);
  await opening(reader, 0).fail({ kind: "permission-denied" });
  await reader.clock.advance(100);
  const whileTrying = reader.status();
  await opening(reader, 1).succeed();

  expect(whileTrying).toEqual({
    kind: "faulted",
    fault: {
      kind: "permission-denied",
      node,
      udevRule:
        'SUBSYSTEM=="tty", ATTRS{idVendor}=="1a86", ATTRS{idProduct}=="7523", MODE="0660", TAG+="uaccess", ENV{ID_MM_DEVICE_IGNORE}="1"',
    },
  });
  expect(reader.statuses).toEqual(["starting", "faulted", "ready"]);
});

test("a held port names its holders", async () => {
  const holders = [{ pid: 4711, program: "minicom" }];
  const reader = kept({ holders });
  reader.keeper.setNode(node);
  await reader.clock.advance(0);
  await opening(reader, 0).fail({ kind: "held" });

  expect(reader.status()).toEqual({ kind: "faulted", fault: { kind: "port-held", node, holders } });
});

test("a port that another program shares works, and the log names the program", async () => {
  const reader = kept({ holders: [{ pid: 4711, program: "cat" }] });
  reader.keeper.setNode(node);
  await reader.clock.advance(0);
  await opening(reader, 0).succeed();

  expect([reader.status().kind, reader.logged]).toEqual(["ready", ["reader-opened", "port-shared"]]);
});

test("a node that is listed and not yet there is attached, waiting for it", async () => {
  const reader = kept();
  reader.keeper.setNode(node);
  await reader.clock.advance(0);
  await opening(reader, 0).fail({ kind: "absent" });

  expect(reader.status()).toEqual({ kind: "attached" });
});

test("an unplugged reader is closed and absent, and nothing is tried until it is back", async () => {
  const reader = await ready();
  reader.keeper.setNode(null);
  await reader.clock.advance(60_000);

  expect([opening(reader, 0).isClosed, reader.status(), reader.openings.length]).toEqual([true, { kind: "absent" }, 1]);
});

test("while paused the handle is closed and no card is taken; resuming opens it again", async () => {
  const reader = await ready();
  const pause = { byOperator: "T001", atMs: 1 };
  reader.keeper.pause(pause);
  opening(reader, 0).sink.bytes(bytes(line));
  await reader.clock.advance(60_000);
  const paused = [opening(reader, 0).isClosed, reader.openings.length, reader.status()];
  reader.keeper.resume();
  await reader.clock.advance(0);
  await opening(reader, 1).succeed();

  expect(paused).toEqual([true, 1, { kind: "paused", ...pause }]);
  expect(reader.status()).toEqual({ kind: "ready" });
});

test("a pause that comes while the port is being opened wins", async () => {
  const reader = kept();
  reader.keeper.setNode(node);
  await reader.clock.advance(0);
  reader.keeper.pause({ byOperator: "T001", atMs: 1 });
  await opening(reader, 0).succeed();

  expect([opening(reader, 0).isClosed, reader.status().kind, reader.openings.length]).toEqual([true, "paused", 1]);
});

test("another node under the same reader closes the old handle before it opens the new one", async () => {
  const reader = await ready();
  reader.keeper.setNode("/dev/ttyUSB1");
  await reader.clock.advance(0);

  expect([opening(reader, 0).isClosed, reader.openings.length]).toEqual([true, 2]);
});

test("reopen closes and opens again, once", async () => {
  const reader = await ready();
  reader.keeper.reopen();
  await reader.clock.advance(0);
  await opening(reader, 1).succeed();
  await reader.clock.advance(60_000);

  expect([opening(reader, 0).isClosed, reader.openings.length, reader.status()]).toEqual([true, 2, { kind: "ready" }]);
});

test("an open that hangs is given up, and closed should it succeed after all", async () => {
  const reader = kept();
  reader.keeper.setNode(node);
  await reader.clock.advance(5000);
  const given = reader.status();
  await opening(reader, 0).succeed();

  expect(given).toEqual({ kind: "faulted", fault: { kind: "open-failed", node, code: "ETIMEDOUT" } });
  expect(opening(reader, 0).isClosed).toBe(true);
});

test("a driver that throws is a fault of its reader and is tried again", async () => {
  const reader = kept({ throws: true });
  reader.keeper.setNode(node);
  await reader.clock.advance(100);

  expect(reader.status()).toEqual({ kind: "faulted", fault: { kind: "open-failed", node, code: "UNKNOWN" } });
  expect(reader.logged).toEqual(["driver-threw", "reader-not-opened", "driver-threw"]);
});

test("a reader that takes cards but loses its line at once keeps backing off; after five good seconds it starts afresh", async () => {
  const reader = await ready();
  opening(reader, 0).sink.lost({ kind: "unresponsive" });
  await reader.clock.advance(100);
  await opening(reader, 1).succeed();
  opening(reader, 1).sink.lost({ kind: "unresponsive" });
  await reader.clock.advance(100);
  const afterSecondLoss = reader.openings.length;
  await reader.clock.advance(100);
  await opening(reader, 2).succeed();
  await reader.clock.advance(5000);
  opening(reader, 2).sink.lost({ kind: "unresponsive" });
  await reader.clock.advance(100);

  expect([afterSecondLoss, reader.openings.length]).toEqual([2, 4]);
});

test("bad reads and cards are counted with the time of the last one", async () => {
  const reader = await ready();
  opening(reader, 0).sink.bytes(bytes(";E?\r"));
  await reader.clock.advance(7);
  reader.keeper.countRead("card");

  const { cardsRead, badReads, lastReadAtMs } = reader.keeper.state;
  expect({ cardsRead, badReads, lastReadAtMs }).toEqual({
    cardsRead: 1,
    badReads: 1,
    lastReadAtMs: reader.clock.nowMs(),
  });
});

test("stop closes the handle and leaves no timer", async () => {
  const reader = await ready();
  opening(reader, 0).sink.bytes(bytes(line.slice(0, 20)));
  await reader.keeper.stop();
  await reader.clock.advance(60_000);

  expect([opening(reader, 0).isClosed, reader.openings.length, reader.clock.pendingDelaysMs.length]).toEqual([
    true,
    1,
    0,
  ]);
});
