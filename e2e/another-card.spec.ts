import { expect } from "@playwright/test";
import { maskOf, spareCard, stock, stripeNumber } from "./harness/cards.ts";
import { test } from "./harness/fixtures.ts";

test("the same card again changes nothing: not while its number is typed, not on its outcome", async ({
  openCounter,
  newRows,
}) => {
  const { clerk } = await openCounter();
  const card = spareCard();
  await clerk.isReady();
  await clerk.startsWith(card);
  await clerk.types(card.cardNumber.slice(0, 4));

  await clerk.swipes(card);
  await clerk.countsReads(2);
  await expect(clerk.question()).toHaveCount(0);
  await expect(clerk.numberField()).toHaveValue(card.cardNumber.slice(0, 4));

  await clerk.page.keyboard.type(card.cardNumber.slice(4));
  await clerk.press("Enter");
  await clerk.sees("work.confirm-title");
  await clerk.isArmed("work.confirm-button");
  await clerk.press("Enter");
  await clerk.sees("outcomes.confirmed-title");
  await clerk.swipes(card);
  await clerk.countsReads(3);
  await clerk.sees("outcomes.confirmed-title");
  expect(await newRows()).toHaveLength(1);
});

test("another card during the work asks once: Esc keeps the first person, Enter begins the second", async ({
  openCounter,
  newRows,
}) => {
  const { clerk } = await openCounter();
  const [first, second] = [spareCard(), spareCard()];
  await clerk.isReady();
  await clerk.startsWith(first);
  await clerk.types(first.cardNumber.slice(0, 4));

  await clerk.swipes(second);
  await expect(clerk.question()).toBeVisible();
  await clerk.press("Escape");
  await expect(clerk.question()).toHaveCount(0);
  await expect(clerk.numberField()).toHaveValue(first.cardNumber.slice(0, 4));
  await expect(clerk.numberField()).toBeFocused();

  await clerk.swipes(second);
  await expect(clerk.question()).toContainText(stripeNumber(second).slice(-4));
  await clerk.isArmed("work.another-take");
  await clerk.press("Enter");
  await expect(clerk.question()).toHaveCount(0);
  await expect(clerk.numberField()).toHaveValue("");
  await expect(clerk.fact("work.read-last-four")).toContainText(stripeNumber(second).slice(-4));

  await clerk.types(second.cardNumber);
  await clerk.press("Enter");
  await clerk.sees("work.confirm-title");
  await expect(clerk.page.getByText(second.holderName, { exact: true })).toBeVisible();
  await clerk.isArmed("work.confirm-button");
  await clerk.press("Enter");
  await clerk.sees("outcomes.confirmed-title");
  expect(await newRows()).toMatchObject([{ cardNumberMasked: maskOf(second) }]);
});

test("a card while an entry is being sent waits, and is next after the outcome", async ({
  openCounter,
  network,
  newRows,
}) => {
  const { clerk } = await openCounter({ centralUrl: network.url });
  const [first, second] = [spareCard(), stock("lost")];
  await clerk.isReady();
  await clerk.comesToConfirm(first);
  await network.setMode("hold");
  await clerk.press("Enter");
  await clerk.sees("work.sending-title");

  await clerk.swipes(second);
  await expect(clerk.page.getByText(clerk.t("work.next-card-title"))).toBeVisible();
  await clerk.sees("work.sending-title");
  await network.setMode("pass");
  await clerk.sees("outcomes.confirmed-title");
  await expect(clerk.page.getByRole("main")).toContainText(clerk.t("outcomes.next-read"));

  await expect(async () => {
    await clerk.press("Enter");
    await expect(clerk.numberField()).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(clerk.fact("work.read-last-four")).toContainText(stripeNumber(second).slice(-4));
  expect(await newRows()).toMatchObject([{ cardNumberMasked: maskOf(first) }]);
});
