import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { VirtualSerialPty } from "../../lab/serial-pty.ts";
import type { MeasuredApp } from "../harness/measured-app.ts";
import { pssMibOf } from "../harness/process-tree.ts";
import { alternate, launchFloor, launchProduct, type Measurement, readyCounter, type Stage } from "./stage.ts";

/** Until what a start left to do is done, and memory stands still. */
const settleMs = 1000;
/** Starts that are tried for the keyboard; they make the profile, too. */
const keyChecks = 3;
/** What only the help page shows. */
const helpPage = ".sheet__content--wide h1";

/** Starts floor and product in turn, each with a profile that was used before, as on any day but the first. */
export const starts: Measurement = {
  figures: ["cold-start", "cold-start-cpu", "memory"],
  needsService: true,
  measure: async (stage) => {
    const serial = new VirtualSerialPty(path.join(stage.folder, "starts-tty"));
    await serial.plug();
    try {
      const launch = {
        floor: () => launchFloor(stage, "starts-floor", { readers: [] }),
        product: () =>
          launchProduct(stage, "starts-product", { readers: ["auto", `generic-serial-ascii=${serial.link}`] }),
      };
      await (await launch.floor()).close();
      for (let index = 0; index < keyChecks; index += 1) await answersAKey(await launch.product());
      await alternate(stage, "starts", async (side) => {
        const app = await launch[side]();
        try {
          await measureStart(stage, side, app);
        } finally {
          await app.close();
        }
      });
    } finally {
      await serial.unplug();
    }
  },
};

async function measureStart({ samples, wants }: Stage, side: "floor" | "product", app: MeasuredApp): Promise<void> {
  samples.add("cold-start", side, app.start.wallMs);
  samples.add("cold-start-cpu", side, app.start.cpuMs);
  if (!wants.has("memory")) return;
  if (side === "product") await app.until(readyCounter);
  await pause(settleMs);
  samples.add("memory", side, pssMibOf(app.tree()));
}

/** The moment that counts as the end of a start, the counter takes a key. Apart from the rounds: the page it opens costs memory. */
async function answersAKey(app: MeasuredApp): Promise<void> {
  try {
    await app.press("F1");
    await app.until(helpPage);
  } finally {
    await app.close();
  }
}
