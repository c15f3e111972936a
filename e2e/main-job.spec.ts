import { expect } from "@playwright/test";
import type { Locale } from "../shared/words/catalogue.ts";
import { hidSwipe, maskOf, spareCard, stock } from "./harness/cards.ts";
import { test } from "./harness/fixtures.ts";

test("a swipe on a serial reader, the number and two Enters become one row in the ledger", async ({
  openCounter,
  newRows,
}) => {
  const { clerk } = await openCounter();
  const card = spareCard();
  await clerk.isReady();

  await clerk.comesToConfirm(card);
  await expect(clerk.page.getByText(card.holderName)).toBeVisible();
  expect(await newRows()).toEqual([]);
  await clerk.press("Enter");
  await clerk.sees("outcomes.confirmed-title");

  const entryRef = await clerk.entryRef();
  const rows = await newRows();
  expect(rows).toMatchObject([
    { outcome: "confirmed", evidence: "stripe", cardNumberMasked: maskOf(card), operatorId: "T001" },
  ]);
  expect(rows[0]?.entryId.slice(-4)).toBe(entryRef);
});

test("a swipe on a USB HID reader becomes one row in the ledger", async ({ openCounter, lab, newRows }) => {
  const reader = await lab.plugMagTek({ serial: "LAB0001" });
  const { clerk } = await openCounter({
    readers: ["auto"],
    deviceEnv: lab.env,
    swipe: (card) => reader.swipe(hidSwipe(card)),
  });
  const card = spareCard();
  await clerk.isReady();
  await reader.opened();

  await clerk.confirms(card);
  await clerk.sees("outcomes.confirmed-title");

  await expect(clerk.fact("outcomes.fact-card-number")).toHaveText(maskOf(card));
  expect(await newRows()).toMatchObject([{ outcome: "confirmed", evidence: "stripe", cardNumberMasked: maskOf(card) }]);
});

test("from idle to idle by nine characters and Enter, Enter, and the next swipe", async ({ openCounter, newRows }) => {
  const { clerk } = await openCounter();
  const [card, next] = [spareCard(), stock("lost")];
  await clerk.isReady();
  await clerk.page.evaluate(() => {
    const presses: string[] = [];
    Reflect.set(window, "presses", presses);
    window.addEventListener("keydown", ({ key }) => presses.push(key), true);
  });

  await clerk.confirms(card);
  await clerk.sees("outcomes.confirmed-title");
  await clerk.startsWith(next);

  const presses = await clerk.page.evaluate(() => Reflect.get(window, "presses"));
  expect(presses).toEqual([...card.cardNumber, "Enter", "Enter"]);
  expect(await newRows()).toHaveLength(1);
});

for (const locale of ["zh-CN", "en"] as const satisfies readonly Locale[])
  test(`the whole job reads in ${locale} as the catalogue says`, async ({ openCounter }) => {
    const { clerk } = await openCounter({ locale });
    const card = spareCard();
    await clerk.isReady();

    await clerk.comesToConfirm(card);
    await expect(clerk.fact("work.fact-social-security-number")).toHaveText(/^\d{6}\*{8}\w{4}$/);
    await expect(clerk.button("work.confirm-not-this-person")).toBeVisible();
    await clerk.press("Enter");
    await clerk.sees("outcomes.confirmed-title");
    await expect(clerk.page.getByText(clerk.t("outcomes.confirmed-sentence"))).toBeVisible();
    await clerk.goesOn();

    const other = locale === "en" ? /[\u4e00-\u9fff]{4}/ : /\b(Swipe|Reader|Today|Enter the)\b/;
    const shown = await clerk.page.getByRole("main").innerText();
    expect(shown).not.toMatch(other);
  });

test("a card whose stripe nobody knew is learned by its association", async ({ openCounter, newRows }) => {
  const { clerk } = await openCounter();
  const card = stock("normal-unknown-medium");
  await clerk.isReady();

  await clerk.comesToConfirm(card);
  await expect(clerk.page.getByText(clerk.t("work.standing-not-known-yet"))).toBeVisible();
  await clerk.press("Enter");
  await clerk.sees("outcomes.confirmed-title");

  expect(await newRows()).toMatchObject([{ outcome: "confirmed", cardNumberMasked: maskOf(card) }]);
});
