import { expect } from "@playwright/test";
import { asciiLine } from "../../lab/cards/ascii-lines.ts";
import { spareCard } from "../harness/cards.ts";
import type { Terminal } from "../harness/terminal.ts";
import { type Camera, locales } from "./camera.ts";
import type { SmallDisk } from "./small-disk.ts";
import { backToIdle, confirms, reads, type Stage, takeQueue } from "./stage.ts";

/** A counter with no reader at all. */
export async function takeNoReader({ camera, clerk }: Pick<Stage, "camera" | "clerk">): Promise<void> {
  await clerk.seesLink("connected");
  await clerk.sees("work.idle-none");
  await camera.take("idle-no-reader");
  await clerk.press("F6");
  await expect(clerk.page.locator(".no-readers")).toBeVisible();
  await camera.take("readers-none-found");
  await clerk.press("Escape");
  await clerk.sees("work.idle-none");
}

/** A restart with entries of the last run still open: first while the service is away, then after it took what it could. */
export async function takeRestart(stage: Stage): Promise<void> {
  const { camera, network } = stage;
  await reads(stage, "work.restart-unsettled", { unsettled: 2 });
  await reads(stage, "work.restart-parked", { parked: 1 });
  await stage.clerk.seesLink("away");
  await camera.take("idle-after-restart");
  await network.setMode("pass");
  await reads(stage, "work.restart-settled", { settled: 2 });
  await stage.clerk.seesLink("connected");
  await camera.take("idle-after-restart-settled");
}

/** A first start while the service is away: a bank number cannot be sealed yet. Ends connected. */
export async function takeFirstStart(stage: Stage): Promise<void> {
  const { camera, clerk, network } = stage;
  await clerk.seesReader("ready");
  await clerk.seesLink("away");
  await stage.serial.send(asciiLine({ track2: spareCard().track2 }));
  await clerk.sees("work.bad-read-title-sealing-key-missing");
  await camera.take("bad-read-sealing-key-missing");
  await backToIdle(stage);
  await network.setMode("pass");
  await clerk.isReady();
}

/**
 * The disk is full when the clerk confirms; once there is room again, the same entry is saved and confirmed. A full disk still has room in
 * the last block of the journal's file, so what fits in there is confirmed first, card by card.
 */
export async function takeFullDisk(stage: Stage, disk: SmallDisk): Promise<void> {
  const { camera, clerk, terminal } = stage;
  for (let isSaved = true; isSaved; ) {
    await clerk.comesToConfirm(spareCard());
    await disk.fill(terminal.pid);
    await clerk.press("Enter");
    isSaved = await expect(clerk.title())
      .toHaveText(clerk.t("work.save-failed-title"), { timeout: 2_000 })
      .then(() => false)
      .catch(() => true);
    if (!isSaved) {
      await camera.take("save-failed");
      await takeQueue(stage, "queue-storage-fault");
    }
    await disk.clear(terminal.pid);
    if (!isSaved) await confirms(stage, "outcomes.confirmed-title");
    await clerk.sees("outcomes.confirmed-title");
    await clerk.goesOn();
  }
}

/** The dock of the development entry, after a card went through its scripted reader. */
export async function takeDock(terminal: Terminal, camera: Camera): Promise<void> {
  const isDock = (url: string): boolean => url.includes("dock.html");
  const dock =
    terminal.app.windows().find((page) => isDock(page.url())) ??
    (await terminal.app.waitForEvent("window", { predicate: (page) => isDock(page.url()) }));
  await dock.locator(".card-picker__card").first().waitFor();
  await expect(async () => {
    await dock.keyboard.press("Control+Enter");
    await expect(terminal.page.getByRole("textbox")).toBeFocused({ timeout: 1_000 });
  }).toPass();
  for (const locale of locales) {
    await camera.speak(locale);
    await expect(dock.locator("html")).toHaveAttribute("lang", locale);
    await camera.takeInOneLanguage("dock", locale, dock, [{ width: 780, height: 1000 }]);
  }
}
