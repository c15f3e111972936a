import { expect } from "@playwright/test";
import { maskOf, spareCard, type TestCard } from "./harness/cards.ts";
import type { Clerk } from "./harness/clerk.ts";
import { test } from "./harness/fixtures.ts";
import { type PressRecord, recordedPresses, recordPresses } from "./harness/press-record.ts";

/** A press sooner than this after the screen appeared never confirms. */
const armAfterMs = 300;
/** Enter sooner than this after another key was sent by a reader, not by a person. */
const burstMs = 100;
const tries = 5;

async function stillAsksToConfirm(clerk: Clerk): Promise<void> {
  await clerk.isSettled();
  await clerk.sees("work.confirm-title");
}

async function confirmsByFreshPress(clerk: Clerk): Promise<void> {
  await clerk.isArmed("work.confirm-button");
  await clerk.press("Enter");
  await clerk.sees("outcomes.confirmed-title");
}

/**
 * Comes to a confirm screen and acts there, until a try was as quick as the test means it to be: on a busy machine the test itself may be
 * too slow, and then the press rightly confirms.
 */
async function actsQuickly(
  clerk: Clerk,
  act: (card: TestCard) => Promise<void>,
  wasQuick: (record: PressRecord) => boolean,
): Promise<TestCard> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const card = spareCard();
    await recordPresses(clerk.page, clerk.t("work.confirm-title"));
    await act(card);
    if (wasQuick(await recordedPresses(clerk.page))) return card;
    await clerk.sees("outcomes.confirmed-title");
    await clerk.goesOn();
  }
  throw new Error("this machine is too slow for a test about quick keys");
}

test("an Enter held down from the number screen on never confirms; a fresh press does", async ({
  openCounter,
  newRows,
}) => {
  const { clerk } = await openCounter();
  const card = spareCard();
  const { keyboard } = clerk.page;
  await clerk.isReady();
  await clerk.startsWith(card);
  await clerk.types(card.cardNumber);

  await recordPresses(clerk.page, clerk.t("work.confirm-title"));
  await keyboard.down("Enter");
  await clerk.sees("work.confirm-title");
  // The keyboard repeats a held key by itself; here every `down` is one repeat.
  await expect(async () => {
    await keyboard.down("Enter");
    await expect(clerk.button("work.confirm-button")).toHaveAttribute("data-armed", "true", { timeout: 1 });
  }).toPass({ intervals: [30] });
  for (let repeat = 0; repeat < 5; repeat += 1) await keyboard.down("Enter");
  await keyboard.up("Enter");

  await stillAsksToConfirm(clerk);
  const { presses } = await recordedPresses(clerk.page);
  expect(presses.filter(({ isRepeat }) => isRepeat).length).toBeGreaterThan(5);
  expect(await newRows()).toEqual([]);
  await confirmsByFreshPress(clerk);
  expect(await newRows()).toMatchObject([{ outcome: "confirmed", cardNumberMasked: maskOf(card) }]);
});

test("a doubled Enter on the number does not confirm", async ({ openCounter, newRows }) => {
  const { clerk } = await openCounter();
  const card = spareCard();
  await clerk.isReady();
  await clerk.startsWith(card);
  await clerk.types(card.cardNumber);

  await Promise.all([clerk.press("Enter"), clerk.press("Enter")]);

  await clerk.sees("work.confirm-title");
  await stillAsksToConfirm(clerk);
  expect(await newRows()).toEqual([]);
  await confirmsByFreshPress(clerk);
  expect(await newRows()).toHaveLength(1);
});

test("a fresh press within 300 ms of the confirm screen does not confirm", async ({ openCounter, newRows }) => {
  const { clerk } = await openCounter();
  await clerk.isReady();

  const card = await actsQuickly(
    clerk,
    async (next) => {
      await clerk.looksUp(next);
      await clerk.page.getByRole("heading", { name: clerk.t("work.confirm-title") }).waitFor();
      await clerk.press("Enter");
    },
    ({ shownAtMs, presses }) => {
      const pressedAtMs = presses.at(-1)?.atMs ?? Number.POSITIVE_INFINITY;
      return pressedAtMs > shownAtMs && pressedAtMs < shownAtMs + armAfterMs;
    },
  );

  await stillAsksToConfirm(clerk);
  const before = await newRows();
  expect(before.filter(({ cardNumberMasked }) => cardNumberMasked === maskOf(card))).toEqual([]);
  await confirmsByFreshPress(clerk);
  expect(await newRows()).toHaveLength(before.length + 1);
});

test("an Enter right behind a burst of characters does not confirm", async ({ openCounter, newRows }) => {
  const { clerk } = await openCounter();
  await clerk.isReady();

  const card = await actsQuickly(
    clerk,
    async (next) => {
      await clerk.comesToConfirm(next);
      await Promise.all([...";622202", "Enter"].map((key) => clerk.press(key)));
    },
    ({ presses }) => {
      const [before, enter] = presses.slice(-2);
      return enter?.key === "Enter" && before !== undefined && enter.atMs - before.atMs < burstMs;
    },
  );

  await stillAsksToConfirm(clerk);
  const before = await newRows();
  expect(before.filter(({ cardNumberMasked }) => cardNumberMasked === maskOf(card))).toEqual([]);
  const { presses } = await recordedPresses(clerk.page);
  const freshAtMs = (presses.at(-1)?.atMs ?? 0) + burstMs;
  await clerk.page.waitForFunction((fresh) => performance.now() > fresh, freshAtMs);
  await confirmsByFreshPress(clerk);
  expect(await newRows()).toHaveLength(before.length + 1);
});
