import { expect, test } from "vitest";
import { FakeClock } from "../../../shared/basics/fake-clock.ts";
import { type FromReaderHost, type ReadCard, ToReaderHost } from "../../../shared/contracts/reader-host.ts";
import type { ReaderState, ReaderStatus } from "../../../shared/readers/reader-status.ts";
import { HostKeeper, type HostSettings } from "./host-keeper.ts";
import type { HostProcessListener } from "./host-process.ts";

const settings: HostSettings = { profiles: [], explicit: [], discover: true, region: {}, fingerprintKey: "AAAA" };
const sealingKey = { keyId: "0123456789abcdef", publicKey: "BBBB" };

function aReader(readerId: string, status: ReaderStatus): ReaderState {
  const reader = {
    readerId,
    profileId: "magtek-usb-hid",
    model: "MagTek SureSwipe",
    technology: "stripe",
    transport: "hid",
    node: "/dev/hidraw0",
    usbIds: "0801:0002",
    serialNumber: null,
    driver: "node-hid 3.4.0",
  } as const;
  return { reader, status, cardsRead: 0, badReads: 0, lastReadAtMs: null };
}

/** A host process that the test plays. */
class ScriptedHost {
  readonly received: ToReaderHost[] = [];
  isKilled = false;
  answersPings = true;
  readonly #listener: HostProcessListener;

  constructor(listener: HostProcessListener) {
    this.#listener = listener;
  }

  send(message: ToReaderHost): void {
    this.received.push(ToReaderHost.parse(message));
    if (message.kind === "ping" && this.answersPings) this.say({ kind: "pong", n: message.n });
  }

  kill(): void {
    this.isKilled = true;
    this.exit();
  }

  say(message: FromReaderHost | Record<string, unknown>): void {
    queueMicrotask(() => this.#listener.message(message));
  }

  exit(): void {
    queueMicrotask(() => this.#listener.exited());
  }

  get kinds(): readonly string[] {
    return this.received.map(({ kind }) => kind).filter((kind) => kind !== "ping");
  }
}

function keeping() {
  const clock = new FakeClock();
  const hosts: ScriptedHost[] = [];
  const keeper = new HostKeeper({
    time: clock,
    spawn: (listener) => {
      const host = new ScriptedHost(listener);
      hosts.push(host);
      return host;
    },
    settings,
  });
  const statuses: string[] = [];
  const logged: string[] = [];
  keeper.onReaders((readers) => statuses.push(readers.map(({ status }) => status.kind).join()));
  keeper.onLog(({ event }) => logged.push(event));
  const host = (index: number): ScriptedHost => {
    const found = hosts[index];
    if (found === undefined) throw new Error(`no host was started for the ${index + 1}. time`);
    return found;
  };
  return { clock, keeper, hosts, host, statuses, logged };
}

async function settled(): Promise<ReturnType<typeof keeping>> {
  const kept = keeping();
  kept.keeper.start();
  kept.host(0).say({ kind: "started" });
  kept.host(0).say({ kind: "readers", readers: [aReader("r1", { kind: "ready" })] });
  await kept.clock.advance(0);
  return kept;
}

test("the host is started with the settings and lives on while it answers", async () => {
  const { clock, hosts, host } = await settled();
  await clock.advance(600_000);

  expect(hosts.length).toBe(1);
  expect(host(0).received.find(({ kind }) => kind === "start")).toEqual({
    kind: "start",
    ...settings,
    sealingKey: null,
    paused: [],
  });
});

test("readers, cards and failed reads are passed on until the listener goes", async () => {
  const { clock, keeper, host, statuses } = await settled();
  const card: ReadCard = {
    readId: "01a20fc3-7d14-7b86-abe7-8fe22fd7f032",
    readerId: "r1",
    readerModel: "MagTek SureSwipe",
    technology: "stripe",
    fingerprint: "0".repeat(64),
    evidence: { kind: "stripe", key: { kind: "cardNumber", cardNumber: "123456788" }, authenticated: false },
    keyKind: "cardNumber",
    keyMasked: "123****88",
    expiry: { kind: "none" },
    tracks: ["absent", "read", "absent"],
    atMs: 1,
  };
  const failed = {
    readerId: "r1",
    readerModel: "MagTek SureSwipe",
    fault: { kind: "unreadable", badTracks: [2] },
    atMs: 2,
  } as const;
  const heard: unknown[] = [];
  const stopCards = keeper.onCardRead((read) => heard.push(read));
  keeper.onReadFailed((read) => heard.push(read));
  host(0).say({ kind: "cardRead", card });
  host(0).say({ kind: "readFailed", ...failed, fault: { ...failed.fault, badTracks: [2] } });
  await clock.advance(0);
  stopCards();
  host(0).say({ kind: "cardRead", card });
  await clock.advance(0);

  expect([statuses, heard]).toEqual([["ready"], [card, failed]]);
});

test("a host that dies is started again at once, and meanwhile every reader says so", async () => {
  const { clock, hosts, host, statuses, keeper } = await settled();
  host(0).exit();
  await clock.advance(0);
  host(1).say({ kind: "readers", readers: [aReader("r1", { kind: "ready" })] });
  await clock.advance(0);

  expect([hosts.length, statuses]).toEqual([2, ["ready", "faulted", "ready"]]);
  expect(keeper.readers.map(({ status }) => status)).toEqual([{ kind: "ready" }]);
});

test("while the host is down a paused reader stays paused and the others have the fault host-down", async () => {
  const kept = await settled();
  const paused = { kind: "paused", byOperator: "T001", atMs: 1 } as const;
  kept.host(0).say({ kind: "readers", readers: [aReader("r1", { kind: "reading" }), aReader("r2", paused)] });
  await kept.clock.advance(0);
  kept.host(0).exit();
  await kept.clock.advance(0);

  expect(kept.keeper.readers.map(({ status }) => status)).toEqual([
    { kind: "faulted", fault: { kind: "host-down" } },
    paused,
  ]);
});

test("a host that hangs is killed and started again", async () => {
  const { clock, hosts, host, logged } = await settled();
  host(0).answersPings = false;
  await clock.advance(1600);

  expect([host(0).isKilled, hosts.length, logged]).toEqual([true, 2, ["host-started", "host-ended"]]);
});

test("what a killed host still says is ignored", async () => {
  const { clock, host, statuses } = await settled();
  host(0).answersPings = false;
  await clock.advance(1600);
  host(0).say({ kind: "readers", readers: [] });
  host(0).exit();
  await clock.advance(0);

  expect(statuses).toEqual(["ready", "faulted"]);
});

test("sealing key and pauses are told again to every new host", async () => {
  const { clock, keeper, host } = await settled();
  keeper.setSealingKey(sealingKey);
  keeper.setSealingKey(sealingKey);
  keeper.pause("r1", "T001");
  keeper.pause("r2", "T001");
  keeper.resume("r2");
  const pausedAtMs = clock.nowMs();
  host(0).exit();
  await clock.advance(0);

  expect(host(0).kinds).toEqual(["start", "sealingKey", "pause", "pause", "resume"]);
  expect(host(1).received.find(({ kind }) => kind === "start")).toMatchObject({
    sealingKey,
    paused: [{ readerId: "r1", byOperator: "T001", atMs: pausedAtMs }],
  });
});

test("reopen, reopenAll, rescan and what scripted readers do go to the host that runs", async () => {
  const { keeper, host } = await settled();
  keeper.reopen("r1");
  keeper.reopenAll();
  keeper.rescan();
  keeper.sendScriptedBytes("r1", "0d");
  keeper.plugScripted("r1", false);

  expect(host(0).kinds).toEqual(["start", "reopen", "reopenAll", "rescan", "scriptedBytes", "scriptedPlug"]);
});

test("a host that dies at once again and again is started ever later, at most every five seconds", async () => {
  const { clock, keeper, hosts, host } = keeping();
  keeper.start();
  const waits: number[] = [];
  for (let death = 0; death < 8; death += 1) {
    host(death).exit();
    const diedAtMs = clock.nowMs();
    while (hosts.length === death + 1) await clock.advance(50);
    waits.push(clock.nowMs() - diedAtMs);
  }

  // The first two are at once; the clock of this test is read every 50 ms.
  expect(waits).toEqual([50, 50, 250, 500, 1000, 2000, 5000, 5000]);
});

test("after five good seconds a death is answered at once again", async () => {
  const { clock, keeper, hosts, host } = keeping();
  keeper.start();
  for (let death = 0; death < 5; death += 1) {
    host(death).exit();
    await clock.advance(1000);
  }
  await clock.advance(5000);
  host(5).exit();
  await clock.advance(0);

  expect(hosts.length).toBe(7);
});

test("a message outside the contract is logged and does not count as a sign of life", async () => {
  const { clock, hosts, host, logged } = await settled();
  host(0).answersPings = false;
  for (let round = 0; round < 8; round += 1) {
    host(0).say({ kind: "nonsense" });
    await clock.advance(200);
  }

  expect([logged.filter((event) => event === "host-message-refused").length, hosts.length]).toEqual([6, 2]);
});

test("stop asks the host to end and starts no other", async () => {
  const { clock, keeper, hosts, host } = await settled();
  const stopped = keeper.stop();
  host(0).exit();
  await stopped;
  await clock.advance(600_000);

  expect([host(0).kinds, host(0).isKilled, hosts.length]).toEqual([["start", "stop"], false, 1]);
});

test("a host that does not end is killed after a second and a half, and every caller of stop hears of it", async () => {
  const { clock, keeper, host } = await settled();
  const stops = [keeper.stop(), keeper.stop()];
  await clock.advance(1500);

  await expect(Promise.all(stops)).resolves.toHaveLength(2);
  expect(host(0).isKilled).toBe(true);
});

test("stopping between two hosts starts no other", async () => {
  const { clock, keeper, hosts, host } = keeping();
  keeper.start();
  for (let death = 0; death < 3; death += 1) {
    host(death).exit();
    await clock.advance(10);
  }
  await keeper.stop();
  await clock.advance(60_000);

  expect([hosts.length, clock.pendingDelaysMs]).toEqual([3, []]);
});
