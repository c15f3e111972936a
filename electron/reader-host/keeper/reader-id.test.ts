import { expect, test } from "vitest";
import { ReaderId } from "../../../shared/readers/reader-status.ts";
import type { FoundDevice } from "../discovery/found-device.ts";
import type { RecognisedDevice } from "../discovery/recognise.ts";
import { magtekProfile } from "../profiles.fixture.ts";
import { assignReaderIds, explicitReaderId } from "./reader-id.ts";

function aReader(overrides: Partial<FoundDevice> = {}): RecognisedDevice {
  const device: FoundDevice = {
    transport: "hid",
    node: "/dev/hidraw0",
    identity: null,
    usb: { vendorId: "0801", productId: "0002" },
    serialNumber: null,
    productText: null,
    topology: "1-1",
    ...overrides,
  };
  return { device, profile: magtekProfile };
}

function nodesOf(assigned: ReadonlyMap<ReaderId, RecognisedDevice>): Record<ReaderId, string> {
  return Object.fromEntries([...assigned].map(([id, { device }]) => [id, device.node]));
}

test("a reader with a serial number has the same id at every node and in every socket", () => {
  const before = assignReaderIds([aReader({ serialNumber: "S1" })], new Map());
  const after = assignReaderIds(
    [aReader({ serialNumber: "S1", node: "/dev/hidraw7", topology: "2-4" })],
    new Map([["magtek-usb-hid:0801:0002:S1", null]]),
  );

  expect([nodesOf(before), nodesOf(after)]).toEqual([
    { "magtek-usb-hid:0801:0002:S1": "/dev/hidraw0" },
    { "magtek-usb-hid:0801:0002:S1": "/dev/hidraw7" },
  ]);
});

test("two readers without serial numbers are told apart by their sockets", () => {
  const assigned = assignReaderIds([aReader(), aReader({ node: "/dev/hidraw1", topology: "1-2.3" })], new Map());

  expect(nodesOf(assigned)).toEqual({
    "magtek-usb-hid:0801:0002:@1-1": "/dev/hidraw0",
    "magtek-usb-hid:0801:0002:@1-2.3": "/dev/hidraw1",
  });
});

test("of two readers with one serial number the first keeps its id when the second comes", () => {
  const first = aReader({ serialNumber: "0000", node: "/dev/hidraw4", topology: "1-2" });
  const second = aReader({ serialNumber: "0000", node: "/dev/hidraw0", topology: "1-1" });
  const known = new Map([["magtek-usb-hid:0801:0002:0000", "/dev/hidraw4"]]);

  expect(nodesOf(assignReaderIds([second, first], known))).toEqual({
    "magtek-usb-hid:0801:0002:0000": "/dev/hidraw4",
    "magtek-usb-hid:0801:0002:0000@1-1": "/dev/hidraw0",
  });
});

test("the second of two like readers keeps its id while the first is away", () => {
  const second = aReader({ serialNumber: "0000", node: "/dev/hidraw0", topology: "1-1" });
  const known = new Map([
    ["magtek-usb-hid:0801:0002:0000", null],
    ["magtek-usb-hid:0801:0002:0000@1-1", "/dev/hidraw0"],
  ]);

  expect(nodesOf(assignReaderIds([second], known))).toEqual({ "magtek-usb-hid:0801:0002:0000@1-1": "/dev/hidraw0" });
});

test("any path and any serial number make an id that the contract takes, and different ones differ", () => {
  const long = "x".repeat(400);
  const ids = [
    explicitReaderId("magtek-serial", "/tmp/a b/卡联/ttyA"),
    explicitReaderId("magtek-serial", "/tmp/a%20b/%E5%8D%A1%E8%81%94/ttyA"),
    explicitReaderId("magtek-serial", `/${long}1`),
    explicitReaderId("magtek-serial", `/${long}2`),
    ...assignReaderIds([aReader({ serialNumber: "A 1\u0000\ud800" })], new Map()).keys(),
  ];

  expect(ids.map((id) => ReaderId.safeParse(id).success)).toEqual(ids.map(() => true));
  expect(new Set(ids).size).toBe(ids.length);
});
