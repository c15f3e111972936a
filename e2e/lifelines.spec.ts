import { expect } from "@playwright/test";
import { spareCard } from "./harness/cards.ts";
import { test } from "./harness/fixtures.ts";
import { signal } from "./harness/processes.ts";

test("an association made while the service is down is called to-be-sent, and is delivered when it returns", async ({
  central,
  openCounter,
  newRows,
}) => {
  const { clerk } = await openCounter();
  const card = spareCard();
  await clerk.isReady();
  await central.kill();
  await clerk.seesLink("away");

  await clerk.looksUp(card);
  await clerk.attests(card.socialSecurityNumber.slice(-4));
  await clerk.sees("outcomes.waiting-title");
  const ref = await clerk.entryRef("outcomes.fact-saved-at-entry");
  await clerk.seesQueue(1);
  await central.start();

  await clerk.sees("outcomes.confirmed-title");
  await clerk.seesQueue(0);
  const rows = await newRows();
  expect(rows).toMatchObject([{ outcome: "confirmed" }]);
  expect(rows[0]?.entryId.slice(-4)).toBe(ref);
});

test("a card whose outcome is open is not started again", async ({ network, openCounter, newRows }) => {
  const { clerk } = await openCounter({ centralUrl: network.url });
  const card = spareCard();
  await clerk.isReady();
  await clerk.comesToConfirm(card);
  await network.setMode("blackHole");
  await clerk.press("Enter");
  await clerk.sees("outcomes.unknown-title");

  await clerk.goesOn();
  await clerk.looksUp(card);

  await expect(clerk.page.getByText(clerk.t("outcomes.earlier-title"))).toBeVisible();
  await network.setMode("pass");
  await clerk.sees("outcomes.confirmed-title");
  expect(await newRows()).toHaveLength(1);
});

test("a reply that is lost after the commit is an unknown outcome, settled by the same entry", async ({
  network,
  openCounter,
  newRows,
}) => {
  const { clerk } = await openCounter({ centralUrl: network.url });
  const card = spareCard();
  await clerk.isReady();
  await clerk.comesToConfirm(card);
  await network.setMode("dropReplies");
  await clerk.press("Enter");
  await clerk.sees("outcomes.unknown-title");
  const ref = await clerk.entryRef("outcomes.fact-saved-at-entry");
  await expect.poll(async () => (await newRows()).map(({ outcome }) => outcome)).toEqual(["confirmed"]);

  await network.setMode("pass");

  await clerk.sees("outcomes.confirmed-title");
  const rows = await newRows();
  expect(rows.map(({ entryId }) => entryId.slice(-4))).toEqual([ref]);
});

test("main killed between confirm and reply: after the restart the screen and the ledger agree on one association", async ({
  network,
  openCounter,
  newRows,
}) => {
  const first = await openCounter({ centralUrl: network.url });
  const card = spareCard();
  await first.clerk.isReady();
  await first.clerk.comesToConfirm(card);
  await network.setMode("hold");
  await first.clerk.press("Enter");
  await expect.poll(() => newRows()).toHaveLength(1);
  await first.terminal.kill();

  await network.setMode("pass");
  const second = await openCounter({ centralUrl: network.url });

  await second.clerk.isReady();
  await second.clerk.seesQueue(0);
  await second.clerk.press("F2");
  await expect(
    second.clerk.page.getByRole("row").filter({ hasText: second.clerk.t("frame.result-confirmed") }),
  ).toHaveCount(1);
  expect(await newRows()).toMatchObject([{ outcome: "confirmed" }]);
});

test("a reader that is unplugged is said to be away and reads again when it is back", async ({
  serial,
  openCounter,
}) => {
  const { clerk } = await openCounter();
  await clerk.isReady();

  await serial.unplug();
  await clerk.seesReader("absent", 10_000);
  await serial.plug();

  await clerk.seesReader("ready", 10_000);
  await clerk.startsWith(spareCard());
});

for (const name of ["SIGKILL", "SIGSTOP"] as const)
  test(`the reader host gets ${name} in mid-swipe: the window stays, and only the next whole card is read`, async ({
    serial,
    openCounter,
  }) => {
    const { clerk, terminal } = await openCounter();
    const card = spareCard();
    await clerk.isReady();
    const swipe = new TextEncoder().encode(`${card.track2}\r`);
    const before = await terminal.readerHostPid();
    if (before === undefined) throw new Error("there is no reader host");
    await serial.send(swipe.subarray(0, 20));
    await clerk.seesReader("reading");

    signal(before, name);
    await expect.poll(() => terminal.readerHostPid(), { timeout: 10_000 }).not.toBe(before);
    await clerk.seesReader("ready", 10_000);
    await serial.send(swipe.subarray(20));
    await serial.send(swipe);

    await clerk.sees("work.number-label");
    await expect(clerk.page.getByText(card.track2.slice(16, 20)).first()).toBeVisible();
  });

test("an Enter held from the number screen never confirms; a fresh one does", async ({ openCounter, newRows }) => {
  const { clerk } = await openCounter();
  const card = spareCard();
  await clerk.isReady();
  await clerk.startsWith(card);
  await clerk.types(card.cardNumber);

  await clerk.page.keyboard.down("Enter");
  await clerk.sees("work.confirm-title");
  await clerk.isArmed("work.confirm-button");
  for (let repeat = 0; repeat < 5; repeat += 1) await clerk.page.keyboard.down("Enter");
  await clerk.page.keyboard.up("Enter");
  await clerk.sees("work.confirm-title");
  expect(await newRows()).toEqual([]);

  await clerk.press("Enter");
  await clerk.sees("outcomes.confirmed-title");
  expect(await newRows()).toHaveLength(1);
});
