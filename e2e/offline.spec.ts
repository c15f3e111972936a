import { expect } from "@playwright/test";
import { maskOf, spareCard, type TestCard } from "./harness/cards.ts";
import type { Clerk } from "./harness/clerk.ts";
import type { FaultProxy } from "./harness/fault-proxy.ts";
import { type Counter, test } from "./harness/fixtures.ts";

/** Five times what one request may take before the counter stops waiting for it. */
const answerLimitMs = 25_000;
/** The terminal asks again at the latest after six seconds whether the service is back. */
const deliveryLimitMs = 30_000;

async function storesOffline(clerk: Clerk, card: TestCard): Promise<string> {
  await clerk.looksUp(card);
  await clerk.attests(card.socialSecurityNumber.slice(-4));
  await clerk.sees("outcomes.waiting-title");
  await expect(clerk.page.getByRole("main")).not.toContainText(clerk.t("frame.result-confirmed"));
  return await clerk.entryRef("outcomes.fact-saved-at-entry");
}

/** Confirms a card whose reply is lost on the way. */
async function losesReply(
  { clerk }: Counter,
  network: FaultProxy,
  how: "dropReplies" | "halveReplies",
): Promise<{ readonly clerk: Clerk; readonly entryRef: string }> {
  await clerk.isReady();
  await clerk.comesToConfirm(spareCard());
  await network.setMode(how);
  await clerk.press("Enter");
  await clerk.sees("outcomes.unknown-title");
  return { clerk, entryRef: await clerk.entryRef("outcomes.fact-saved-at-entry") };
}

test("without a service cards wait, are never called confirmed, and are delivered in order when it returns", async ({
  openCounter,
  central,
  newRows,
}) => {
  const { clerk } = await openCounter();
  const cards = [spareCard(), spareCard(), spareCard()] as const;
  await clerk.isReady();
  const before = await newRows();
  await central.kill();

  const refs: string[] = [];
  for (const card of cards) refs.push(await storesOffline(clerk, card));
  await clerk.seesLink("away");
  await clerk.seesQueue(cards.length);

  await central.start();
  await expect(clerk.title()).toHaveText(clerk.t("outcomes.confirmed-title"), { timeout: deliveryLimitMs });
  await clerk.seesQueue(0);
  const rows = await newRows();
  expect({ before, refs: rows.map(({ entryId }) => entryId.slice(-4)) }).toEqual({ before: [], refs });
  const expected = cards.map((card) => ({ outcome: "confirmed", cardNumberMasked: maskOf(card), evidence: "stripe" }));
  expect(rows).toMatchObject(expected);
});

test("while the database stands still a look-up is answered in time, and the work goes on by attestation", async ({
  openCounter,
  central,
  newRows,
}) => {
  const { clerk } = await openCounter();
  const card = spareCard();
  await clerk.isReady();
  await clerk.startsWith(card);
  await clerk.types(card.cardNumber);
  await expect.poll(newRows).toEqual([]);
  central.stopDatabase();

  await clerk.press("Enter");
  await expect(clerk.title()).toHaveText(clerk.t("work.attest-title"), { timeout: answerLimitMs });
  await clerk.attests(card.socialSecurityNumber.slice(-4));
  await expect(clerk.title()).not.toHaveText(clerk.t("work.attest-title"));
  central.resumeDatabase();

  await expect(clerk.title()).toHaveText(clerk.t("outcomes.confirmed-title"), { timeout: deliveryLimitMs });
  expect(await newRows()).toMatchObject([{ outcome: "confirmed", cardNumberMasked: maskOf(card) }]);
});

test("a reply lost after the commit is unknown, then settled under the same entry: one row", async ({
  openCounter,
  network,
  newRows,
}) => {
  const { clerk, entryRef } = await losesReply(await openCounter({ centralUrl: network.url }), network, "dropReplies");
  const committed = await newRows();
  expect(committed.map(({ entryId }) => entryId.slice(-4))).toEqual([entryRef]);

  await network.setMode("pass");
  await expect(clerk.title()).toHaveText(clerk.t("outcomes.confirmed-title"), { timeout: deliveryLimitMs });
  expect(await clerk.entryRef()).toBe(entryRef);
  expect(await newRows()).toEqual(committed);
});

test("the service killed in the middle of its answer: unknown, then settled when it is back: one row", async ({
  openCounter,
  network,
  central,
  newRows,
}) => {
  const { clerk, entryRef } = await losesReply(await openCounter({ centralUrl: network.url }), network, "halveReplies");
  await central.kill();
  await network.setMode("pass");
  await clerk.seesLink("away");
  await clerk.sees("outcomes.unknown-title");

  await central.start();
  await expect(clerk.title()).toHaveText(clerk.t("outcomes.confirmed-title"), { timeout: deliveryLimitMs });
  expect((await newRows()).map(({ entryId }) => entryId.slice(-4))).toEqual([entryRef]);
});

test("a card whose outcome is open is not started a second time", async ({ openCounter, network, newRows }) => {
  const { clerk } = await openCounter({ centralUrl: network.url });
  const card = spareCard();
  await clerk.isReady();
  await clerk.comesToConfirm(card);
  await network.setMode("dropReplies");
  await clerk.press("Enter");
  await clerk.sees("outcomes.unknown-title");
  const entryRef = await clerk.entryRef("outcomes.fact-saved-at-entry");
  await clerk.goesOn();

  await clerk.looksUp(card);
  await clerk.sees("outcomes.unknown-title");
  await expect(clerk.page.getByText(clerk.t("outcomes.earlier-title"))).toBeVisible();
  expect(await clerk.entryRef("outcomes.fact-saved-at-entry")).toBe(entryRef);

  await network.setMode("pass");
  await expect(clerk.title()).toHaveText(clerk.t("outcomes.confirmed-title"), { timeout: deliveryLimitMs });
  expect((await newRows()).map(({ entryId }) => entryId.slice(-4))).toEqual([entryRef]);
});
