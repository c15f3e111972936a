import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "@playwright/test";
import { stockCard } from "../central/seed/stock-cards.ts";
import { serialAdapters } from "../lab/lab-client.ts";
import { badSerialSwipe, hidSwipe, maskOf, serialSwipe, stock, stripeNumber } from "./harness/cards.ts";
import type { Clerk } from "./harness/clerk.ts";
import { test } from "./harness/fixtures.ts";
import { signal } from "./harness/processes.ts";

/** Reading is to be back two seconds after the host died or the cable was put back; a busy machine gets five times as long. */
const backLimitMs = 10_000;

/** Cards that are only read here: nothing is associated, so every test may use them. */
const [oneCard, anotherCard] = [stock("lost"), stock("locked")];

async function readsACard(clerk: Clerk): Promise<void> {
  const card = anotherCard;
  await clerk.startsWith(card);
  await expect(clerk.fact("work.read-last-four")).toContainText(stripeNumber(card).slice(-4));
}

async function readsAgain(clerk: Clerk): Promise<void> {
  await clerk.seesReader("ready", backLimitMs);
  await readsACard(clerk);
}

test("a serial reader that is pulled is shown as absent, and reads again when it is plugged in", async ({
  openCounter,
  serial,
}) => {
  const { clerk } = await openCounter();
  await clerk.isReady();

  await serial.yank(serialSwipe(oneCard).subarray(0, 20));
  await clerk.seesReader("absent", backLimitMs);
  await clerk.sees("work.idle-not-ready");
  await serial.plug();

  await readsAgain(clerk);
});

test("a HID reader that is pulled is shown as absent, and reads again when it is plugged in", async ({
  openCounter,
  lab,
}) => {
  let reader = await lab.plugMagTek({ serial: "LAB0001" });
  const { clerk } = await openCounter({
    readers: ["auto"],
    deviceEnv: lab.env,
    swipe: (card) => reader.swipe(hidSwipe(card)),
  });
  await clerk.isReady();
  await reader.opened();

  await reader.unplug();
  await clerk.seesReader("absent", backLimitMs);
  await clerk.sees("work.idle-not-ready");
  reader = await lab.plugMagTek({ serial: "LAB0001" });
  await clerk.seesReader("ready", backLimitMs);
  await reader.opened();

  await readsAgain(clerk);
});

test("a serial reader is found by its USB ids, also at another node", async ({ openCounter, lab }) => {
  const adapter = { adapter: serialAdapters.ch340, serial: "LAB0002" } as const;
  let reader = await lab.plugSerial({ ...adapter, number: 0 });
  const { clerk } = await openCounter({
    readers: ["auto"],
    deviceEnv: lab.env,
    swipe: (card) => reader.send(serialSwipe(card)),
  });
  await clerk.isReady();
  await reader.opened();

  await reader.unplug();
  await clerk.seesReader("absent", backLimitMs);
  reader = await lab.plugSerial({ ...adapter, number: 2 });
  await clerk.seesReader("ready", backLimitMs);
  await reader.opened();

  await readsAgain(clerk);
});

for (const [how, name] of [
  ["dies", "SIGKILL"],
  ["hangs", "SIGSTOP"],
] as const)
  test(`a reader host that ${how} in the middle of a swipe is replaced, and only the next whole card is read`, async ({
    openCounter,
    serial,
  }) => {
    const { clerk, terminal } = await openCounter();
    const [cut, next] = [oneCard, anotherCard];
    const frame = new TextEncoder().encode(`${cut.track2}\r\n`);
    await clerk.isReady();
    const hostPid = await terminal.readerHostPid();
    if (hostPid === undefined) throw new Error("there is no reader host");

    await serial.send(frame.subarray(0, 20));
    await clerk.seesReader("reading");
    signal(hostPid, name);
    await clerk.seesReader("faulted", backLimitMs);
    await clerk.seesReader("ready", backLimitMs);
    await serial.send(frame.subarray(20));
    await clerk.startsWith(next);

    expect(frame).toHaveLength(41);
    await expect(clerk.fact("work.read-last-four")).toContainText(stripeNumber(next).slice(-4));
    await clerk.countsReads(1);
    expect(await terminal.readerHostPid()).not.toBe(hostPid);
  });

test("a reader that may not be opened says so, with the udev line that mends it", async ({ openCounter, lab }) => {
  const reader = await lab.plugMagTek({ serial: "LAB0003" });
  await reader.denyOpening(true);
  const { clerk } = await openCounter({
    readers: ["auto"],
    deviceEnv: lab.env,
    swipe: (card) => reader.swipe(hidSwipe(card)),
  });

  await clerk.press("F6");
  const detail = clerk.page.getByRole("region", { name: clerk.t("readers.detail") });
  await expect(detail).toContainText(clerk.t("readers.fault-permission-denied"));
  const match = 'KERNEL=="hidraw*", ATTRS{idVendor}=="0801", ATTRS{idProduct}=="0002"';
  await expect(detail.getByRole("code")).toHaveText(`${match}, MODE="0660", TAG+="uaccess"`);

  await reader.denyOpening(false);
  await clerk.press("Enter");
  await clerk.seesReader("ready", backLimitMs);
  await reader.opened();
  await clerk.press("Escape");
  await readsAgain(clerk);
});

test("a port that another program holds is said to be held, and by whom", async ({ openCounter, serial }) => {
  const holder = spawn("flock", ["--no-fork", serial.link, "sh", "-c", "echo locked; exec sleep 600"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await once(holder.stdout, "data");
    const { clerk } = await openCounter();

    await clerk.press("F6");
    await expect(clerk.fact("readers.fact-held-by")).toContainText(`(${holder.pid})`);
    holder.kill("SIGKILL");
    await once(holder, "close");
    await clerk.press("Enter");
    await clerk.seesReader("ready", backLimitMs);
    await clerk.press("Escape");
    await readsAgain(clerk);
  } finally {
    holder.kill("SIGKILL");
  }
});

test("a bad read says what to do with this reader, and the next good swipe goes on", async ({
  openCounter,
  serial,
}) => {
  const { clerk } = await openCounter();
  await clerk.isReady();

  await serial.send(badSerialSwipe());
  await clerk.sees("work.bad-read-title");
  await clerk.seesReader("failed");
  await expect(clerk.page.getByRole("img", { name: clerk.t("work.bad-read-slot-picture") })).toBeVisible();
  await expect(clerk.page.getByText(clerk.t("work.bad-read-go-on-later", { count: 2 }))).toBeVisible();
  await clerk.press("F10");
  await clerk.isSettled();
  await clerk.sees("work.bad-read-title");

  await readsACard(clerk);
  await clerk.seesReader("ready");
});

test("after three bad reads a card goes on by number with a reason, and the row says that nothing was read", async ({
  openCounter,
  serial,
  newRows,
}) => {
  const { clerk } = await openCounter();
  const card = stockCard("unreadable");
  await clerk.isReady();
  for (const count of [1, 2, 3]) {
    await serial.send(badSerialSwipe());
    await expect(clerk.page.getByText(clerk.t("frame.step-bad-read", { count }))).toBeVisible();
  }

  await clerk.press("F10");
  await clerk.sees("work.reason-title");
  await clerk.press("1");
  await clerk.press("Enter");
  await clerk.sees("work.number-label");
  await expect(clerk.page.getByText(clerk.t("work.reason-stripe-damaged"))).toBeVisible();
  await clerk.types(card.cardNumber);
  await clerk.press("Enter");
  await clerk.sees("work.confirm-title");
  await expect(clerk.page.getByText(clerk.t("work.holder-masked-note"))).toBeVisible();
  await expect(clerk.page.getByText(card.holderName)).toHaveCount(0);
  await clerk.isArmed("work.confirm-button");
  await clerk.press("Enter");

  await clerk.sees("outcomes.confirmed-title");
  expect(await newRows()).toMatchObject([{ outcome: "confirmed", evidence: "none", cardNumberMasked: maskOf(card) }]);
});
