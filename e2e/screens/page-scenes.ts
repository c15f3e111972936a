import { expect } from "@playwright/test";
import type { WordKey } from "../../shared/words/catalogue.ts";
import type { Scene, Stage } from "./stage.ts";

async function takeHelp({ camera, clerk }: Stage): Promise<void> {
  await clerk.press("F1");
  await expect(clerk.page.locator(".help")).toBeVisible();
  await camera.take("help");
  await clerk.press("Escape");
  await clerk.sees("work.idle-title-stripe");
}

async function openReaders({ clerk }: Stage): Promise<void> {
  await clerk.press("F6");
  await expect(clerk.page.locator(".readers-page")).toBeVisible();
}

async function closeReaders({ clerk }: Stage): Promise<void> {
  await clerk.press("Escape");
  await expect(clerk.page.locator(".readers-page")).toBeHidden();
}

type StateWord = Extract<WordKey, `frame.reader-${string}` | `readers.fault-${string}`>;

/** Waits for the selected reader to be in a state of this name. */
async function selectedIs({ clerk }: Stage, state: StateWord): Promise<void> {
  await expect(clerk.page.locator(".reader-card[data-selected]")).toContainText(clerk.t(state));
}

/** The serial reader comes first in the list, and is selected while none is in need of help. */
async function takeSerialReader(stage: Stage): Promise<void> {
  const { camera, clerk, serial } = stage;
  await openReaders(stage);
  await camera.take("readers");
  await clerk.press("m");
  await selectedIs(stage, "frame.reader-paused");
  await camera.take("readers-paused");
  await serial.holdLock(true);
  await clerk.press("Enter");
  await selectedIs(stage, "readers.fault-port-held");
  await camera.take("readers-port-held");
  await serial.holdLock(false);
  await clerk.press("Enter");
  await selectedIs(stage, "frame.reader-ready");
  await closeReaders(stage);
}

async function takeUsbReader(stage: Stage): Promise<void> {
  const { camera, clerk, hid } = stage;
  await openReaders(stage);
  await clerk.press("ArrowDown");
  await expect(clerk.page.locator(".reader-card[data-selected]")).toContainText("SureSwipe");
  await clerk.press("m");
  await selectedIs(stage, "frame.reader-paused");
  await hid.denyOpening(true);
  await clerk.press("Enter");
  await selectedIs(stage, "readers.fault-permission-denied");
  await camera.take("readers-permission-denied");
  await hid.denyOpening(false);
  await clerk.press("Enter");
  await selectedIs(stage, "frame.reader-ready");
  await closeReaders(stage);
}

/** Leaves the USB reader unplugged. */
export async function takeAbsentReader(stage: Stage): Promise<void> {
  const { clerk, hid } = stage;
  await hid.unplug();
  await expect(clerk.page.locator(".side__readers")).toContainText(clerk.t("frame.reader-absent"));
  await openReaders(stage);
  await selectedIs(stage, "frame.reader-absent");
  await stage.camera.take("readers-absent");
  await closeReaders(stage);
}

/** For a terminal with one reader. */
export async function takePausedCounter(stage: Stage): Promise<void> {
  const { camera, clerk } = stage;
  await openReaders(stage);
  await clerk.press("m");
  await selectedIs(stage, "frame.reader-paused");
  await closeReaders(stage);
  await clerk.sees("work.idle-not-ready");
  await camera.take("idle-not-ready");
  await openReaders(stage);
  await clerk.press("Enter");
  await selectedIs(stage, "frame.reader-ready");
  await closeReaders(stage);
}

export const pageScenes: readonly Scene[] = [
  { name: "help", play: takeHelp },
  { name: "serial-reader", play: takeSerialReader },
  { name: "usb-reader", play: takeUsbReader },
];
