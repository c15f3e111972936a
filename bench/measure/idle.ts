import { setTimeout as pause } from "node:timers/promises";
import { serialAdapters, startLab } from "../../lab/lab-client.ts";
import type { MeasuredApp } from "../harness/measured-app.ts";
import { cpuMsOf, monotonicMs } from "../harness/process-tree.ts";
import { launchFloor, launchProduct, type Measurement, readyCounter, type Stage } from "./stage.ts";

const spanMs = 60_000;
/** Starts, first contact with the service and garbage collection are over by then. */
const settleMs = 5000;

/** Floor and product, left alone side by side: processor time is theirs whatever the neighbour does. */
export const idle: Measurement = {
  figures: ["idle-cpu"],
  needsService: true,
  measure: async (stage) => {
    const lab = await startLab();
    const serial = await lab.plugSerial({ adapter: serialAdapters.ch340, serial: "BENCH003" });
    const hid = await lab.plugMagTek({ serial: "BENCH004" });
    const floor = await launchFloor(stage, "idle-floor", { readers: [] });
    const product = await launchProduct(stage, "idle-product", { readers: ["auto"], deviceEnv: lab.env });
    try {
      await Promise.all([serial.opened(), hid.opened()]);
      await product.until(readyCounter);
      await pause(settleMs);
      await measureWindows(stage, floor, product);
    } finally {
      await floor.close();
      await product.close();
      await lab.stop();
    }
  },
};

/** As many windows as rounds, in a minute. */
async function measureWindows(stage: Stage, floor: MeasuredApp, product: MeasuredApp): Promise<void> {
  const windowMs = spanMs / stage.rounds;
  const fromMs = monotonicMs();
  let before = reading(floor, product);
  for (let index = 1; index <= stage.rounds; index += 1) {
    stage.say(`idle: ${Math.round((index * windowMs) / 1000)} of ${spanMs / 1000} s`);
    await pause(fromMs + index * windowMs - monotonicMs());
    const after = reading(floor, product);
    const shareOf = (side: "floor" | "product"): number =>
      (100 * (after[side] - before[side])) / (after.atMs - before.atMs);
    stage.samples.add("idle-cpu", "floor", shareOf("floor"));
    stage.samples.add("idle-cpu", "product", shareOf("product"));
    before = after;
  }
}

function reading(floor: MeasuredApp, product: MeasuredApp) {
  return { atMs: monotonicMs(), floor: cpuMsOf(floor.tree()), product: cpuMsOf(product.tree()) };
}
