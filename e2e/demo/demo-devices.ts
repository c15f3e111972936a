import type { Page } from "@playwright/test";
import { type Lab, serialAdapters, startLab } from "../../lab/lab-client.ts";
import { LabError } from "../../lab/lab-error.ts";
import { hidSwipe, serialSwipe, type TestCard } from "../harness/cards.ts";
import { inRepository, repositoryRoot } from "../harness/repository.ts";
import type { Terminal } from "../harness/terminal.ts";

/** A reader of the demo: what the transcript says of it, and how a card goes through. */
export interface DemoReader {
  readonly library: string;
  readonly device: string;
  readonly swipe: (terminal: Terminal, card: TestCard) => Promise<void>;
}

/** The devices of the demo, and how the terminal has to be started to see them. */
export interface DemoDevices {
  /** False when the scripted reader stood in for the virtual devices. */
  readonly areReal: boolean;
  readonly entry: string;
  readonly readers: readonly string[];
  readonly deviceEnv: Readonly<Record<string, string>> | undefined;
  readonly serial: DemoReader;
  readonly hid: DemoReader;
  /** Resolves when the terminal has every reader open. */
  readonly opened: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Virtual devices below the real libraries; where they cannot be had, the development entry's scripted reader. */
export async function demoDevices(): Promise<DemoDevices> {
  try {
    return await labDevices(await startLab());
  } catch (problem) {
    if (!(problem instanceof LabError) || problem.kind !== "unavailable") throw problem;
    console.log(`No virtual devices here (${problem.message}): the scripted reader stands in.`);
    return scriptedDevices();
  }
}

async function labDevices(lab: Lab): Promise<DemoDevices> {
  const serial = await lab.plugSerial({ adapter: serialAdapters.ch340, serial: "DEMO0001" });
  const hid = await lab.plugMagTek({ serial: "DEMO0002" });
  return {
    areReal: true,
    entry: repositoryRoot,
    readers: ["auto"],
    deviceEnv: lab.env,
    serial: {
      library: "serialport 13.0.0",
      device: serial.node,
      swipe: (_terminal, card) => serial.send(serialSwipe(card)),
    },
    hid: { library: "node-hid 3.4.0", device: hid.node, swipe: (_terminal, card) => hid.swipe(hidSwipe(card)) },
    opened: async () => {
      await Promise.all([serial.opened(30_000), hid.opened(30_000)]);
    },
    stop: () => lab.stop(),
  };
}

function scriptedDevices(): DemoDevices {
  const reader: DemoReader = {
    library: "scripted",
    device: "scripted:stripe",
    swipe: async (terminal, card) => {
      const dock = await dockOf(terminal);
      await dock.evaluate((cardNumber) => {
        const bridge: unknown = Reflect.get(window, "kalianDock");
        const swipe: unknown =
          typeof bridge === "object" && bridge !== null ? Reflect.get(bridge, "scriptedSwipe") : undefined;
        return typeof swipe === "function" ? swipe({ cardId: cardNumber.toLowerCase(), manner: "normal" }) : undefined;
      }, card.cardNumber);
    },
  };
  return {
    areReal: false,
    entry: inRepository("dist/electron/dev.cjs"),
    readers: ["none"],
    deviceEnv: undefined,
    serial: reader,
    hid: reader,
    opened: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}

async function dockOf(terminal: Terminal): Promise<Page> {
  const isDock = (page: Page): boolean => page.url().includes("dock.html");
  return terminal.app.windows().find(isDock) ?? (await terminal.app.waitForEvent("window", { predicate: isDock }));
}
