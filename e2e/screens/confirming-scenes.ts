import { expect } from "@playwright/test";
import { spareCard, stock, type TestCard } from "../harness/cards.ts";
import { backToIdle, type Scene, type Stage } from "./stage.ts";

/** The commonest job whole: the holder, the confirmation, the counter afterwards; also for poor eyes and in the dark. */
async function takeCommonJob(stage: Stage): Promise<void> {
  const { camera, clerk } = stage;
  await clerk.comesToConfirm(stock("normal-known-medium"));
  await camera.take("confirming");
  await takeOtherLooks(stage, "confirming");
  await clerk.press("Enter");
  await clerk.sees("outcomes.confirmed-title");
  await camera.take("ended-confirmed");
  await takeOtherLooks(stage, "ended-confirmed");
  await clerk.goesOn();
  await camera.take("idle-after-outcome");
}

async function takeOtherLooks({ camera, clerk: { page } }: Stage, state: string): Promise<void> {
  await page.keyboard.press("F9");
  await expect(page.locator("html")).toHaveAttribute("data-elder", "");
  await camera.take(`${state}-elder`);
  await page.keyboard.press("F9");
  await expect(page.locator("html")).not.toHaveAttribute("data-elder", "");
  await page.emulateMedia({ contrast: "more" });
  await camera.take(`${state}-contrast`);
  await page.emulateMedia({ contrast: null, colorScheme: "dark" });
  await camera.take(`${state}-dark`);
  await page.emulateMedia({ colorScheme: "light" });
}

async function takeOtherHolders(stage: Stage): Promise<void> {
  const { camera, clerk } = stage;
  for (const [state, purpose] of [
    ["confirming-no-photo", "no-photo"],
    ["confirming-long-name", "long-name"],
    ["confirming-rare-characters", "rare-characters"],
    ["confirming-not-known-yet", "normal-unknown-medium"],
  ] as const) {
    await clerk.comesToConfirm(stock(purpose));
    await camera.take(state);
    await backToIdle(stage);
  }
}

/** Between the press and the answer. Every picture costs a card: what was confirmed cannot be stepped back from. */
async function takeSubmitting(stage: Stage): Promise<void> {
  const { camera, clerk, network, terminal } = stage;
  const confirm = async (card: TestCard): Promise<void> => {
    await clerk.swipes(card);
    await expect(clerk.page.getByRole("textbox")).toBeFocused();
    await clerk.types(card.cardNumber);
    await clerk.press("Enter");
    await expect(clerk.page.locator("[data-armed=true]")).toBeVisible();
    await network.setMode("hold");
    await clerk.press("Enter");
    await expect(terminal.page.locator(".waiting")).toBeVisible();
  };
  const answer = async (): Promise<void> => {
    await network.setMode("pass");
    await expect(clerk.page.locator(".plate--done")).toBeVisible();
    await expect(async () => {
      await clerk.press("Enter");
      await expect(clerk.page.locator(".plate")).toBeHidden({ timeout: 500 });
    }).toPass();
  };
  await camera.takeEach("submitting", () => confirm(spareCard()), answer);
  const confirmAndSwipe = async (): Promise<void> => {
    await confirm(spareCard());
    await clerk.swipes(spareCard());
    await expect(clerk.page.locator(".note")).toBeVisible();
  };
  const answerAndDrop = async (): Promise<void> => {
    await answer();
    await expect(clerk.page.getByRole("textbox")).toBeFocused();
    await clerk.press("Escape");
    await expect(clerk.page.locator(".idle")).toBeVisible();
  };
  await camera.takeEach("submitting-next-card", confirmAndSwipe, answerAndDrop);
}

export const confirmingScenes: readonly Scene[] = [
  { name: "common-job", play: takeCommonJob },
  { name: "other-holders", play: takeOtherHolders },
  { name: "submitting", play: takeSubmitting },
];
