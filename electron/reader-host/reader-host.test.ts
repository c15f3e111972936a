import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { FakeClock, settle } from "../../shared/basics/fake-clock.ts";
import { FromReaderHost, type ToReaderHost } from "../../shared/contracts/reader-host.ts";
import type { DiscoveryListener } from "./discovery/discovery.ts";
import type { PathListener } from "./discovery/path-watch.ts";
import type { DeviceDriver } from "./drivers/device-driver.ts";
import { ScriptedReaders } from "./drivers/scripted/scripted-readers.ts";
import { magtekProfile, nationalRules, serialProfile } from "./profiles.fixture.ts";
import { ReaderHost } from "./reader-host.ts";
import { aSealingKey } from "./sealing-key.fixture.ts";

const path = "scripted:front";
const readerId = "generic-serial-ascii:scripted:front";
const bankNumber = "6222020000000000018";
const bankLine = `%B${bankNumber}^DOE/JO^2512?;${bankNumber}=25121010000000000?\r`;
const cityLine = ";123456788?\r";

const start: Extract<ToReaderHost, { kind: "start" }> = {
  kind: "start",
  profiles: [serialProfile, magtekProfile],
  explicit: [{ profileId: "generic-serial-ascii", path }],
  discover: false,
  region: nationalRules,
  fingerprintKey: Buffer.alloc(32, 1).toString("base64"),
  sealingKey: aSealingKey(),
  paused: [],
};

const noDriver: DeviceDriver = {
  family: "serial-ascii",
  transport: "serial",
  library: "none",
  open: () => Promise.reject(new Error("no device is opened here")),
};

function hosted({ isProduct = false } = {}) {
  const clock = new FakeClock();
  const scripted = new ScriptedReaders();
  const sent: FromReaderHost[] = [];
  const discovery: { listener?: DiscoveryListener; rescans: number } = { rescans: 0 };
  const watch: { paths: readonly string[]; listener?: PathListener } = { paths: [] };
  let exits = 0;
  const host = new ReaderHost({
    time: clock,
    // What leaves must fit the contract, whatever it is.
    send: (message) => sent.push(FromReaderHost.parse(message)),
    drivers: { "serial-ascii": noDriver, "magtek-hid": noDriver },
    startDiscovery: (listener) => {
      discovery.listener = listener;
      return { rescan: () => (discovery.rescans += 1), stop: () => Promise.resolve() };
    },
    startPathWatch: (paths, listener) => {
      watch.paths = paths;
      watch.listener = listener;
      return { recheck: () => undefined, stop: () => undefined };
    },
    findHolders: () => Promise.resolve([]),
    newReadId: () => "01a20fc3-7d14-7b86-abe7-8fe22fd7f032",
    scripted: isProduct ? null : scripted,
    exit: () => {
      exits += 1;
    },
  });
  const receive = async (...messages: readonly ToReaderHost[]): Promise<void> => {
    for (const message of messages) host.receive(message);
    await clock.advance(0);
    // Sealing is real cryptography on the thread pool.
    await settle();
  };
  const swipe = (line: string): Promise<void> =>
    receive({ kind: "scriptedBytes", readerId, hex: Buffer.from(line).toString("hex") });
  const ofKind = <Kind extends FromReaderHost["kind"]>(kind: Kind) =>
    sent.filter((message): message is Extract<FromReaderHost, { kind: Kind }> => message.kind === kind);
  const statuses = () => ofKind("readers").map(({ readers }) => readers.map(({ status }) => status.kind).join());
  const logged = () => ofKind("log").map(({ event }) => event);
  return {
    clock,
    host,
    scripted,
    sent,
    discovery,
    watch,
    receive,
    swipe,
    ofKind,
    statuses,
    logged,
    exits: () => exits,
  };
}

async function until(isReached: () => boolean): Promise<void> {
  // Sealing is work of the system, not of promises alone.
  while (!isReached()) await nextTurn();
}

test("it answers pings before it is started", async () => {
  const { receive, sent } = hosted();
  await receive({ kind: "ping", n: 7 });

  expect(sent).toEqual([{ kind: "pong", n: 7 }]);
});

test("a swipe comes out as a read card, with the reader's counts", async () => {
  const { receive, swipe, ofKind, statuses } = hosted();
  await receive(start);
  await swipe(bankLine);
  await until(() => ofKind("cardRead").length > 0);
  await receive();

  expect(new Set(statuses())).toEqual(new Set(["ready"]));
  expect(ofKind("cardRead").map(({ card }) => [card.readerId, card.readerModel, card.keyKind, card.keyMasked])).toEqual(
    [[readerId, serialProfile.model, "bankNumber", "622202*********0018"]],
  );
  expect(ofKind("readers").at(-1)?.readers[0]).toMatchObject({ cardsRead: 1, badReads: 0 });
});

test("nothing of a bank card leaves readable: not its number, its holder or its track", async () => {
  const { receive, swipe, sent, ofKind } = hosted();
  await receive(start);
  await swipe(bankLine);
  await swipe(bankLine.slice(0, 30));
  await until(() => ofKind("cardRead").length > 0);

  for (const canary of [bankNumber, bankNumber.slice(0, 10), "DOE", "2512101", Buffer.from(bankNumber).toString("hex")])
    expect(JSON.stringify(sent)).not.toContain(canary);
});

test("cards and failed reads come out in the order of the swipes", async () => {
  const { receive, swipe, ofKind, sent } = hosted();
  await receive(start);
  for (const line of [bankLine, cityLine, ";E?\r", bankLine]) await swipe(line);
  await until(() => ofKind("cardRead").length === 3);

  const reads = sent.flatMap((message) => {
    if (message.kind === "cardRead") return message.card.keyKind;
    return message.kind === "readFailed" ? message.fault.kind : [];
  });
  expect(reads).toEqual(["bankNumber", "cardNumber", "unreadable", "bankNumber"]);
});

test("without the sealing key a bank card is a failed read, and a card once the key has come", async () => {
  const { receive, swipe, ofKind } = hosted();
  await receive({ ...start, sealingKey: null });
  await swipe(bankLine);
  await until(() => ofKind("readFailed").length > 0);
  await receive({ kind: "sealingKey", sealingKey: aSealingKey() });
  await swipe(bankLine);
  await until(() => ofKind("cardRead").length > 0);

  expect(ofKind("readFailed").map(({ fault }) => fault)).toEqual([{ kind: "sealing-key-missing", badTracks: [] }]);
});

test("a sealing key that is none is refused, and the one before it stays in use", async () => {
  const { receive, swipe, ofKind, logged } = hosted();
  await receive(start, { kind: "sealingKey", sealingKey: { keyId: "0123456789abcdef", publicKey: "AAAA" } });
  await swipe(bankLine);
  await until(() => ofKind("cardRead").length > 0);

  expect(logged()).toContain("sealing-key-refused");
});

test("a device run wild loses cards, not the host's memory", async () => {
  const { receive, swipe, ofKind, logged } = hosted();
  await receive(start);
  await swipe(cityLine.repeat(40));
  await until(() => ofKind("cardRead").length > 0);

  expect([ofKind("cardRead").length, logged().includes("card-dropped")]).toEqual([16, true]);
});

test("a message outside the contract is logged by its kind and field, never its content", () => {
  const { host, ofKind } = hosted();
  host.receive({ kind: "pause", readerId: bankNumber, byOperator: 5, atMs: 1 });
  host.receive({ kind: "writeCard", track: bankNumber });
  host.receive(bankNumber);

  expect(ofKind("log").map(({ event, fields }) => [event, fields])).toEqual([
    ["message-refused", { kind: "pause", field: "byOperator" }],
    ["message-refused", { kind: "writeCard", field: "kind" }],
    ["message-refused", { kind: "string", field: "" }],
  ]);
});

test("what needs a started host is refused before it, and a second start as well", async () => {
  const { receive, logged, ofKind } = hosted();
  await receive({ kind: "rescan" }, start, start);

  expect([logged(), ofKind("started").length]).toEqual([
    ["message-before-start", "already-started", "reader-opened"],
    1,
  ]);
});

test("a region that is none starts nothing", async () => {
  const { receive, ofKind, logged } = hosted();
  await receive({ ...start, region: { schema: 1 } });

  expect([logged(), ofKind("started"), ofKind("readers")]).toEqual([["region-refused"], [], []]);
});

test("explicit readers of an unknown profile or a path named twice are refused, the others kept", async () => {
  const { receive, ofKind, statuses } = hosted();
  const explicit = [
    { profileId: "nothing", path: "/dev/ttyS9" },
    { profileId: "generic-serial-ascii", path },
    { profileId: "magtek-usb-hid", path },
  ];
  await receive({ ...start, explicit });

  expect(ofKind("log").flatMap(({ fields }) => fields["why"] ?? [])).toEqual(["no-profile", "path-twice"]);
  expect(statuses().at(-1)).toBe("ready");
});

test("a reader paused before the restart takes no cards until it is resumed", async () => {
  const { receive, swipe, ofKind, statuses, logged } = hosted();
  await receive({ ...start, paused: [{ readerId, byOperator: "T001", atMs: 1 }] });
  await swipe(cityLine);
  const paused = [statuses().at(-1), ofKind("cardRead").length];
  await receive({ kind: "resume", readerId });
  await swipe(cityLine);
  await until(() => ofKind("cardRead").length > 0);
  await receive({ kind: "pause", readerId, byOperator: "T001", atMs: 2 });

  expect([paused, statuses().at(-1)]).toEqual([["paused", 0], "paused"]);
  expect(logged()).toContain("scripted-bytes-refused");
});

test("reopening gives the half swipe up and reads on", async () => {
  for (const kind of ["reopen", "reopenAll"] as const) {
    const { receive, swipe, ofKind } = hosted();
    await receive(start);
    await swipe(cityLine.slice(0, 5));
    await receive(kind === "reopen" ? { kind, readerId } : { kind });
    await swipe(cityLine.slice(5));
    await swipe(cityLine);
    await until(() => ofKind("cardRead").length > 0);

    expect([ofKind("cardRead").length, ofKind("readFailed").length]).toEqual([1, 0]);
  }
});

test("a scripted reader that is unplugged in mid-swipe is absent, and reads the next whole card when it is back", async () => {
  const { receive, swipe, ofKind, statuses } = hosted();
  await receive(start);
  await swipe(bankLine.slice(0, 30));
  await receive({ kind: "scriptedPlug", readerId, plugged: false });
  const away = statuses().at(-1);
  await receive({ kind: "scriptedPlug", readerId, plugged: true });
  await swipe(bankLine.slice(30));
  await swipe(cityLine);
  await until(() => ofKind("cardRead").length > 0);

  expect([away, statuses().at(-1)]).toEqual(["absent", "ready"]);
  expect(ofKind("cardRead").map(({ card }) => card.keyKind)).toEqual(["cardNumber"]);
});

test("the product's host has no scripted readers", async () => {
  const { receive, swipe, logged, statuses, watch } = hosted({ isProduct: true });
  await receive(start);
  await swipe(cityLine);
  await receive({ kind: "scriptedPlug", readerId, plugged: true });

  const refused = ["scripted-bytes-refused", "scripted-plug-refused"];
  expect([logged(), statuses(), watch.paths]).toEqual([refused, ["absent"], [path]]);
});

test("the first list waits for discovery, so that a restart does not show an empty one", async () => {
  const { receive, clock, discovery, ofKind } = hosted();
  await receive({ ...start, discover: true });
  await clock.advance(500);
  const before = ofKind("readers").length;
  discovery.listener?.found([]);
  await clock.advance(0);

  expect([before, ofKind("readers").length]).toEqual([0, 1]);
});

test("discovery that says nothing for a second does not keep the list back", async () => {
  const { receive, clock, ofKind } = hosted();
  await receive({ ...start, discover: true });
  await clock.advance(1000);

  expect(ofKind("readers").length).toBe(1);
});

test("a system that cannot be asked for devices is a row of the list until it can", async () => {
  const { receive, clock, discovery, ofKind } = hosted();
  await receive({ ...start, discover: true, explicit: [] });
  const fault = { kind: "discovery-unavailable", code: "ENOENT" } as const;
  for (const said of [fault, null]) {
    discovery.listener?.faulted(said);
    discovery.listener?.found([]);
    await clock.advance(0);
  }

  expect(ofKind("readers").map(({ readers }) => readers.map(({ status }) => status))).toEqual([
    [{ kind: "faulted", fault }],
    [],
  ]);
});

test("rescan looks for devices again", async () => {
  const { receive, discovery } = hosted();
  await receive({ ...start, discover: true }, { kind: "rescan" }, { kind: "reopenAll" });

  expect(discovery.rescans).toBe(2);
});

test("stop gives the devices back, says so and ends once", async () => {
  const { receive, clock, scripted, sent, exits } = hosted();
  await receive(start, { kind: "stop" }, { kind: "ping", n: 1 });
  await clock.advance(60_000);

  expect([sent.at(-1), exits(), scripted.feed(path, Uint8Array.of(1))]).toEqual([{ kind: "stopped" }, 1, false]);
});

test("a host that was never started stops as well", async () => {
  const { receive, sent, exits } = hosted();
  await receive({ kind: "stop" });

  expect([sent, exits()]).toEqual([[{ kind: "stopped" }], 1]);
});
