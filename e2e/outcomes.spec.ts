import { expect } from "@playwright/test";
import { refusalReasons } from "../shared/contracts/problem-codes.ts";
import { maskOf, stock } from "./harness/cards.ts";
import { test } from "./harness/fixtures.ts";

test("a card that may not be associated ends at the look-up: a screen for each reason, no row in the ledger", async ({
  openCounter,
  newRows,
}) => {
  const { clerk } = await openCounter();
  await clerk.isReady();

  for (const reason of refusalReasons)
    await test.step(reason, async () => {
      const card = stock(reason);
      await clerk.looksUp(card);
      await clerk.sees(`outcomes.refused-${reason}-title`);
      await expect(clerk.fact("outcomes.fact-card-number")).toHaveText(maskOf(card));
      await expect(clerk.page.getByText(clerk.t(`outcomes.refused-${reason}-first-title`))).toBeVisible();
      await expect(clerk.fact("outcomes.fact-reference")).toContainText(/\w{4}/);
      await expect(clerk.page.getByText(card.holderName)).toHaveCount(0);
    });

  await clerk.press("F2");
  const refused = clerk.page.getByRole("row").filter({ hasText: clerk.t("frame.result-refused") });
  await expect(refused).toHaveCount(refusalReasons.length);
  expect(await newRows()).toEqual([]);
});

test("a card of the same holder says when and where it was associated, and makes no row", async ({
  openCounter,
  newRows,
}) => {
  const { clerk } = await openCounter();
  await clerk.isReady();

  await clerk.looksUp(stock("already-associated"));
  await clerk.sees("outcomes.alreadyAssociated-title");

  await expect(clerk.fact("outcomes.fact-first-recorded-at")).toHaveText(/^\d{4}-\d\d-\d\d \d\d:\d\d$/);
  await expect(clerk.fact("outcomes.fact-first-recorded-in")).not.toBeEmpty();
  expect(await newRows()).toEqual([]);
});

test("a card of a city whose register does not answer is claimed, never confirmed", async ({
  openCounter,
  newRows,
}) => {
  const { clerk } = await openCounter();
  await clerk.isReady();

  await clerk.confirms(stock("claimed"));
  await clerk.sees("outcomes.claimed-title");

  await expect(clerk.page.getByText(clerk.t("outcomes.claimed-note-title"))).toBeVisible();
  const entryRef = await clerk.entryRef();
  const rows = await newRows();
  expect(rows).toMatchObject([{ outcome: "claimed" }]);
  expect(rows[0]?.entryId.slice(-4)).toBe(entryRef);
});

test("a conflict shows both sides in masks and lets the number be typed again", async ({ openCounter, newRows }) => {
  const { clerk } = await openCounter();
  await clerk.isReady();

  for (const about of ["card-taken", "holder-has-other-card"] as const)
    await test.step(about, async () => {
      const card = stock(about);
      await clerk.looksUp(card);
      await clerk.sees("outcomes.conflict-title");
      await expect(clerk.page.getByText(clerk.t(`outcomes.conflict-sentence-${about}`))).toBeVisible();
      const sides = clerk.page.getByRole("table", { name: clerk.t("outcomes.conflict-comparison") });
      const numbers = sides.getByRole("row", { name: clerk.t("outcomes.fact-card-number") }).getByRole("cell");
      await expect(numbers.first()).toHaveText(maskOf(card));
      expect(await sides.innerText()).not.toMatch(/\d{7}|测试[^*]/);
      await clerk.press("Escape");
      await clerk.sees("work.number-label");
      await expect(clerk.numberField()).toHaveValue("");
      await clerk.press("Escape");
      await clerk.sees("work.idle-title-stripe");
    });

  expect(await newRows()).toEqual([]);
});

test("a number that contradicts the stripe is refused here, without the service, until it is corrected", async ({
  openCounter,
  network,
  newRows,
}) => {
  const { clerk } = await openCounter({ centralUrl: network.url });
  const card = stock("card-number-stripe");
  await clerk.isReady();
  await network.setMode("refuse");

  await clerk.looksUp({ ...card, cardNumber: "000000019" });
  await expect(clerk.page.getByRole("alert")).toContainText(clerk.t("work.contradicts-stripe"));
  await clerk.press("F10");
  await clerk.isSettled();
  await expect(clerk.page.getByRole("alert")).toContainText(clerk.t("work.contradicts-stripe"));

  await network.setMode("pass");
  await clerk.seesLink("connected");
  await clerk.press("Enter");
  await expect(clerk.numberField()).toHaveValue("000000019");
  await clerk.press("Control+A");
  await clerk.types(card.cardNumber);
  await clerk.press("Enter");
  await clerk.sees("work.confirm-title");
  await clerk.isArmed("work.confirm-button");
  await clerk.press("Enter");
  await clerk.sees("outcomes.confirmed-title");
  expect(await newRows()).toMatchObject([{ outcome: "confirmed", cardNumberMasked: maskOf(card) }]);
});

test("a doubtful check character is asked about: Enter corrects, F10 goes on", async ({ openCounter, newRows }) => {
  const { clerk } = await openCounter();
  const card = stock("doubtful-number");
  const warning = clerk.t("work.check-warning", { count: 8 });
  await clerk.isReady();

  await clerk.looksUp(card);
  await expect(clerk.page.getByRole("alert")).toContainText(warning);
  await clerk.press("Enter");
  await expect(clerk.numberField()).toHaveValue(card.cardNumber);
  await clerk.press("Enter");
  await expect(clerk.page.getByRole("alert")).toContainText(warning);
  await clerk.press("F10");

  await clerk.sees("work.confirm-title");
  await clerk.isArmed("work.confirm-button");
  await clerk.press("Enter");
  await clerk.sees("outcomes.confirmed-title");
  expect(await newRows()).toMatchObject([{ outcome: "confirmed", cardNumberMasked: maskOf(card) }]);
});

test("a number too short, too long or with a character no card has cannot be submitted", async ({ openCounter }) => {
  const { clerk } = await openCounter();
  await clerk.isReady();
  await clerk.startsWith(stock("normal-known-medium"));

  for (const text of ["A1234567", "A123456740", "A1234567*"]) {
    await clerk.types(text);
    await clerk.press("Enter");
    await clerk.isSettled();
    await expect(clerk.button("work.number-look-up")).toBeDisabled();
    await expect(clerk.numberField()).toHaveValue(text);
    await clerk.press("Control+A");
    await clerk.press("Delete");
  }
  await clerk.page.keyboard.type("ａ12-345 67４");
  await expect(clerk.numberField()).toHaveValue("A12345674");
});

test("every kind of stripe and holder that can be associated is shown as it is and confirmed", async ({
  openCounter,
  newRows,
}) => {
  const { clerk } = await openCounter();
  const cards = [
    ["normal-known-medium", "bankNumber", "work.confirm-photo"],
    ["person-id-stripe", "personId", null],
    ["local-stripe", "unknown", null],
    ["no-photo", "bankNumber", "work.confirm-no-photo"],
    ["long-name", "bankNumber", null],
    ["rare-characters", "bankNumber", null],
    ["no-limit", "bankNumber", null],
  ] as const;
  await clerk.isReady();

  for (const [purpose, holds, photo] of cards)
    await test.step(purpose, async () => {
      const card = stock(purpose);
      await clerk.startsWith(card);
      await expect(clerk.fact("work.read-holds")).toHaveText(clerk.t(`work.holds-${holds}`));
      await clerk.types(card.cardNumber);
      await clerk.press("Enter");
      await clerk.sees("work.confirm-title");
      await expect(clerk.page.getByText(card.holderName, { exact: true })).toBeVisible();
      if (photo !== null) await expect(clerk.page.getByText(clerk.t(photo))).toBeVisible();
      await clerk.isArmed("work.confirm-button");
      await clerk.press("Enter");
      await clerk.sees("outcomes.confirmed-title");
    });

  const expected = cards.map(([purpose]) => ({ outcome: "confirmed", cardNumberMasked: maskOf(stock(purpose)) }));
  expect(await newRows()).toMatchObject(expected);
});
