import { expect } from "@playwright/test";
import { maskOf, stock } from "./harness/cards.ts";
import { test } from "./harness/fixtures.ts";
import type { PlainWordKey } from "./harness/words.ts";

type Purpose = Parameters<typeof stock>[0];

/** Which screen each sample card comes to at the look-up. */
const endedByLookUp = {
  lost: "outcomes.refused-lost-title",
  "lost-temporarily": "outcomes.refused-lost-temporarily-title",
  locked: "outcomes.refused-locked-title",
  sealed: "outcomes.refused-sealed-title",
  cancelled: "outcomes.refused-cancelled-title",
  "not-normal": "outcomes.refused-not-normal-title",
  expired: "outcomes.refused-expired-title",
  mismatch: "outcomes.refused-mismatch-title",
  "unknown-number": "outcomes.refused-unknown-number-title",
  "already-associated": "outcomes.alreadyAssociated-title",
  "card-taken": "outcomes.conflict-title",
  "holder-has-other-card": "outcomes.conflict-title",
} as const satisfies Partial<Record<Purpose, PlainWordKey>>;

const purposes: readonly (keyof typeof endedByLookUp)[] = [
  "lost",
  "lost-temporarily",
  "locked",
  "sealed",
  "cancelled",
  "not-normal",
  "expired",
  "mismatch",
  "unknown-number",
  "already-associated",
  "card-taken",
  "holder-has-other-card",
];

test("each card that cannot be associated ends at the look-up on a screen of its own, without a ledger row", async ({
  openCounter,
  newRows,
}) => {
  test.setTimeout(120_000);
  const { clerk } = await openCounter();
  await clerk.isReady();

  for (const purpose of purposes) {
    await clerk.looksUp(stock(purpose));
    await clerk.sees(endedByLookUp[purpose]);
    await clerk.goesOn();
  }

  expect(await newRows()).toEqual([]);
  await clerk.press("F2");
  await expect(clerk.page.getByRole("row")).toHaveCount(purposes.length + 1);
});

test("a card of a city whose register is silent is accepted and not called confirmed", async ({
  openCounter,
  newRows,
}) => {
  const { clerk } = await openCounter();
  const card = stock("claimed");
  await clerk.isReady();

  await clerk.confirms(card);

  await clerk.sees("outcomes.claimed-title");
  expect(await newRows()).toMatchObject([{ outcome: "claimed", cardNumberMasked: maskOf(card) }]);
});

test("a number that contradicts the card cannot go on; a doubtful one is asked about", async ({
  openCounter,
  newRows,
}) => {
  const { clerk } = await openCounter();
  await clerk.isReady();
  await clerk.startsWith(stock("card-number-stripe"));
  await clerk.types("000000019");
  await clerk.press("Enter");
  await expect(clerk.page.getByText(clerk.t("work.contradicts-stripe"))).toBeVisible();
  await clerk.press("F10");
  await expect(clerk.page.getByText(clerk.t("work.contradicts-stripe"))).toBeVisible();
  await clerk.press("Escape");
  await clerk.sees("work.number-label");
  await clerk.press("Escape");
  await clerk.sees("work.idle-title-stripe");

  await clerk.looksUp(stock("doubtful-number"));
  await clerk.press("F10");
  await clerk.sees("work.confirm-title");

  expect(await newRows()).toEqual([]);
});
