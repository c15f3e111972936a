import { expect } from "@playwright/test";
import { spareCard, stock } from "../harness/cards.ts";
import type { Clerk } from "../harness/clerk.ts";
import { backToIdle, confirms, type Scene, type Stage, takeEach } from "./stage.ts";

/** The commonest job whole: the holder, the confirmation, the counter afterwards; also for poor eyes and in the dark. */
async function takeCommonJob(stage: Stage): Promise<void> {
  const { camera, clerk } = stage;
  await clerk.comesToConfirm(stock("normal-known-medium"));
  await camera.take("confirming");
  await takeOtherLooks(stage, "confirming");
  await confirms(stage, "outcomes.confirmed-title");
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
  const { network } = stage;
  const confirm = async (clerk: Clerk): Promise<void> => {
    await clerk.comesToConfirm(spareCard());
    await network.setMode("hold");
    await clerk.press("Enter");
    await clerk.sees("work.sending-title");
  };
  const confirmAndSwipe = async (clerk: Clerk): Promise<void> => {
    await confirm(clerk);
    await clerk.swipes(spareCard());
    await expect(clerk.page.getByText(clerk.t("work.next-card-title"))).toBeVisible();
  };
  const answer = async (clerk: Clerk): Promise<void> => {
    await network.setMode("pass");
    await clerk.sees("outcomes.confirmed-title");
  };
  const answerAndGoOn = async (clerk: Clerk): Promise<void> => {
    await answer(clerk);
    await clerk.goesOn();
  };
  const answerAndDropNext = async (clerk: Clerk): Promise<void> => {
    await answer(clerk);
    await expect(async () => {
      await clerk.press("Enter");
      await expect(clerk.title()).toHaveText(clerk.t("work.number-label"), { timeout: 500 });
    }).toPass();
    await backToIdle({ clerk });
  };
  await takeEach(stage, "submitting", confirm, answerAndGoOn);
  await takeEach(stage, "submitting-next-card", confirmAndSwipe, answerAndDropNext);
}

export const confirmingScenes: readonly Scene[] = [
  { name: "common-job", play: takeCommonJob },
  { name: "other-holders", play: takeOtherHolders },
  { name: "submitting", play: takeSubmitting },
];
