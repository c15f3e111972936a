import { expect } from "@playwright/test";
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

/** Waits for the selected reader to be in a state of this name. */
async function selectedIs({ clerk }: Stage, state: "paused" | "ready" | "absent" | "faulted"): Promise<void> {
  await expect(clerk.page.locator(".reader-card[data-selected]")).toContainText(clerk.t(`frame.reader-${state}`));
}

/** The selected reader is closed, what its device does meanwhile is changed, and it is opened again. */
async function reopenWith(stage: Stage, change: () => Promise<void>): Promise<void> {
  const { clerk } = stage;
  await clerk.press("m");
  await selectedIs(stage, "paused");
  await change();
  await clerk.press("Enter");
}

async function takeReaders(stage: Stage): Promise<void> {
  const { camera, clerk, hid } = stage;
  await openReaders(stage);
  await camera.take("readers");
  await clerk.press("m");
  await selectedIs(stage, "paused");
  await camera.take("readers-paused");
  await clerk.press("Enter");
  await selectedIs(stage, "ready");

  await reopenWith(stage, () => hid.denyOpening(true));
  await expect(clerk.page.locator(".reader-steps__rule")).toBeVisible();
  await camera.take("readers-permission-denied");
  await hid.denyOpening(false);
  await clerk.press("Enter");
  await selectedIs(stage, "ready");
  await closeReaders(stage);
}

async function takeHeldPort(stage: Stage): Promise<void> {
  const { camera, clerk, serial } = stage;
  await openReaders(stage);
  await clerk.press("ArrowDown");
  await expect(clerk.page.locator(".reader-card[data-selected]")).toContainText(serial.node.replace("/dev/", ""));
  await reopenWith(stage, () => serial.holdLock(true));
  await selectedIs(stage, "faulted");
  await camera.take("readers-port-held");
  await serial.holdLock(false);
  await clerk.press("Enter");
  await selectedIs(stage, "ready");
  await closeReaders(stage);
}

export const pageScenes: readonly Scene[] = [
  { name: "help", play: takeHelp },
  { name: "readers", play: takeReaders },
  { name: "held-port", play: takeHeldPort },
];
