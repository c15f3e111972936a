import { asciiLine } from "../../lab/cards/ascii-lines.ts";
import { magTekReport } from "../../lab/cards/magtek-report.ts";
import { badTrackTexts, track2, track3 } from "../../lab/cards/swipe-text.ts";
import type { WordKey } from "../../shared/words/catalogue.ts";
import { badSerialSwipe, serialSwipe, spareCard, stock, stripeNumber } from "../harness/cards.ts";
import { backToIdle, reads, type Scene, type Stage } from "./stage.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function takeIdle({ camera, clerk }: Stage): Promise<void> {
  await clerk.isReady();
  await camera.take("idle");
}

/** The last digit of the number moved on by one: what its check digit is there to find. */
function withWrongDigit(stripe: string): string {
  return stripe.replace(/(\d)(?==)/, (digit) => String((Number(digit) + 1) % 10));
}

interface BadSwipe {
  readonly state: string;
  readonly title: Extract<WordKey, `work.bad-read-title${string}`>;
  readonly send: (stage: Stage) => Promise<void>;
}

const badSwipes: readonly BadSwipe[] = [
  {
    state: "bad-read-unreadable",
    title: "work.bad-read-title",
    send: ({ serial }) => serial.send(asciiLine(badTrackTexts)),
  },
  { state: "bad-read-nothing-read", title: "work.bad-read-title", send: ({ hid }) => hid.swipe(magTekReport({})) },
  {
    state: "bad-read-truncated",
    title: "work.bad-read-title",
    send: ({ serial }) => serial.send(serialSwipe(spareCard()).subarray(0, 20)),
  },
  {
    state: "bad-read-oversize",
    title: "work.bad-read-title",
    send: ({ serial }) => serial.send(bytes(`;${"0".repeat(600)}?\r`)),
  },
  {
    state: "bad-read-check-failed",
    title: "work.bad-read-title-check-failed",
    send: ({ serial }) => serial.send(asciiLine({ track2: withWrongDigit(spareCard().track2) })),
  },
  {
    state: "bad-read-tracks-disagree",
    title: "work.bad-read-title-tracks-disagree",
    send: ({ serial }) => serial.send(asciiLine(twoNumbers())),
  },
  {
    state: "bad-read-not-a-card",
    title: "work.bad-read-title-not-a-card",
    send: ({ serial }) => serial.send(asciiLine({ track2: ";12?" })),
  },
];

function twoNumbers(): { readonly track2: string; readonly track3: string } {
  return {
    track2: track2({ bankNumber: stripeNumber(spareCard()) }),
    track3: track3({ bankNumber: stripeNumber(spareCard()) }),
  };
}

async function takeBadReads(stage: Stage): Promise<void> {
  for (const { state, title, send } of badSwipes) {
    await send(stage);
    await stage.clerk.sees(title);
    await stage.camera.take(state);
    await backToIdle(stage);
  }
}

/** Three bad reads, then on without a read: the reason, the number, and a holder of whom only a part is shown. */
async function takeWithoutRead(stage: Stage): Promise<void> {
  const { camera, clerk, serial } = stage;
  for (const count of [1, 2, 3]) {
    await serial.send(badSerialSwipe());
    await reads(stage, "frame.step-bad-read", { count });
  }
  await camera.take("bad-read-go-on");
  await clerk.press("F10");
  await clerk.sees("work.reason-title");
  await camera.take("stating-reason");
  await clerk.press("1");
  await clerk.press("Enter");
  await clerk.sees("work.number-label");
  await camera.take("entering-number-without-read");
  await clerk.types("A00000206");
  await clerk.press("Enter");
  await clerk.sees("work.confirm-title");
  await clerk.isArmed("work.confirm-button");
  await camera.take("confirming-without-read");
  await backToIdle(stage);
}

/** What else a stripe may say of itself. */
async function takeOtherStripes(stage: Stage): Promise<void> {
  const { camera, clerk, serial } = stage;
  const expired = track2({ bankNumber: stripeNumber(spareCard()), expiry: "2001" });
  for (const [state, stripe] of [
    ["entering-number-expired-stripe", expired],
    ["entering-number-local-stripe", stock("local-stripe").track2],
    ["entering-number-card-number-stripe", stock("card-number-stripe").track2],
    ["entering-number-person-id-stripe", stock("person-id-stripe").track2],
  ] as const) {
    await serial.send(asciiLine({ track2: stripe }));
    await clerk.sees("work.number-label");
    await camera.take(state);
    await backToIdle(stage);
  }
}

export const readingScenes: readonly Scene[] = [
  { name: "idle", play: takeIdle },
  { name: "bad-reads", play: takeBadReads },
  { name: "without-read", play: takeWithoutRead },
  { name: "other-stripes", play: takeOtherStripes },
];
