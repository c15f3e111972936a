import { maskOf } from "../harness/cards.ts";
import type { Clerk } from "../harness/clerk.ts";
import { DrillCounter, type DrillStage } from "./drill-stage.ts";

/** What dropping replies broke, with one line for people. */
export interface DroppedReplies {
  readonly faults: number;
  readonly text: string;
}

/** Does cards one after the other and cuts the connection after each commit, in place of the reply. */
export async function dropReplies(stage: DrillStage, rounds: number): Promise<DroppedReplies> {
  let lost = 0;
  let double = 0;
  let untrue = 0;
  for (let done = 0; done < rounds; ) {
    const batch = Math.min(stage.cardsLeft, rounds - done);
    const counter = await DrillCounter.make(stage, `replies-${done}`);
    try {
      const clerk = await counter.start();
      await clerk.isReady();
      for (let round = 0; round < batch; round += 1) {
        const rows = await dropOne(stage, clerk);
        lost += rows.atEnd === 0 ? 1 : 0;
        double += rows.atEnd > 1 ? 1 : 0;
        untrue += rows.whenUnknown === 1 ? 0 : 1;
      }
    } finally {
      await stage.network.setMode("pass");
      await counter.close();
    }
    done += batch;
    console.log(`  replies dropped: ${done}/${rounds}`);
    await stage.freshCards();
  }
  const faults = lost + double + untrue;
  const text = `Reply dropped after the commit, ${rounds} times: ${lost} lost, ${double} double, ${untrue} untrue screens.`;
  return { faults, text };
}

async function dropOne(
  stage: DrillStage,
  clerk: Clerk,
): Promise<{ readonly whenUnknown: number; readonly atEnd: number }> {
  const card = await stage.nextCard();
  const rows = async (): Promise<number> =>
    (await stage.central.ledger()).filter(({ cardNumberMasked }) => cardNumberMasked === maskOf(card)).length;
  await clerk.comesToConfirm(card);
  await stage.network.setMode("dropReplies");
  await clerk.press("Enter");
  await clerk.sees("outcomes.unknown-title");
  const whenUnknown = await rows();
  await stage.network.setMode("pass");
  await clerk
    .title()
    .filter({ hasText: clerk.t("outcomes.confirmed-title") })
    .waitFor({ timeout: 30_000 });
  await clerk.goesOn();
  await clerk.seesLink("connected");
  return { whenUnknown, atEnd: await rows() };
}
