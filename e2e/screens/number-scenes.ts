import { expect } from "@playwright/test";
import { spareCard, stock } from "../harness/cards.ts";
import type { Clerk } from "../harness/clerk.ts";
import { backToIdle, reads, type Scene, type Stage, takeEach } from "./stage.ts";

async function takeEntry(stage: Stage): Promise<void> {
  const { camera, clerk } = stage;
  await clerk.startsWith(spareCard());
  await camera.take("entering-number");
  await clerk.types("A1234");
  await camera.take("entering-number-partly");
  await clerk.page.keyboard.type("#");
  await reads(stage, "work.number-wrong-character", { position: 6 });
  await camera.take("entering-number-wrong-character");
  await backToIdle(stage);
}

async function takeDoubtfulNumber(stage: Stage): Promise<void> {
  const { camera, clerk } = stage;
  const card = stock("doubtful-number");
  await clerk.startsWith(card);
  await clerk.types(card.cardNumber);
  await clerk.press("Enter");
  await reads(stage, "work.check-warning-how");
  await camera.take("checking-number");
  await backToIdle(stage);
}

async function takeContradiction(stage: Stage): Promise<void> {
  const { camera, clerk } = stage;
  await clerk.startsWith(stock("card-number-stripe"));
  await clerk.types("000000019");
  await clerk.press("Enter");
  await reads(stage, "work.contradicts-stripe");
  await camera.take("number-contradicts");
  await backToIdle(stage);
}

async function takeAnotherCard(stage: Stage): Promise<void> {
  const { clerk } = stage;
  const [first, second] = [spareCard(), spareCard()];
  await clerk.startsWith(first);
  await clerk.types("A1234");
  const question = clerk.page.getByRole("alertdialog");
  const swipeSecond = async (): Promise<void> => {
    await clerk.swipes(second);
    await expect(question).toBeVisible();
  };
  const keepFirst = async (): Promise<void> => {
    await clerk.press("Escape");
    await expect(question).toBeHidden();
  };
  await takeEach(stage, "asking-another-card", swipeSecond, keepFirst);
  await backToIdle(stage);
}

async function takeLookingUp(stage: Stage): Promise<void> {
  const { network } = stage;
  const card = spareCard();
  const ask = async (clerk: Clerk): Promise<void> => {
    await clerk.startsWith(card);
    await clerk.types(card.cardNumber);
    await network.setMode("hold");
    await clerk.press("Enter");
    await clerk.sees("work.looking-up-title");
  };
  const askAndWait = async (clerk: Clerk): Promise<void> => {
    await ask(clerk);
    await expect(clerk.page.getByText(clerk.t("work.looking-up-slow"))).toBeVisible();
  };
  const give = async (clerk: Clerk): Promise<void> => {
    await clerk.press("Escape");
    await clerk.sees("work.number-label");
    await network.setMode("pass");
    await backToIdle({ clerk });
  };
  await takeEach(stage, "looking-up", ask, give);
  await takeEach(stage, "looking-up-slow", askAndWait, give);
}

async function takeLookUpFailed(stage: Stage): Promise<void> {
  const { camera, clerk, answers } = stage;
  answers.answerWith("POST", "look-up/limited");
  await clerk.looksUp(spareCard());
  await clerk.sees("work.look-up-failed-title");
  await camera.take("look-up-failed");
  answers.passAll();
  await backToIdle(stage);
}

export const numberScenes: readonly Scene[] = [
  { name: "entry", play: takeEntry },
  { name: "doubtful-number", play: takeDoubtfulNumber },
  { name: "contradiction", play: takeContradiction },
  { name: "another-card", play: takeAnotherCard },
  { name: "looking-up", play: takeLookingUp },
  { name: "look-up-failed", play: takeLookUpFailed },
];
