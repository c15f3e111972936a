import { expect } from "@playwright/test";
import type { StockPurpose } from "../../central/seed/stock-cards.ts";
import { refusalReasons } from "../../shared/contracts/problem-codes.ts";
import { spareCard, stock } from "../harness/cards.ts";
import type { Clerk } from "../harness/clerk.ts";
import { confirms, type Scene, type Stage, takeEach, takeQueue } from "./stage.ts";

/** Twice what an attempt may take. */
const attemptLimitMs = 10_000;
/** By then what waits is sent, once the service answers again. */
const deliveryLimitMs = 60_000;

async function takeRefusals({ camera, clerk }: Stage): Promise<void> {
  // Every reason has a card of the same name.
  for (const reason of refusalReasons satisfies readonly StockPurpose[]) {
    await clerk.looksUp(stock(reason));
    await clerk.sees(`outcomes.refused-${reason}-title`);
    await camera.take(`ended-refused-${reason}`);
    await clerk.goesOn();
  }
}

async function takeConflicts({ camera, clerk }: Stage): Promise<void> {
  for (const about of ["card-taken", "holder-has-other-card"] as const) {
    await clerk.looksUp(stock(about));
    await clerk.sees("outcomes.conflict-title");
    await camera.take(`ended-conflict-${about}`);
    await clerk.goesOn();
  }
}

async function takeOtherAnswers({ camera, clerk, answers }: Stage): Promise<void> {
  await clerk.looksUp(stock("already-associated"));
  await clerk.sees("outcomes.alreadyAssociated-title");
  await camera.take("ended-already-associated");
  await clerk.goesOn();

  await clerk.confirms(stock("claimed"));
  await clerk.sees("outcomes.claimed-title");
  await camera.take("ended-claimed");
  await clerk.goesOn();

  answers.answerWith("PUT", "entry/reused");
  await clerk.confirms(spareCard());
  await clerk.sees("outcomes.parked-title");
  await camera.take("ended-parked");
  await clerk.goesOn();

  answers.answerWith("PUT", "entry/cancelled");
  await clerk.confirms(spareCard());
  await clerk.sees("outcomes.cancelled-title");
  await camera.take("ended-cancelled");
  await clerk.goesOn();
  answers.passAll();
}

/** A card that is done once more while its entry is being sent again. */
async function takeSending(stage: Stage): Promise<void> {
  const { clerk, answers } = stage;
  const card = spareCard();
  const [, before] =
    new RegExp(`${clerk.t("frame.queue")}(\\d+)`).exec((await clerk.status().textContent()) ?? "") ?? [];
  answers.leaveOpen("PUT");
  await clerk.confirms(card);
  await expect(clerk.title()).toHaveText(clerk.t("outcomes.unknown-title"), { timeout: attemptLimitMs });
  await clerk.goesOn();
  const meetsAttempt = async (spoken: Clerk): Promise<void> => {
    await expect(async () => {
      await spoken.looksUp(card);
      if ((await spoken.title().textContent()) !== spoken.t("outcomes.sending-title")) await spoken.goesOn();
      await expect(spoken.title()).toHaveText(spoken.t("outcomes.sending-title"), { timeout: 1 });
    }).toPass();
  };
  await takeEach(stage, "ended-sending", meetsAttempt, (spoken) => spoken.goesOn());
  answers.passAll();
  await expect(clerk.status()).toContainText(`${clerk.t("frame.queue")}${before}`, { timeout: deliveryLimitMs });
}

/** What is sent is not answered any more: unknown, and the service away. */
async function takeUnknown({ camera, clerk, network }: Stage): Promise<void> {
  const card = spareCard();
  await clerk.comesToConfirm(card);
  await network.setMode("dropReplies");
  await clerk.press("Enter");
  await clerk.sees("outcomes.unknown-title");
  await clerk.seesLink("away");
  await camera.take("ended-unknown");
  await clerk.goesOn();

  await clerk.looksUp(card);
  await expect(clerk.page.getByText(clerk.t("outcomes.earlier-title"))).toBeVisible();
  await camera.take("ended-earlier");
  await clerk.goesOn();
}

/** Offline, with the document attested. */
async function takeWaiting({ camera, clerk }: Stage): Promise<void> {
  const card = spareCard();
  await clerk.looksUp(card);
  await clerk.sees("work.attest-title");
  await camera.take("attesting");
  await clerk.press("1");
  await clerk.page
    .getByRole("textbox", { name: clerk.t("work.attest-last-four") })
    .pressSequentially(card.socialSecurityNumber.slice(-4));
  await clerk.isArmed("work.attest-confirm");
  await camera.take("attesting-filled");
  await confirms({ clerk }, "outcomes.waiting-title");
  await camera.take("ended-waiting");
  await clerk.goesOn();
}

async function takeLists(stage: Stage): Promise<void> {
  const { camera, clerk } = stage;
  await clerk.press("F2");
  await expect(clerk.page.getByRole("grid")).toBeVisible();
  await camera.take("today");
  await takeQueue(stage, "queue");
  await clerk.press("Escape");
  await clerk.sees("work.idle-title-stripe");
}

export const outcomeScenes: readonly Scene[] = [
  { name: "refusals", play: takeRefusals },
  { name: "conflicts", play: takeConflicts },
  { name: "other-answers", play: takeOtherAnswers },
  { name: "sending", play: takeSending },
];

/** These leave the service away and entries in the queue. */
export const awayScenes: readonly Scene[] = [
  { name: "unknown", play: takeUnknown },
  { name: "waiting", play: takeWaiting },
  { name: "lists", play: takeLists },
];
