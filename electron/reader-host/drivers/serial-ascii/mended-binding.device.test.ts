import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { VirtualSerialPty } from "../../../../lab/serial-pty.ts";
import { serialProfile } from "../../profiles.fixture.ts";
import { systemTimers } from "../../system-timers.ts";
import { within } from "../../within.ts";
import { createSerialAsciiDriver } from "./serial-ascii-driver.ts";

// Without the mend about a quarter of the yanks in mid-read are never noticed; with fewer the test could stay green by luck.
const yanks = 60;
const noticeLimitMs = 1000;

const driver = createSerialAsciiDriver(systemTimers);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "yank-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Opens a port, pulls its cable with bytes on their way, and says whether the driver noticed. */
async function yankInMidRead(link: string): Promise<boolean> {
  const device = new VirtualSerialPty(link);
  await device.plug();
  let tellLost = (): void => undefined;
  const lost = new Promise<void>((resolve) => {
    tellLost = resolve;
  });
  const opened = await driver.open(
    { node: link, profile: serialProfile },
    { bytes: () => undefined, lost: () => tellLost() },
  );
  if (!opened.ok) throw new Error(opened.error.kind);
  await device.yank(new Uint8Array(70).fill(0x31));
  const noticed = (await within(systemTimers, noticeLimitMs, lost)) === undefined;
  await opened.value.close();
  return noticed;
}

test("a port passes on all that comes, piece by piece, and closing it is no loss", async () => {
  const device = new VirtualSerialPty(path.join(folder, "tty-whole"));
  await device.plug();
  const message = Uint8Array.from({ length: 300 }, (_, index) => 0x30 + (index % 10));
  const received: number[] = [];
  let losses = 0;
  let tellWhole = (): void => undefined;
  const whole = new Promise<void>((resolve) => {
    tellWhole = resolve;
  });
  const opened = await driver.open(
    { node: device.link, profile: serialProfile },
    {
      bytes: (chunk) => {
        received.push(...chunk);
        if (received.length >= message.length) tellWhole();
      },
      lost: () => {
        losses += 1;
      },
    },
  );
  if (!opened.ok) throw new Error(opened.error.kind);

  await device.sendInPieces(message, [1, 70, 299], 10);
  await whole;
  await opened.value.close();
  await device.unplug();

  expect([Uint8Array.from(received), losses]).toEqual([message, 0]);
});

test(`the driver notices ${yanks} of ${yanks} cables pulled in the middle of a read, and no core spins afterwards`, async () => {
  let unnoticed = 0;
  // Three are proof enough, and each costs a second.
  for (let yank = 0; yank < yanks && unnoticed < 3; yank += 1) {
    if (!(await yankInMidRead(path.join(folder, `tty${yank}`)))) unnoticed += 1;
  }
  const before = process.cpuUsage();
  await within(systemTimers, 300, new Promise(() => undefined));
  const { user, system } = process.cpuUsage(before);

  expect(unnoticed).toBe(0);
  expect((user + system) / 1000).toBeLessThan(50);
}, 120_000);
