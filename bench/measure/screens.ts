import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type SpareCard, spareCards } from "../../central/seed/spare-cards.ts";
import { asciiLine } from "../../lab/cards/ascii-lines.ts";
import { magTekReport } from "../../lab/cards/magtek-report.ts";
import { startLab } from "../../lab/lab-client.ts";
import { VirtualSerialPty } from "../../lab/serial-pty.ts";
import type { FigureId } from "../figures.ts";
import type { MeasuredApp } from "../harness/measured-app.ts";
import { monotonicMs } from "../harness/process-tree.ts";
import {
  alternate,
  launchFloor,
  launchProduct,
  type Measurement,
  numberPlaces,
  readyCounter,
  type Stage,
} from "./stage.ts";

type Side = "floor" | "product";

/** One of the two programs with its reader: both run all the time, and their swipes alternate. */
interface Counter {
  readonly side: Side;
  readonly app: MeasuredApp;
  readonly swipe: (card: SpareCard) => Promise<void>;
}

const swipesARound = 3;
/** A message is cheap: enough of them for a 99th percentile. */
const messagesARound = 10;
/** Between arming and sending, so that sends do not keep step with the frame clock. */
const jitter = { leastMs: 20, spanMs: 17 };
/** What a start left to do, in both programs, is done by then. */
const settleMs = 2000;

/** Cards swiped through a serial reader, and decoded cards handed to main. */
export const serialScreens: Measurement = {
  figures: ["swipe-serial", "decoded-to-dom"],
  needsService: true,
  measure: async (stage) => {
    const readers = {
      floor: new VirtualSerialPty(path.join(stage.folder, "serial-floor-tty")),
      product: new VirtualSerialPty(path.join(stage.folder, "serial-product-tty")),
    };
    await readers.floor.plug();
    await readers.product.plug();
    const counters = [
      {
        side: "floor",
        app: await launchFloor(stage, "serial-floor", { readers: [`serial=${readers.floor.link}`] }),
        swipe: ({ track2 }: SpareCard) => readers.floor.send(asciiLine({ track2 })),
      },
      {
        side: "product",
        app: await launchProduct(stage, "serial-product", {
          readers: [`generic-serial-ascii=${readers.product.link}`],
        }),
        swipe: ({ track2 }: SpareCard) => readers.product.send(asciiLine({ track2 })),
      },
    ] as const;
    try {
      await areReady(counters);
      if (stage.wants.has("swipe-serial")) await measureSwipes(stage, "swipe-serial", counters);
      if (stage.wants.has("decoded-to-dom")) await measureMessages(stage, counters);
    } finally {
      for (const { app } of counters) await app.close();
      await readers.floor.unplug();
      await readers.product.unplug();
    }
  },
};

/** Cards swiped through a USB HID reader. */
export const hidScreens: Measurement = {
  figures: ["swipe-hid"],
  needsService: true,
  measure: async (stage) => {
    // A lab each: the product's discovery would take the floor's reader as well.
    const labs = { floor: await startLab(), product: await startLab() };
    const readers = { floor: await labs.floor.plugMagTek(), product: await labs.product.plugMagTek() };
    const counters = [
      {
        side: "floor",
        app: await launchFloor(stage, "hid-floor", {
          readers: [`hid=${readers.floor.node}`],
          deviceEnv: labs.floor.env,
        }),
        swipe: ({ track2 }: SpareCard) => readers.floor.swipe(magTekReport({ track2 })),
      },
      {
        side: "product",
        app: await launchProduct(stage, "hid-product", { readers: ["auto"], deviceEnv: labs.product.env }),
        swipe: ({ track2 }: SpareCard) => readers.product.swipe(magTekReport({ track2 })),
      },
    ] as const;
    try {
      await Promise.all([readers.floor.opened(), readers.product.opened()]);
      await areReady(counters);
      await measureSwipes(stage, "swipe-hid", counters);
    } finally {
      for (const { app } of counters) await app.close();
      await labs.floor.stop();
      await labs.product.stop();
    }
  },
};

async function areReady(counters: readonly Counter[]): Promise<void> {
  for (const { side, app } of counters) {
    if (side === "product") await app.until(readyCounter);
    await app.tick();
  }
  await pause(settleMs);
}

async function measureSwipes(stage: Stage, figure: FigureId, counters: readonly [Counter, Counter]): Promise<void> {
  const cards = endless(spareCards);
  for (const counter of counters) await swipe(counter, cards());
  await alternate(stage, figure, async (side) => {
    const counter = of(counters, side);
    for (let index = 0; index < swipesARound; index += 1)
      stage.samples.add(figure, side, await swipe(counter, cards()));
  });
}

async function measureMessages(stage: Stage, counters: readonly [Counter, Counter]): Promise<void> {
  const [card] = spareCards;
  if (card === undefined) throw new Error("the demo service has no cards");
  // What main is handed again is the card that it got last.
  for (const counter of counters) await swipe(counter, card);
  await alternate(stage, "decoded-to-dom", async (side) => {
    const counter = of(counters, side);
    for (let index = 0; index < messagesARound; index += 1)
      stage.samples.add("decoded-to-dom", side, await replay(counter, card));
  });
}

/** From the write to the number on the screen, in milliseconds. */
async function swipe(counter: Counter, card: SpareCard): Promise<number> {
  const { seen } = await armed(counter, card);
  const sentAtMs = monotonicMs();
  await counter.swipe(card);
  const { paintedAtMs } = await seen;
  await clear(counter);
  return paintedAtMs - sentAtMs;
}

/** From the message in main to the number in the document, in milliseconds. */
async function replay(counter: Counter, card: SpareCard): Promise<number> {
  const { seen } = await armed(counter, card);
  const sentAtMs = await counter.app.replay();
  const { domAtMs } = await seen;
  await clear(counter);
  return domAtMs - sentAtMs;
}

async function armed({ side, app }: Counter, { track2 }: SpareCard) {
  if (side === "floor") await app.renew(numberPlaces.floor);
  await app.watch(numberPlaces[side], lastFourOf(track2));
  const seen = app.seen();
  // Whoever swipes hears of a failure first; this one is then nobody's.
  seen.catch(() => undefined);
  await pause(jitter.leastMs + Math.random() * jitter.spanMs);
  return { seen };
}

async function clear({ side, app }: Counter): Promise<void> {
  if (side === "floor") return;
  await app.press("Escape");
  await app.until(readyCounter);
}

function lastFourOf(track2: string): string {
  return `…${/(\d{4})=/.exec(track2)?.[1] ?? ""}`;
}

function of(counters: readonly [Counter, Counter], side: Side): Counter {
  return counters[0].side === side ? counters[0] : counters[1];
}

/** One after another, from the front again when they run out. */
function endless<T>(items: readonly T[]): () => T {
  let next = 0;
  return () => {
    const item = items[next % items.length];
    next += 1;
    if (item === undefined) throw new Error("nothing to take from");
    return item;
  };
}
