import { expect } from "@playwright/test";
import { maskOf, spareCard, stock, type TestCard } from "./harness/cards.ts";
import type { Clerk } from "./harness/clerk.ts";
import { test } from "./harness/fixtures.ts";
import { burst, type PressRecord, recordedPresses, recordPresses, untilPageTime } from "./harness/press-record.ts";

/** A press sooner than this after the screen was painted never confirms. */
const armAfterMs = 300;
/** By now the screen is painted, also where drawing a frame takes long. */
const paintedAfterMs = 100;
/** Enter sooner than this after another key was sent by a reader, not by a person. */
const burstMs = 100;
const tries = 8;

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
 * too slow, and then the press rightly confirms. Resolves with the card that is still on the screen.
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
    await isConfirmedSomehow(clerk);
    await clerk.goesOn();
  }
  throw new Error("this machine is too slow for a test about quick keys");
}

/** A press that was near the limit may have counted or not: either is right, and the card has to leave the screen. */
async function isConfirmedSomehow(clerk: Clerk): Promise<void> {
  await clerk.isSettled();
  if ((await clerk.title().textContent()) === clerk.t("work.confirm-title")) await confirmsByFreshPress(clerk);
  await clerk.sees("outcomes.confirmed-title");
}

/** Milliseconds between the last two presses. */
function lastGapMs({ presses }: PressRecord): number {
  const [before, last] = presses.slice(-2);
  return before === undefined || last === undefined ? Number.POSITIVE_INFINITY : last.atMs - before.atMs;
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

test("a second Enter that goes down while the service is asked does not confirm when it comes up", async ({
  openCounter,
  network,
  newRows,
}) => {
  const { clerk } = await openCounter({ centralUrl: network.url });
  const { keyboard } = clerk.page;
  await clerk.isReady();
  await network.setMode("hold");
  await clerk.looksUp(spareCard());
  await clerk.sees("work.looking-up-title");

  await keyboard.down("Enter");
  await network.setMode("pass");
  await clerk.sees("work.confirm-title");
  await clerk.isArmed("work.confirm-button");
  await keyboard.up("Enter");

  await stillAsksToConfirm(clerk);
  expect(await newRows()).toEqual([]);
  await confirmsByFreshPress(clerk);
  expect(await newRows()).toHaveLength(1);
});

test("a fresh press confirms when the key comes up, not before", async ({ openCounter, newRows }) => {
  const { clerk } = await openCounter();
  await clerk.isReady();
  await clerk.comesToConfirm(spareCard());

  await clerk.page.keyboard.down("Enter");
  await stillAsksToConfirm(clerk);
  expect(await newRows()).toEqual([]);
  await clerk.page.keyboard.up("Enter");

  await clerk.sees("outcomes.confirmed-title");
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
      await untilPageTime(clerk.page, (await recordedPresses(clerk.page)).shownAtMs + paintedAfterMs);
      await clerk.press("Enter");
    },
    ({ shownAtMs, presses }) => (presses.at(-1)?.atMs ?? Number.POSITIVE_INFINITY) < shownAtMs + armAfterMs,
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
      await burst(clerk.page, [...";622202", "Enter"]);
    },
    (record) => lastGapMs(record) < burstMs,
  );

  await stillAsksToConfirm(clerk);
  const before = await newRows();
  expect(before.filter(({ cardNumberMasked }) => cardNumberMasked === maskOf(card))).toEqual([]);
  const { presses } = await recordedPresses(clerk.page);
  expect(presses.slice(-8).map(({ key }) => key)).toEqual([...";622202", "Enter"]);
  await untilPageTime(clerk.page, (presses.at(-1)?.atMs ?? 0) + burstMs);
  await confirmsByFreshPress(clerk);
  expect(await newRows()).toHaveLength(before.length + 1);
});

test("after a question about another card the confirm screen has to be seen again before a press counts", async ({
  openCounter,
  newRows,
}) => {
  const { clerk } = await openCounter();
  await clerk.isReady();

  const card = await actsQuickly(
    clerk,
    async (next) => {
      await clerk.comesToConfirm(next);
      await clerk.swipes(stock("lost"));
      await expect(clerk.question()).toBeVisible();
      await clerk.press("Escape");
      const { presses } = await recordedPresses(clerk.page);
      await untilPageTime(clerk.page, (presses.at(-1)?.atMs ?? 0) + burstMs + paintedAfterMs);
      await clerk.press("Enter");
    },
    (record) => lastGapMs(record) < armAfterMs,
  );

  await stillAsksToConfirm(clerk);
  const before = await newRows();
  expect(before.filter(({ cardNumberMasked }) => cardNumberMasked === maskOf(card))).toEqual([]);
  await confirmsByFreshPress(clerk);
  expect(await newRows()).toHaveLength(before.length + 1);
});
