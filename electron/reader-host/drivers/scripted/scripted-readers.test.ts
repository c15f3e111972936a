import { expect, test } from "vitest";
import { magtekProfile, serialProfile } from "../../profiles.fixture.ts";
import { describeDriver } from "../driver.contract.ts";
import { ScriptedReaders } from "./scripted-readers.ts";

const node = "scripted:front";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describeDriver("scripted", () => {
  const readers = new ScriptedReaders();
  return Promise.resolve({
    driver: readers.driverOf("serial-ascii"),
    target: { node, profile: serialProfile },
    messages: [bytes(";E?\r"), bytes("%E?;E?\r")] as const,
    send: (message) => {
      readers.feed(node, message);
      return Promise.resolve();
    },
    unplug: () => Promise.resolve(readers.setPlugged(node, false)),
    replug: () => Promise.resolve(readers.setPlugged(node, true)),
    dispose: () => Promise.resolve(),
  });
});

test("only paths that say so are scripted", () => {
  const readers = new ScriptedReaders();

  expect(["scripted:front", "/dev/ttyUSB0", "COM3"].map((path) => readers.owns(path))).toEqual([true, false, false]);
});

test("bytes for a reader that nobody has open are refused", async () => {
  const readers = new ScriptedReaders();
  const before = readers.feed(node, bytes("x"));
  const opened = await readers
    .driverOf("magtek-hid")
    .open({ node, profile: magtekProfile }, { bytes: () => undefined, lost: () => undefined });
  const whileOpen = readers.feed(node, bytes("x"));
  if (opened.ok) await opened.value.close();

  expect([before, whileOpen, readers.feed(node, bytes("x"))]).toEqual([false, true, false]);
});

test("a scripted reader is held by the first who opens it", async () => {
  const driver = new ScriptedReaders().driverOf("serial-ascii");
  const sink = { bytes: () => undefined, lost: () => undefined };
  await driver.open({ node, profile: serialProfile }, sink);

  expect(await driver.open({ node, profile: serialProfile }, sink)).toEqual({ ok: false, error: { kind: "held" } });
});
