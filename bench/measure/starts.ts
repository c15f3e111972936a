import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { VirtualSerialPty } from "../../lab/serial-pty.ts";
import type { MeasuredApp } from "../harness/measured-app.ts";
import { pssMibOf } from "../harness/process-tree.ts";
import { alternate, launchFloor, launchProduct, type Measurement, readyCounter, type Stage } from "./stage.ts";

/** Until what a start left to do is done, and memory stands still. */
const settleMs = 1000;
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
      await warmUp(launch.floor);
      await warmUp(launch.product);
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

async function warmUp(launch: () => Promise<MeasuredApp>): Promise<void> {
  await (await launch()).close();
}

async function measureStart({ samples, wants }: Stage, side: "floor" | "product", app: MeasuredApp): Promise<void> {
  samples.add("cold-start", side, app.start.wallMs);
  samples.add("cold-start-cpu", side, app.start.cpuMs);
  if (side === "product") await answersAKey(app);
  if (!wants.has("memory")) return;
  if (side === "product") await app.until(readyCounter);
  await pause(settleMs);
  samples.add("memory", side, pssMibOf(app.tree()));
}

/** The counter counted as started: then it takes a key. The page is left again, for its memory is not the idle counter's. */
async function answersAKey(app: MeasuredApp): Promise<void> {
  await app.press("F1");
  await app.until(helpPage);
  await app.press("Escape");
}
